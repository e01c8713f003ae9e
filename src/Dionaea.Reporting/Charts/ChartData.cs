using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A point: where it stands, how high, and the texts for both, visible but not yet inert.</summary>
/// <param name="X">The raw value along the first axis.</param>
/// <param name="Y">A <see cref="long"/> or a finite <see cref="double"/>; null leaves a gap.</param>
/// <param name="Place">Where on Earth, if the table tells.</param>
internal sealed record ChartPoint(object? X, IConvertible? Y, MapPlace? Place = null)
{
    public double Height => Y is null ? 0 : Y.ToDouble(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The sum of the quantities: whole when all are.</summary>
    public static IConvertible Sum(IEnumerable<ChartPoint> points)
    {
        var all = points.Where(point => point.Y is not null).ToList();
        return all.All(point => point.Y is long) ? (IConvertible)all.Sum(point => (long)point.Y!) : all.Sum(point => point.Height);
    }
}

/// <summary>The points of one trace.</summary>
/// <param name="Name">Its name, short and different from the others'; visible but not yet inert.</param>
/// <param name="Full">Its name in full.</param>
/// <param name="Kind">What its quantities are.</param>
/// <param name="Points">Its points.</param>
internal sealed record ChartSeries(string Name, string Full, Kind Kind, IReadOnlyList<ChartPoint> Points)
{
    public double Total { get; } = Points.Sum(point => Math.Abs(point.Height));

    /// <summary>The panel in which it is drawn, where a chart has several; visible but not yet inert.</summary>
    public string? Panel { get; init; }
}

/// <summary>A table read for drawing: its columns found and checked, its rows split into series.</summary>
internal sealed class ChartData
{
    private ChartData(ChartAxis x, Column y, string? seriesTitle, IReadOnlyList<ChartSeries> series, ChartLabels labels, IReadOnlyList<string> cuts)
    {
        X = x;
        Y = y;
        SeriesTitle = seriesTitle;
        Series = series;
        Labels = labels;
        Cuts = cuts;
    }

    public ChartAxis X { get; }

    /// <summary>The column of quantities; the first where there are several.</summary>
    public Column Y { get; }

    /// <summary>What tells the series apart ("service"); null when they are columns of their own or there is one.</summary>
    public string? SeriesTitle { get; }

    public IReadOnlyList<ChartSeries> Series { get; }

    public ChartLabels Labels { get; }

    /// <summary>Whether the table has a latitude and a longitude, so that points may have a place.</summary>
    public bool HasPlaces { get; private init; }

    /// <summary>What is left out of the picture, as phrases.</summary>
    public IReadOnlyList<string> Cuts { get; }

    /// <summary>Whether a combination that is missing counted nothing: true of counts, not of other quantities.</summary>
    public bool MissingIsZero => Series.All(series => series.Kind == Kind.Count);

    /// <summary>Reads a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="hint">Which columns are drawn.</param>
    /// <param name="zone">The IANA name of the zone of days and times.</param>
    /// <param name="panels">Whether several columns of quantities may each be split into series, one panel for each column.</param>
    /// <exception cref="WorkbenchException">There is no such column, or one of quantities holds something else.</exception>
    public static ChartData Read(Table table, ChartHint hint, string zone, bool panels = false)
    {
        var labels = new ChartLabels(zone);
        var x = Find(table, hint.X);
        if (hint.Y.Count == 0)
            throw NoQuantity(table, "A chart needs a column of quantities, but none was named.");
        if (hint.Series is not null && hint.Y.Count > 1 && !panels)
            throw WorkbenchException.Usage("A chart takes either several columns of quantities or one column and a series, but both were given.");

        var ys = hint.Y.Select(name => Find(table, name)).ToList();
        foreach (var y in ys)
            CheckQuantity(table, y);
        var axis = ChartAxis.Of(table, x, zone);
        var rows = axis.Drawable(table.Rows, x);
        var column = table.Columns[ys[0]];
        var cuts = rows.Count == table.Rows.Count
            ? Array.Empty<string>()
            : [FormattableString.Invariant($"{table.Rows.Count - rows.Count:#,##0} rows without {Pretty(table.Columns[x].Name)} left out")];
        if (hint.Series is null)
            return new(axis, column, null, Split(table, rows, x, ys), labels, cuts) { HasPlaces = Places(table) is not null };

        var series = Find(table, hint.Series);
        var title = Pretty(table.Columns[series].Name);
        return ys.Count == 1
            ? new(axis, column, title, Split(table, rows, x, ys[0], series, labels), labels, cuts)
            : new(axis, column, title, [.. ys.SelectMany(y => Split(table, rows, x, y, series, labels).Select(one => one with { Panel = Pretty(table.Columns[y].Name) }))], labels, cuts);
    }

