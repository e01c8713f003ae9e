using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>The summary of a reading of logs, for the terminal.</summary>
internal static class IngestText
{
    private const int MostRejected = 5;
    private const int MostGaps = 5;
    private const int MostLogs = 30;
    private const int MostPassedOver = 3;

    /// <summary>Writes it.</summary>
    public static void Write(IngestSummary summary, string into, TextWriter writer)
    {
        var read = summary.Logs.Where(log => log.Outcome != LogOutcome.PassedOver).ToList();
        var bytes = read.Sum(log => log.Bytes);
        var seconds = summary.Elapsed.TotalSeconds;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Read {read.Sum(log => log.Lines):N0} lines or rows ({bytes / 1e6:N1} MB) of {read.Count} {(read.Count == 1 ? "log" : "logs")} into {Escape.Terminal(into)} in {seconds:N1} s: {bytes / 1e6 / Math.Max(seconds, 1e-3):N1} MB/s."));
        writer.WriteLine();
        if (read.Count > 0)
            Columns(writer, ["log", "format", "lines or rows", ""], read.Take(MostLogs).Select(log => new[] { Escape.Terminal(log.Name), log.Format, Number(log.Lines), Words(log) }), right: [2]);
        if (read.Count > MostLogs)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {read.Count - MostLogs:N0} more"));
        WritePassedOver(summary, writer);
        if (summary.Counts.Count > 0)
        {
            writer.WriteLine();
            WriteCounts(summary.Counts, writer);
        }

        Notes(summary, writer);
    }

    private static void WritePassedOver(IngestSummary summary, TextWriter writer)
    {
        var reasons = summary.Logs.Where(log => log.Outcome == LogOutcome.PassedOver).GroupBy(log => log.Reason, log => log.Name, StringComparer.Ordinal).ToList();
        if (reasons.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("Passed over:");
        foreach (var names in reasons)
        {
            var others = names.Count() - MostPassedOver;
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Escape.Terminal(names.Key ?? "")}: {string.Join(", ", names.Take(MostPassedOver).Select(Escape.Terminal))}{(others > 0 ? $" and {others:N0} more" : "")}"));
        }
    }

    // Only the columns that say something.
    private static void WriteCounts(IReadOnlyList<IncidentCounts> counts, TextWriter writer)
    {
        (string Head, Func<IncidentCounts, long> Value)[] columns =
        [
            ("stored", count => count.Stored),
            ("already there", count => count.Recognised),
            ("ignored", count => count.Ignored),
            ("unknown connection", count => count.UnknownConnection),
            ("rejected", count => count.Rejected),
        ];
        var shown = columns.Where((column, i) => i == 0 || counts.Any(count => column.Value(count) > 0)).ToList();
        Columns(
            writer,
            ["incident or table", .. shown.Select(column => column.Head)],
            counts.Select(count => new[] { count.Origin.Length == 0 ? "(none)" : Escape.Terminal(count.Origin) }.Concat(shown.Select(column => Number(column.Value(count)))).ToArray()),
            right: [.. Enumerable.Range(1, shown.Count)]);
    }

    private static void Notes(IngestSummary summary, TextWriter writer)
    {
        if (summary.Rejected > 0)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Rejected: {summary.Rejected:N0}. They are kept with their reasons in the table 'workbench_rejected'."));
            foreach (var line in summary.FirstRejected.Take(MostRejected))
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Escape.Terminal(line.File)}, line {line.Number}: {Escape.Terminal(line.Reason)}"));
            if (summary.Rejected > MostRejected)
                writer.WriteLine("  …");
        }

        if (summary.ForgottenConnections > 0)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Forgotten connections: {summary.ForgottenConnections:N0}. They were never freed, and nothing was heard of them for {new IncidentWriterOptions().Remember.TotalDays:0} days of log time."));
        }

        WriteGaps(summary, writer);
        if (summary.Losses.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("What these logs cannot tell:");
        foreach (var loss in summary.Losses)
            writer.WriteLine($"  {loss}");
    }

    private static void WriteGaps(IngestSummary summary, TextWriter writer)
    {
        if (summary.Missing.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine("Missing between rotated logs:");
            foreach (var missing in summary.Missing)
                writer.WriteLine($"  {Escape.Terminal(missing.Log)}: {string.Join(", ", missing.Numbers.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First} to {run.Last}"))}");
        }

        if (summary.Gaps is not { Count: > 0 } gaps)
            return;
        writer.WriteLine();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Without a connection for {ValueText.Duration(gaps.Threshold)} or longer: {gaps.Count:N0} {(gaps.Count == 1 ? "gap" : "gaps")} (UTC)"));
        var values = new ValueText("UTC");
        foreach (var gap in gaps.Longest.Take(MostGaps))
            writer.WriteLine($"  {values.Timestamp(gap.Start)} to {values.Timestamp(gap.End)}: {ValueText.Duration(gap.End - gap.Start)}");
        if (gaps.Count > MostGaps)
            writer.WriteLine("  …");
    }

    private static string Number(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Words(LogRead log) => log.Outcome switch
    {
        LogOutcome.New => "new",
        LogOutcome.Continued => "read on",
        _ => "nothing new",
    };

    private static void Columns(TextWriter writer, string[] head, IEnumerable<string[]> rows, int[] right)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, i) => all.Max(row => row[i].Length)).ToArray();
        foreach (var row in all)
            writer.WriteLine(string.Join("  ", row.Select((cell, i) => right.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
