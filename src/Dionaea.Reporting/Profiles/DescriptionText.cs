using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A description for a terminal: sections of at most 100 columns, unless a name in the data is longer.</summary>
public sealed class DescriptionText
{
    private const int Width = 100;
    private const int LongestName = 40;
    private const int MostNames = 12;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private readonly Description _described;
    private readonly DatabaseProfile _profile;
    private readonly ValueText _values;
    private readonly TextPage _page;

    private DescriptionText(Description described, TextWriter writer)
    {
        _described = described;
        _profile = described.Profile;
        _values = new ValueText(described.Profile.Zone, LongestName);
        _page = new TextPage(writer, Width);
    }

    /// <summary>Writes a description.</summary>
    public static void Write(Description described, TextWriter writer)
    {
        var text = new DescriptionText(described, writer);
        text.WriteFile();
        text.WriteVariant();
        text.WriteTime();
        text.WriteTables();
        text.WriteTraps();
        text.WriteGaps();
    }

    private void WriteFile()
    {
        _page.Section("File");
        _page.Field("database", _described.Database);
        _page.Field("size", string.Create(Invariant, $"{_described.Bytes:#,##0} bytes"));
        _page.Field("SHA-256", _described.Sha256);
        foreach (var note in _described.Notes)
            _page.Field("note", note);
    }

    private void WriteVariant()
    {
        var schema = _profile.Schema;
        _page.Section("Variant");
        _page.Text(_described.Variant);
        WriteNames("no table", schema.MissingTables);
        WriteNames("no column", schema.MissingColumns);
        WriteNames("older name", schema.Renamed);
        WriteNames("extra table", schema.ExtraTables);
        WriteNames("extra column", schema.ExtraColumns);
    }

    private void WriteNames(string label, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return;

        var shown = string.Join(", ", names.Take(MostNames).Select(Name));
        _page.Field(label, names.Count <= MostNames ? shown : string.Create(Invariant, $"{shown} and {names.Count - MostNames:#,##0} more"), labelWidth: 14);
    }

    private void WriteTime()
    {
        _page.Section($"Time ({_profile.Zone})");
        if (_profile.Span is not { First: { } first, Last: { } last })
        {
            _page.Text(_profile.Connections == 0 ? "The database has no connections." : "No connection has a usable timestamp.");
        }
        else
        {
            var zone = Zones.Find(_profile.Zone);
            _page.Field("begins", $"{_values.Timestamp(first)}, {ValueText.Duration(IntoDay(first, zone))} into its day");
            _page.Field("ends", $"{_values.Timestamp(last)}, {ValueText.Duration(IntoDay(last, zone))} into its day");
            _page.Field("covers", $"{ValueText.Duration(last - first)}, {Count(_profile.Gaps.Days)} calendar {(_profile.Gaps.Days == 1 ? "day" : "days")}");
            _page.Text("Of the time before and after the file says nothing: its first and last day may be cut.");
        }

        if (_profile.WithoutTime > 0)
            _page.Field("no time", $"{Count(_profile.WithoutTime)} of {Count(_profile.Connections)} connections have a timestamp that is no number; no figure by time counts them");
    }

    private static double IntoDay(double time, NodaTime.DateTimeZone zone) => Math.Floor(Zones.Local(time, zone)) - Zones.LocalDay(time, zone);

    private void WriteTables()
    {
        _page.Section("Tables");
        var rows = _profile.Tables.Select(t => new[]
        {
            Name(t.Name) + (t.IsKnown ? "" : " (not dionaea's)"),
            t.Rows is { } rows ? Count(rows) : "(a view)",
            t.Rows is null || t.Orphans is null ? "" : Count(t.Orphans.Value),
            t.First is { } first ? _values.Timestamp(first) : "",
            t.Last is { } last ? _values.Timestamp(last) : "",
        });
        _page.Rows(["table", "rows", "orphans", "first connection", "last connection"], [.. rows], new HashSet<int> { 1, 2 });
    }

