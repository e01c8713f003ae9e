using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Finds connections that another source told of.</summary>
internal sealed class KnownConnections : IDisposable
{
    /// <summary>The place of the root among a connection's values.</summary>
    public const int Root = 4;

    /// <summary>The place of the parent among a connection's values.</summary>
    public const int Parent = 5;

    /// <summary>How far apart the times of one connection may be in two logs of one sensor, in seconds.</summary>
    /// <remarks>Measured up to 19 ms between dionaea's own handlers; some formats cut the time to milliseconds.</remarks>
    public const double Tolerance = 0.05;

    private const int Time = 3;

    // Type, transport, protocol; local host and port; remote host and port.
    private static readonly int[] Asked = [0, 1, 2, 6, 7, 8, 10];
    private readonly sqlite3 _database;
    private readonly bool _isBulk;
    private readonly HashSet<long> _expected = [];
    private NativeStatement? _find;
    private NativeStatement? _link;
    private NativeStatement? _replace;

    /// <summary>Prepares nothing until it is needed.</summary>
    /// <param name="database">The database.</param>
    /// <param name="isBulk">Whether the indexes are still missing.</param>
    public KnownConnections(sqlite3 database, bool isBulk)
    {
        _database = database;
        _isBulk = isBulk;
    }

    /// <summary>The connection that an incident tells of, among those up to a row; null when it is new.</summary>
    public long? Find(Incident incident, long lastRow, long source)
    {
        if (incident.FieldAt(Time).Kind is not (IncidentValueKind.Integer or IncidentValueKind.Real))
            return null;
        if (_find is null)
            Prepare();
        RowTableStatements.Bind(_find!, 1, incident, Time);
        _find!.Bind(2, Tolerance);
        _find.Bind(3, lastRow);
        _find.Bind(4, source);
        for (var i = 0; i < Asked.Length; i++)
            RowTableStatements.Bind(_find, 5 + i, incident, Asked[i]);
        if (_find.Step() != raw.SQLITE_ROW)
            return null;
        var row = _find.Integer;
        _find.Reset();
        return row;
    }

    /// <summary>Notes that a connection descends from one that comes later.</summary>
    public void Expect(long row) => _expected.Add(row);

    /// <summary>Puts a connection that was recognised where others expected it, and gives it the parent it lacked.</summary>
    /// <param name="wanted">The row it would have had.</param>
    /// <param name="known">The row it has.</param>
    /// <param name="incident">What the source tells of it.</param>
    public void Replace(long wanted, long known, Incident incident)
    {
        if (_expected.Remove(wanted))
        {
            _replace!.Bind(1, wanted);
            _replace.Bind(2, known);
            _replace.Run();
        }

        if (incident.FieldAt(Parent).Kind != IncidentValueKind.Integer)
            return;
        _link!.Bind(1, known);
        _link.Bind(2, incident.FieldAt(Root).Number);
        _link.Bind(3, incident.FieldAt(Parent).Number);
        _link.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find?.Dispose();
        _link?.Dispose();
        _replace?.Dispose();
    }

    // In a bulk load the index on the time is made as soon as something may have to be recognised.
    private void Prepare()
    {
        if (_isBulk)
            LogSqliteSchema.Execute(_database, "CREATE INDEX IF NOT EXISTS connections_timestamp_idx ON connections (connection_timestamp)");
        var sql = Resources.Text("Schema/workbench.known.sql");
        _find = new NativeStatement(_database, sql, out var rest);
        _link = new NativeStatement(_database, rest, out rest);
        _replace = new NativeStatement(_database, rest, out _);
    }
}
