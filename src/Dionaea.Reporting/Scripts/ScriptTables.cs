using System.Globalization;
using Dionaea.Analysis;
using Jint;
using Jint.Native;

namespace Dionaea.Reporting;

/// <summary>Tables as a script sees them, and what of a script's values is a table.</summary>
/// <param name="engine">The script's engine.</param>
/// <param name="limits">What a table of the script's may hold.</param>
internal sealed class ScriptTables(Engine engine, Limits limits)
{
    private const long LargestSafe = (1L << 53) - 1;
    private const int MostColumns = 200;
    private readonly Dictionary<string, Kind> _kinds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why tables that the script read are not whole; empty when all were.</summary>
    public HashSet<string> Cuts { get; } = new(StringComparer.Ordinal);

    /// <summary>An array of an object per row, a member per column; it also has <c>columns</c>, their names.</summary>
    public JsArray ToScript(Table table)
    {
        foreach (var column in table.Columns)
            _kinds[column.Name] = column.Kind;
        if (table.Truncated is not null)
            Cuts.Add(table.Truncated);

        var rows = new JsValue[table.Rows.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = new JsObject(engine);
            for (var c = 0; c < table.Columns.Count; c++)
                row.FastSetDataProperty(table.Columns[c].Name, ToScript(table.Rows[i][c]));
            rows[i] = row;
        }

        var array = new JsArray(engine, rows);
        array.FastSetDataProperty("columns", new JsArray(engine, [.. table.Columns.Select(c => (JsValue)JsString.Create(c.Name))]));
        array.GetOwnProperty("columns").Enumerable = false;
        return array;
    }

    /// <summary>A value of the database's: bytes become text, and so do whole numbers that JavaScript can't hold exactly.</summary>
    public static JsValue ToScript(object? value) => value switch
    {
        null => JsValue.Null,
        long whole when whole is >= -LargestSafe and <= LargestSafe => JsNumber.Create(whole),
        long whole => JsString.Create(whole.ToString(CultureInfo.InvariantCulture)),
        double real => JsNumber.Create(real),
        byte[] blob => JsString.Create(ValueText.Decode(blob)),
        _ => JsString.Create((string)value),
    };

    /// <summary>
    /// The table of an array of objects (a row each), of an array of arrays or of plain values, or of an object with
    /// <c>columns</c> and <c>rows</c>; null for every other value. Kinds are guessed by name, then by the column of that
    /// name that the script read.
    /// </summary>
    /// <exception cref="WorkbenchException">It has too many columns.</exception>
    public Table? ToTable(JsValue value)
    {
        if (value is JsArray { Length: > 0 } array)
            return OfRows(array, Names(array.GetOwnProperty("columns").Value));
        if (value is JsObject item
            && ScriptText.Data(item.GetOwnProperty("columns")) is JsArray columns
            && ScriptText.Data(item.GetOwnProperty("rows")) is JsArray rows)
        {
            return OfRows(rows, Names(columns));
        }

        // A table that was read and has no rows still has its columns.
        return value is JsArray { Length: 0 } empty && Names(empty.GetOwnProperty("columns").Value) is { Count: > 0 } names ? OfRows(empty, names) : null;
    }

    /// <summary>A value for a column or a parameter: null, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</summary>
    public static object? Plain(JsValue value)
    {
        switch (value)
        {
            case JsBoolean:
                return value.AsBoolean() ? 1L : 0L;
            case JsNumber:
                return Number(value.AsNumber());
            case JsString:
                return value.AsString();
            case JsDate date:
                return Number(ScriptText.Seconds(date));
            default:
                return value.IsNull() || value.IsUndefined() ? null : ScriptText.Of(value);
        }
    }

    private static object? Number(double number) =>
        double.IsNaN(number) ? null : double.IsInteger(number) && Math.Abs(number) <= LargestSafe ? (object)(long)number : number;

