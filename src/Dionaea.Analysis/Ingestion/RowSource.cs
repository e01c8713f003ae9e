using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// What one log has told while it is read: which rows of the database are its own, and where those stand that it
/// numbers itself. Its numbers are raised by a shift, in each table by its own, but for rows that were recognised.
/// </summary>
internal sealed class RowSource
{
    private readonly sqlite3 _database;
    private readonly long?[] _shifts = new long?[RowTable.All.Count];
    private readonly RowSet?[] _rows = new RowSet?[RowTable.All.Count];
    private readonly Dictionary<long, long>?[] _recognised = new Dictionary<long, long>?[RowTable.All.Count];
    private readonly RowSet _recognisedConnections = new();
    private readonly Dictionary<long, List<ExpectedRow>> _expected = [];

    /// <summary>Starts with nothing.</summary>
    /// <param name="database">The database that is written.</param>
    /// <param name="isAlone">Whether no other log has told of connections in it.</param>
    public RowSource(sqlite3 database, bool isAlone)
    {
        _database = database;
        IsAlone = isAlone;
    }

    /// <summary>Whether no other log has told of connections in the database, so that none can be recognised.</summary>
    public bool IsAlone { get; set; }

    /// <summary>The connection that rows without a number belong to; 0 when there is none.</summary>
    public long Current { get; set; }

    /// <summary>The row that stands for one of the log's; null when it was not told of.</summary>
    public long? Find(RowTable table, long number)
    {
        if (_recognised[table.Index]?.TryGetValue(number, out var known) == true)
            return known;
        var row = Shifted(table, number);
        return Has(table, row) ? row : null;
    }

    /// <summary>Where a row of the log belongs that is not in the database yet.</summary>
    public long Shifted(RowTable table, long number) => number + (_shifts[table.Index] ??= Last(table));

    /// <summary>Whether a row of the database was written or recognised for this log.</summary>
    public bool Has(RowTable table, long row) => _rows[table.Index]?.Contains(row) == true;

    /// <summary>Notes a row that was written for this log.</summary>
    public void Add(RowTable table, long row) => (_rows[table.Index] ??= new RowSet()).Add(row);

    /// <summary>Notes that a row which the log tells of is one that was there already.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="number">Its number in the log, or null.</param>
    /// <param name="row">The row that was there.</param>
    public void Recognise(RowTable table, long? number, long row)
    {
        Add(table, row);
        if (table == RowTable.Connections)
            _recognisedConnections.Add(row);
        if (number is { } given)
            (_recognised[table.Index] ??= [])[given] = row;
    }

    /// <summary>Whether a row that others may belong to was recognised.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number in the log; null for a connection that has none.</param>
    public bool IsRecognised(RowTable table, long row, long? number) => table == RowTable.Connections
        ? _recognisedConnections.Contains(row)
        : number is { } given && _recognised[table.Index]?.ContainsKey(given) == true;

    /// <summary>Notes that a connection descends from one that the log tells of later.</summary>
    public void Expect(long number, ExpectedRow row)
    {
        if (!_expected.TryGetValue(number, out var rows))
            _expected[number] = rows = [];
        rows.Add(row);
    }

    /// <summary>The connections that were to descend from one that is there now.</summary>
    public IReadOnlyList<ExpectedRow> TakeExpected(long number) => _expected.Remove(number, out var rows) ? rows : [];

    private long Last(RowTable table)
    {
        using var rows = new RowReading(_database, $"SELECT max({Raw.Quote(table.Key)}) FROM {Raw.Quote(table.Name)}");
        rows.Next();
        return Math.Max(0, raw.sqlite3_column_int64(rows.Statement, 0));
    }
}

/// <summary>A connection that descends from one which is told of later.</summary>
/// <param name="Row">The connection's row.</param>
/// <param name="IsRoot">Whether the later one is its root.</param>
/// <param name="IsParent">Whether the later one is its parent.</param>
internal readonly record struct ExpectedRow(long Row, bool IsRoot, bool IsParent);