    private void WriteTraps()
    {
        _page.Section("Traps in this file");
        var measured = _profile.Traps.Where(t => !t.Trap.IsInEveryFile && t.IsPresent).ToList();
        foreach (var finding in measured)
        {
            WriteTrap(finding.Trap);
            foreach (var count in finding.Counts.Where(c => c.Found > 0))
                _page.Text(Counted(finding.Trap, count), 6);
        }

        if (measured.Count == 0)
            _page.Text("None was found.");
        var absent = _profile.Traps.Where(t => !t.Trap.IsInEveryFile && !t.IsPresent).Select(t => t.Trap.Id).ToList();
        if (absent.Count > 0)
            _page.Text($"Not found: {string.Join(", ", absent)}.");

        _page.Section("Traps of every file");
        foreach (var finding in _profile.Traps.Where(t => t.Trap.IsInEveryFile))
            WriteTrap(finding.Trap);
        _page.Text($"{string.Join(", ", Traps.OfQueries)} lie in how queries are written, not in a file.");
    }

    private void WriteTrap(Trap trap)
    {
        _page.Field(trap.Id, trap.Title, labelWidth: 4);
        _page.Text(trap.Consequence, 6);
        _page.Text(trap.Remedy, 6);
    }

    private static string Counted(Trap trap, TrapCount count) => count.Total is { } total
        ? string.Create(Invariant, $"* {count.Part}: {count.Found:#,##0} of {total:#,##0} ({100.0 * count.Found / total:0.##}%)")
        : string.Create(Invariant, $"* {count.Part}: {count.Found:#,##0} {trap.Of}");

    private void WriteGaps()
    {
        var gaps = _profile.Gaps;
        _page.Section("Gaps");
        _page.Text(Rule(gaps));
        if (gaps.Count == 0)
        {
            _page.Text("There is none.");
        }
        else
        {
            var count = gaps.Count == 1 ? "There is 1" : $"There are {Count(gaps.Count)}";
            _page.Text(gaps.Count > gaps.Longest.Count ? $"{count}; the longest {gaps.Longest.Count}:" : $"{count}:");
            _page.Rows(
                ["connection before", "connection after", "without one"],
                [.. gaps.Longest.Select(g => new[] { _values.Timestamp(g.Start), _values.Timestamp(g.End), ValueText.Duration(g.End - g.Start) })],
                new HashSet<int> { 2 });
        }

        if (gaps.Days == 0)
            return;
        var more = gaps.LongestEmptyDays.Sum(d => ((d.Last - d.First) / 86400) + 1) < gaps.EmptyDayCount ? " and others" : "";
        var runs = string.Join(", ", gaps.LongestEmptyDays.Select(d => d.First == d.Last ? ValueText.Day(d.First) : $"{ValueText.Day(d.First)} to {ValueText.Day(d.Last)}"));
        _page.Text($"Calendar days without a connection: {Count(gaps.EmptyDayCount)} of {Count(gaps.Days)}{(runs.Length > 0 ? $": {runs}{more}" : "")}.");
    }

    /// <summary>What counts as a gap, with this file's numbers.</summary>
    internal static string Rule(GapProfile gaps)
    {
        var usual = gaps.Usual is { } distance
            ? $"here {ValueText.Duration(distance)}"
            : $"here under {ValueText.Duration((double)GapProfile.Least / GapProfile.Factor)}";
        return string.Create(
            Invariant,
            $"A gap has no connection for at least {ValueText.Duration(GapProfile.Least)} and at least {GapProfile.Factor} times the distance that {GapProfile.Share - 1} in {GapProfile.Share} connections keep to the next ({usual}): from {ValueText.Duration(gaps.Threshold)} on.");
    }

    private string Name(string name) => _values.Show(name, Kind.Text);

    private static string Count(long number) => number.ToString("#,##0", Invariant);
}
