namespace Dionaea.Analysis;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name, unique within the table.</param>
/// <param name="Kind">What its values are.</param>
public sealed record Column(string Name, Kind Kind);

/// <summary>
/// Typed columns and rows: what a query gives and what every output takes. A value is null,
/// <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <c>byte[]</c>.
/// </summary>
public sealed class Table
{
    /// <summary>Makes a table.</summary>
    /// <param name="columns">The columns, in order.</param>
    /// <param name="rows">The rows; each has one value per column.</param>
    /// <param name="truncated">Why rows are missing, as a phrase that can stand after a comma; null when whole.</param>
    public Table(IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows, string? truncated = null)
    {
        Columns = columns;
        Rows = rows;
        Truncated = truncated;
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<object?[]> Rows { get; }

    /// <summary>Why rows or parts of values are missing ("cut at 10,000 rows"); null when the table is whole.</summary>
    public string? Truncated { get; }

    /// <summary>A value that is a number, as a real one; null for every other value.</summary>
    public static double? Number(object? value) => value switch { long whole => whole, double real => real, _ => null };

    /// <summary>The place of the column called <paramref name="name"/> (case ignored), from 0, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
