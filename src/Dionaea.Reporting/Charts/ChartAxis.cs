using System.Globalization;
using System.Text.RegularExpressions;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The axis along which the values of a column stand: dates, numbers, the hours of a day, or labels.</summary>
internal sealed partial class ChartAxis
{
    private readonly string _zone;
    private readonly ValueText _values;

    private ChartAxis(Column column, string type, string zone)
    {
        Column = column;
        Type = type;
        _zone = zone;
        _values = new ValueText(zone);
    }

    public Column Column { get; }

    /// <summary>Plotly's type of the axis: <c>date</c>, <c>linear</c> or <c>category</c>; it is never left to guess.</summary>
    public string Type { get; }

    /// <summary>Whether the labels are the 24 hours of a day.</summary>
    public bool IsHours => Type == "category" && Column.Kind == Kind.Hour;

    /// <summary>Whether values have their own order, whatever order the rows have.</summary>
    public bool IsOrdered => Type != "category" || IsHours;

    /// <summary>The axis title with its unit or zone; visible but not yet inert.</summary>
    public string Title => Column.Kind switch
    {
        Kind.Timestamp or Kind.Day or Kind.Month when Type == "date" => $"{Named} ({_zone})",
        Kind.Hour when IsHours => $"{(Column.Name == "hour" ? "hour of the day" : Named)} ({_zone})",
        _ => TitleOf(Column),
    };

    private string Named => ChartData.Pretty(Column.Name);

    /// <summary>A column's title with the unit of its kind.</summary>
    public static string TitleOf(Column column) => column.Kind switch
    {
        Kind.Share => $"{ChartData.Pretty(column.Name)} (%)",
        Kind.Duration => $"{ChartData.Pretty(column.Name)} (seconds)",
        _ => ChartData.Pretty(column.Name),
    };

    /// <summary>
    /// The axis for a column: what its kind suggests when all values fit, labels otherwise. Ports, hosts and hashes
    /// are labels even where they look like numbers.
    /// </summary>
    public static ChartAxis Of(Table table, int x, string zone)
    {
        var column = table.Columns[x];
        var (type, fits) = column.Kind switch
        {
            Kind.Day or Kind.Timestamp => ("date", (Func<object?, bool>)IsInstant),
            Kind.Month => ("date", value => value is string text && DayText().IsMatch(text)),
            Kind.Hour => ("hours", value => value is long and >= 0 and < 24 or double and >= 0 and < 24),
            _ when column.Kind.IsQuantity() => ("linear", value => value is long || (value is double real && double.IsFinite(real))),
            _ => ("category", _ => true),
        };
        if (type == "hours" && table.Rows.All(row => fits(row[x])))
            return new(column, "category", zone);

        var whole = type != "hours" && table.Rows.All(row => row[x] is null || fits(row[x]));
        return whole ? new(column, type, zone) : new(column with { Kind = column.Kind == Kind.Hour ? Kind.Text : column.Kind }, "category", zone);
    }

    /// <summary>The rows that have a place on the axis: labels show NULL, dates and numbers can't.</summary>
    public IReadOnlyList<object?[]> Drawable(IReadOnlyList<object?[]> rows, int x) =>
        Type == "category" ? rows : [.. rows.Where(row => row[x] is not null)];

    /// <summary>The value by which points meet: blobs as text, whole reals as integers.</summary>
    public static object? Key(object? value) => value switch
    {
        byte[] blob => ValueText.Decode(blob),
        double real when Math.Abs(real) < 1e15 && Math.Floor(real) == real => (long)real,
        _ => value,
    };

    /// <summary>Keys in the axis' own order; labels stay in the order in which they came.</summary>
    public IEnumerable<object?> Sort(IEnumerable<object?> keys) =>
        !IsOrdered ? keys : keys.OrderBy(Place).ThenBy(key => key as string, StringComparer.Ordinal);

    /// <summary>What Plotly gets for a key on an axis of dates or numbers.</summary>
    public IConvertible Position(object? key) => (Type, key) switch
    {
        ("linear", long whole) => whole,
        ("linear", double real) => real,
        (_, string text) => text,
        _ when Column.Kind == Kind.Day => ValueText.Day(Place(key)),
        _ => Instant(Place(key)),
    };

    /// <summary>A key as a number; texts all stand at 0.</summary>
    public static double Place(object? key) => key switch
    {
        long whole => whole,
        double real => real,
        _ => 0,
    };

    // Plotly reads dates without a zone as they stand: the zone's clock is drawn, whatever the reader's machine says.
    private string Instant(double time)
    {
        var text = _values.Timestamp(time);
        var fraction = Math.Floor((time - Math.Floor(time)) * 1000);
        return fraction == 0 ? text : text + fraction.ToString("'.'000", CultureInfo.InvariantCulture);
    }

    private static bool IsInstant(object? value) => value switch
    {
        long whole => whole is > -62135596800 and < 253370764800,
        double real => real is > -62135596800 and < 253370764800,
        string text => DayText().IsMatch(text),
        _ => false,
    };

    [GeneratedRegex(@"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayText();
}