    private static List<string> Names(JsValue? columns)
    {
        var names = new List<string>();
        if (columns is JsArray list)
        {
            for (uint i = 0; i < Math.Min(list.Length, MostColumns + 1); i++)
                names.Add(ScriptText.Of(ScriptText.Element(list, i)));
        }

        return names;
    }

    private Table OfRows(JsArray array, List<string> names)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            places.TryAdd(name, places.Count);
        var rows = new List<List<object?>>();
        var (bytes, longValues, cut) = (0L, 0, (string?)null);
        for (uint i = 0; i < array.Length && cut is null; i++)
        {
            var row = new List<object?>(places.Count);
            Read(ScriptText.Element(array, i), names, places, row);
            bytes += 48 + (row.Count * 24) + row.Sum(v => Cut(v) * 2L);
            for (var c = 0; c < row.Count; c++)
                row[c] = Shorten(row[c], ref longValues);
            cut = rows.Count >= limits.Rows ? FormattableString.Invariant($"cut at {limits.Rows:N0} rows")
                : bytes > limits.Memory ? FormattableString.Invariant($"cut after {rows.Count:N0} rows, at {limits.Memory >> 20:N0} MB") : null;
            if (cut is null)
                rows.Add(row);
        }

        var values = longValues == 0 ? null
            : FormattableString.Invariant($"{longValues:N0} long {(longValues == 1 ? "value" : "values")} cut at {limits.TextLength:N0} characters");
        object?[] Whole(List<object?> row) => [.. row, .. new object?[places.Count - row.Count]];
        return Kinds.Check(new Table(Columns(places), [.. rows.Select(Whole)], cut is null ? values : values is null ? cut : $"{cut}, {values}"));
    }

    private long Cut(object? value) => value is string text ? Math.Min(text.Length, limits.TextLength) : 0;

    private object? Shorten(object? value, ref int count)
    {
        if (value is not string text || text.Length <= limits.TextLength)
            return value;
        count++;
        return text[..limits.TextLength];
    }

    private static void Read(JsValue item, List<string> names, Dictionary<string, int> places, List<object?> row)
    {
        if (item is JsArray list)
        {
            for (uint i = 0; i < list.Length; i++)
                Put(row, Place(places, i < names.Count ? names[(int)i] : FormattableString.Invariant($"column_{i + 1}")), ScriptText.Element(list, i));
        }
        else if (item is JsObject plain)
        {
            foreach (var (key, descriptor) in plain.GetOwnProperties())
            {
                if (key.IsString() && descriptor.Enumerable)
                    Put(row, Place(places, key.AsString()), ScriptText.Data(descriptor));
            }
        }
        else
        {
            Put(row, Place(places, names.Count > 0 ? names[0] : "value"), item);
        }
    }

    private static void Put(List<object?> row, int place, JsValue value)
    {
        while (row.Count <= place)
            row.Add(null);
        row[place] = Plain(value);
    }

    private static int Place(Dictionary<string, int> places, string name)
    {
        if (places.TryGetValue(name, out var place))
            return place;
        if (places.Count >= MostColumns)
        {
            throw WorkbenchException.Usage(
                FormattableString.Invariant($"The script's rows have more than {MostColumns} different members."),
                "A row is an object with a member per column, and rows have the same members.");
        }

        places.Add(name, places.Count);
        return places.Count - 1;
    }

    private List<Column> Columns(Dictionary<string, int> places)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var columns = new List<Column>();
        foreach (var written in places.OrderBy(p => p.Value).Select(p => p.Key))
        {
            var name = written.Length == 0 ? "column" : Suggestion.Excerpt(written);
            var unique = name;
            for (var n = 2; !used.Add(unique); n++)
                unique = FormattableString.Invariant($"{name}_{n}");
            columns.Add(new Column(unique, Kinds.Guess(name, null) ?? (_kinds.TryGetValue(name, out var kind) ? kind : Kind.Text)));
        }

        return columns;
    }
}
