namespace Dionaea.Analysis;

/// <summary>The rows of one statement, by what they belong to: a connection, a command, a hash.</summary>
public sealed class TreeRows
{
    private readonly Dictionary<object, List<object?[]>> _rows = [];

    /// <summary>No rows.</summary>
    internal TreeRows()
    {
    }

    /// <summary>The rows of tables whose first column is the key. Where two tables have rows of a key, those of the first are kept.</summary>
    internal TreeRows(IEnumerable<Table> tables)
    {
        foreach (var table in tables)
        {
            IsCut |= table.Truncated is not null;
            foreach (var group in table.Rows.Where(row => row[0] is not null).GroupBy(row => Key(row[0])!))
                _rows.TryAdd(group.Key, [.. group]);
        }
    }

    /// <summary>Whether rows, or parts of long values, are missing.</summary>
    public bool IsCut { get; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>The rows that belong to a value, in order; the value is their first member.</summary>
    public IReadOnlyList<object?[]> Of(object? key) => key is not null && _rows.TryGetValue(Key(key)!, out var rows) ? rows : [];

    private static object? Key(object? value) => value is byte[] bytes ? Convert.ToHexString(bytes) : value;
}
