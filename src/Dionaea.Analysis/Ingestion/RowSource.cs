using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// How the rows of one source are numbered in the database: raised by a shift, each table by its own, but for rows
/// that were recognised. It is kept in the database, so that a source may be read in parts.
/// </summary>
internal sealed class RowSource
{
    private readonly sqlite3 _database;
    private readonly RowSourceTables _tables;
    private readonly long _id;
    private readonly long?[] _shifts = new long?[RowTable.All.Count];
    private readonly long[] _recognised = new long[RowTable.All.Count];

    /// <summary>Takes up what the database has of a source.</summary>
    /// <param name="database">The database.</param>
    /// <param name="tables">The statements.</param>
    /// <param name="name">What the source is known by.</param>
    public RowSource(sqlite3 database, RowSourceTables tables, string name)
    {
        _database = database;
        _tables = tables;
        _id = tables.IdOf(name);
        foreach (var table in RowTable.All)
        {
            _shifts[table.Index] = tables.ShiftOf(_id, table.Name);
            _recognised[table.Index] = tables.CountOf(_id, table.Name);
        }
    }

    /// <summary>The connection that rows without a number belong to; 0 when there is none.</summary>
    public long Current { get; set; }

    /// <summary>Whether that connection was recognised.</summary>
    public bool IsCurrentRecognised { get; set; }

    /// <summary>The source's number.</summary>
    public long Id => _id;

    /// <summary>What is added to a row's number; all rows up to that number are older than the source.</summary>
    public long ShiftOf(RowTable table)
    {
        if (_shifts[table.Index] is { } known)
            return known;
        using var rows = new RowReading(_database, $"SELECT max({Raw.Quote(table.Key)}) FROM {Raw.Quote(table.Name)}");
        rows.Next();
        var shift = Math.Max(0, raw.sqlite3_column_int64(rows.Statement, 0));
        _tables.PutShift(_id, table.Name, shift);
        _shifts[table.Index] = shift;
        return shift;
    }

    /// <summary>The row that stands for one of the source's; it need not be there.</summary>
    public long RowOf(RowTable table, long number, out bool isRecognised)
    {
        isRecognised = false;
        if (_recognised[table.Index] > 0 && _tables.RowOf(_id, table.Name, number) is { } row)
        {
            isRecognised = true;
            return row;
        }

        return number + ShiftOf(table);
    }

    /// <summary>Notes that a row of the source is one that was there already.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="number">Its number in the source, or null.</param>
    /// <param name="row">The row that was there.</param>
    public void Recognise(RowTable table, long? number, long row)
    {
        _recognised[table.Index]++;
        _tables.PutRow(_id, table.Name, number ?? -_recognised[table.Index], row);
    }
}
