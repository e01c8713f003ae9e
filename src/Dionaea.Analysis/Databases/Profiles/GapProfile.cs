namespace Dionaea.Analysis;

/// <summary>A span without a connection.</summary>
/// <param name="Start">The connection before it, Unix seconds.</param>
/// <param name="End">The connection after it, Unix seconds.</param>
public sealed record Gap(double Start, double End);

/// <summary>Consecutive calendar days without a connection.</summary>
/// <param name="First">The first, as the Unix second of its 00:00 as if the zone were UTC.</param>
/// <param name="Last">The last, likewise.</param>
public sealed record EmptyDays(long First, long Last);

/// <summary>
/// Where a database has no connections for longer than is usual in it. A gap is at least <see cref="Least"/> seconds
/// long and at least <see cref="Factor"/> times the distance that all but 1 in <see cref="Share"/> connections keep
/// to the next one (all but one, in a file of few).
/// </summary>
/// <param name="Usual">That distance in seconds; null when it is under <see cref="Least"/> / <see cref="Factor"/> and so does not matter.</param>
/// <param name="Count">How many gaps there are.</param>
/// <param name="Longest">The longest of them, at most <see cref="Shown"/>, longest first.</param>
/// <param name="Days">Calendar days from the first to the last connection, in the zone.</param>
/// <param name="EmptyDayCount">How many of these days have no connection.</param>
/// <param name="LongestEmptyDays">The longest runs of such days, at most <see cref="Shown"/>, longest first.</param>
public sealed record GapProfile(
    double? Usual, long Count, IReadOnlyList<Gap> Longest, long Days, long EmptyDayCount, IReadOnlyList<EmptyDays> LongestEmptyDays)
{
    /// <summary>The shortest gap, in seconds.</summary>
    public const int Least = 3600;

    /// <summary>How many times the usual distance a gap has at least.</summary>
    public const int Factor = 10;

    /// <summary>One in this many connections may have a longer distance to the next one than the usual.</summary>
    public const int Share = 20;

    /// <summary>How many gaps and runs of days are listed.</summary>
    public const int Shown = 10;

    /// <summary>The shortest span that is a gap in this file, in seconds.</summary>
    public double Threshold => Math.Max(Least, Factor * (Usual ?? 0));

    internal static GapProfile Read(
        ReadSession session, DatabaseSpan span, long connections, string zone, Limits limits, CancellationToken cancellation)
    {
        var values = new Dictionary<string, object?>
        {
            ["least"] = (long)Least,
            ["factor"] = (long)Factor,
            ["shown"] = (long)Shown,
            ["zone"] = zone,
            ["overstepping"] = Math.Max(1, (connections - 1) / Share),
        };
        var rows = session.Run(SqlFile.Body(Resources.Text("Profile/gaps.sql")), values, limits, cancellation: cancellation).Rows.ToLookup(row => (string)row[0]!);
        var found = Zones.Find(zone);
        var days = span is { First: { } first, Last: { } last }
            ? (Zones.LocalDay(last, found) / 86400) - (Zones.LocalDay(first, found) / 86400) + 1
            : 0;
        return new GapProfile(
            rows["usual"].Select(row => Table.Number(row[3])).FirstOrDefault(),
            rows["gap"].Select(row => (long)row[3]!).FirstOrDefault(),
            [.. rows["gap"].Select(row => new Gap(Table.Number(row[1])!.Value, Table.Number(row[2])!.Value))],
            days,
            rows["days"].Select(row => (long)row[3]!).FirstOrDefault(),
            [.. rows["days"].Select(row => new EmptyDays((long)row[1]!, (long)row[2]!))]);
    }
}
