using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// The page of mimic-nepstats.py (Andrew Waite, 2009, with the patch of 2010 for short spans), character by character:
/// headline counters, first and last sample, most recent submissions. As in the script, the uptime is the difference
/// of two local times and the average divides by its whole days. Hosts and URLs stand as they are, since programs
/// read this page; what would act on a terminal is written out.
/// </summary>
internal static class NepstatsLayout
{
    /// <summary>Writes the page.</summary>
    /// <param name="headline">
    /// One row with <c>submissions</c>, <c>unique_samples</c>, <c>unique_source_ips</c>, <c>first_seen</c> and
    /// <c>last_seen</c>; its zone is the page's.
    /// </param>
    /// <param name="others">One answer with <c>t</c>, <c>remote_host</c>, <c>download_url</c> and <c>md5</c>, newest first.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(Answer headline, IReadOnlyList<Answer> others, TextWriter writer)
    {
        writer.Write("\nStatistics engine written by Andrew Waite - www.infosanity.co.uk\n\n");
        var submissions = Number(headline.Table, "submissions") ?? 0;
        writer.Write($"Number of submissions: {Whole(submissions)} \n");
        writer.Write($"Number of unique samples: {Whole(Number(headline.Table, "unique_samples") ?? 0)}\n");
        writer.Write($"Number of unique source IPs: {Whole(Number(headline.Table, "unique_source_ips") ?? 0)}\n");
        if (submissions <= 0)
            return;

        writer.Write('\n');
        WriteSpan(headline, submissions, writer);
        writer.Write("\nMost recent submissions:\n");
        foreach (var row in others[0].Table.Rows)
            writer.Write($"\t{string.Join(", ", Recent(others[0].Table, row, headline.Zone))}\n");
    }

    // Submissions whose connections are all gone have no times: the script fails on them, here the lines are left out.
    private static void WriteSpan(Answer headline, double submissions, TextWriter writer)
    {
        if (Number(headline.Table, "first_seen") is not { } first || Number(headline.Table, "last_seen") is not { } last)
            return;

        writer.Write($"First sample seen: {Time(first, headline.Zone)}\nLast sample seen: {Time(last, headline.Zone)}\n");
        var zone = Zones.Find(headline.Zone);
        if (PythonText.LocalMicroseconds(last, zone) - PythonText.LocalMicroseconds(first, zone) is not { } uptime)
            return;

        writer.Write($"System Uptime: {PythonText.TimeDelta(uptime)}\n");
        if (PythonText.Days(uptime) is >= 1 and var days)
            writer.Write($"Average daily submissions: {PythonText.Float(submissions / days)}\n");
    }

    private static IEnumerable<string> Recent(Table table, object?[] row, string zone)
    {
        yield return row[Place(table, "t")] switch
        {
            long whole => Time(whole, zone),
            double real => Time(real, zone),
            var other => Text(other),
        };
        yield return Text(row[Place(table, "remote_host")]);
        yield return Text(row[Place(table, "download_url")]);
        yield return Text(row[Place(table, "md5")]);
    }

    private static string Time(double time, string zone) =>
        PythonText.LocalMicroseconds(time, Zones.Find(zone)) is { } local ? PythonText.DateTime(local) : PythonText.Float(time);

    private static string Text(object? value) => value switch
    {
        null => "None",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => PythonText.Float(real),
        byte[] blob => Escape.Terminal(ValueText.Decode(blob)),
        _ => Escape.Terminal((string)value),
    };

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static double? Number(Table table, string column) =>
        table.Rows.Count == 0 ? null : table.Rows[0][Place(table, column)] switch
        {
            long whole => whole,
            double real => real,
            _ => null,
        };

    private static int Place(Table table, string column)
    {
        var place = table.IndexOf(column);
        return place >= 0
            ? place
            : throw WorkbenchException.Usage(
                $"The layout 'nepstats' needs a column '{column}', which the query does not have.",
                "Give the query's result the columns of A01 (headline) and A02 (recent submissions).");
    }
}