    /// <summary>The same data with other series and further cuts.</summary>
    public ChartData With(IReadOnlyList<ChartSeries> series, params IEnumerable<string> cuts) =>
        new(X, Y, SeriesTitle, series, Labels, [.. Cuts, .. cuts]) { HasPlaces = HasPlaces };

    /// <summary>A column's name for titles: blanks for underscores.</summary>
    public static string Pretty(string name) => name.Replace('_', ' ');

    private static List<ChartSeries> Split(Table table, IReadOnlyList<object?[]> rows, int x, List<int> ys) =>
        [.. ys.Select(y => (column: table.Columns[y], points: Points(table, rows, x, y))).Select(
            pair => new ChartSeries(Pretty(pair.column.Name), Pretty(pair.column.Name), pair.column.Kind, pair.points))];

    // The biggest series come first and keep their colours; names decide between equals, so that a run repeats.
    private static List<ChartSeries> Split(Table table, IReadOnlyList<object?[]> rows, int x, int y, int series, ChartLabels labels)
    {
        var kind = table.Columns[series].Kind;
        var groups = rows.GroupBy(row => ChartAxis.Key(row[series]) ?? DBNull.Value).ToList();
        var keys = groups.Select(group => group.Key is DBNull ? null : group.Key).ToList();
        var names = ChartLabels.Distinct(keys.Select(key => labels.Short(key, kind)));
        return [.. groups
            .Select((group, i) => new ChartSeries(names[i], labels.Full(keys[i], kind), table.Columns[y].Kind, Points(table, group, x, y)))
            .OrderByDescending(one => one.Total).ThenBy(one => one.Name, StringComparer.Ordinal)];
    }

    private static List<ChartPoint> Points(Table table, IEnumerable<object?[]> rows, int x, int y)
    {
        var places = Places(table);
        return [.. rows.Select(row => new ChartPoint(
            ChartAxis.Key(row[x]),
            Quantity(row[y]),
            places is { } at ? MapPlace.Of(Quantity(row[at.Latitude]), Quantity(row[at.Longitude])) : null))];
    }

    private static (int Latitude, int Longitude)? Places(Table table)
    {
        var kinds = table.Columns.Select(column => column.Kind).ToList();
        var (latitude, longitude) = (kinds.IndexOf(Kind.Latitude), kinds.IndexOf(Kind.Longitude));
        return latitude < 0 || longitude < 0 ? null : (latitude, longitude);
    }

    private static int Find(Table table, string name)
    {
        var at = table.IndexOf(name);
        return at >= 0 ? at : throw WorkbenchException.Unknown(
            "column", name, table.Columns.Select(column => column.Name),
            $"The columns are: {string.Join(", ", table.Columns.Select(column => Suggestion.Excerpt(column.Name)))}.");
    }

    private static void CheckQuantity(Table table, int column)
    {
        var wrong = table.Rows.FirstOrDefault(row => row[column] is string or byte[]);
        if (wrong is null)
            return;

        var text = wrong[column] is byte[] blob ? ValueText.Decode(blob) : (string)wrong[column]!;
        throw NoQuantity(
            table,
            $"Column '{Suggestion.Excerpt(table.Columns[column].Name)}' holds '{Suggestion.Excerpt(text)}', but a chart can draw only numbers as quantities.");
    }

    private static WorkbenchException NoQuantity(Table table, string message)
    {
        var other = table.Columns.FirstOrDefault(
            column => column.Kind.IsQuantity() && table.Rows.All(row => row[table.IndexOf(column.Name)] is null or long or double));
        return WorkbenchException.Usage(
            message, other is null ? "Name a column that counts or measures something." : $"Did you mean '{Suggestion.Excerpt(other.Name)}'?");
    }

    private static IConvertible? Quantity(object? value) => value switch
    {
        long whole => whole,
        double real when double.IsFinite(real) => real,
        _ => null,
    };
}
