using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Finds connections that another log told of.</summary>
internal sealed class KnownConnections : IDisposable
{
    /// <summary>How far apart the times of one connection may be in two logs of one sensor, in seconds.</summary>
    /// <remarks>Measured up to 19 ms between dionaea's own handlers; some formats cut the time to milliseconds.</remarks>
    public const double Tolerance = 0.05;

    private readonly sqlite3 _database;
    private readonly bool _isBulk;
    private NativeStatement? _find;
    private NativeStatement? _link;

    /// <summary>Prepares nothing until it is needed.</summary>
    /// <param name="database">The database.</param>
    /// <param name="isBulk">Whether the indexes are still missing.</param>
    public KnownConnections(sqlite3 database, bool isBulk)
    {
        _database = database;
        _isBulk = isBulk;
    }

    /// <summary>The connection that a log tells of, if another has told of it; else null.</summary>
    /// <param name="incident">What the facts stand in.</param>
    /// <param name="source">The log.</param>
    /// <param name="facts">Time, type, transport, protocol, local host and port, remote host and port.</param>
    public long? Find(Incident incident, RowSource source, ReadOnlySpan<IncidentField> facts)
    {
        if (source.IsAlone || facts[0].Kind is not (IncidentValueKind.Integer or IncidentValueKind.Real))
            return null;
        Prepare();
        RowTableStatements.Bind(_find!, 1, incident, facts[0]);
        _find!.Bind(2, Tolerance);
        for (var i = 1; i < facts.Length; i++)
            RowTableStatements.Bind(_find, 2 + i, incident, facts[i]);
        while (_find.Step() == raw.SQLITE_ROW)
        {
            var row = _find.Integer;
            if (source.Has(RowTable.Connections, row))
                continue;
            _find.Reset();
            return row;
        }

        return null;
    }

    /// <summary>The connection that an incident tells of, if another log has told of it; else null.</summary>
    /// <param name="incident">The incident; its buffer grows by the type.</param>
    /// <param name="source">The log.</param>
    /// <param name="type">The connection's type in UTF-8; null when it is not known.</param>
    public long? Find(Incident incident, RowSource source, byte[]? type)
    {
        var con = incident.Con;
        return Find(incident, source,
        [
            new IncidentField(default, double.IsNaN(incident.Time) ? IncidentValueKind.Null : IncidentValueKind.Real, default, BitConverter.DoubleToInt64Bits(incident.Time)),
            type is null ? default : Text(incident.Keep(type)),
            Text(con.TransportRange),
            Text(con.ProtocolRange),
            Text(con.LocalHostRange),
            Number(con.LocalPort),
            Text(con.RemoteHostRange),
            Number(con.RemotePort),
        ]);

        static IncidentField Text(TextRange text) => new(default, IncidentValueKind.Text, text, 0);
        static IncidentField Number(long number) => new(default, IncidentValueKind.Integer, default, number);
    }

    /// <summary>Gives a connection a root and a parent; null leaves it what it has.</summary>
    /// <param name="row">The connection.</param>
    /// <param name="root">The root's row.</param>
    /// <param name="parent">The parent's row.</param>
    /// <param name="replaces">Whether it gets them even if it has a parent.</param>
    public void Link(long row, long? root, long? parent, bool replaces)
    {
        Prepare();
        _link!.Bind(1, row);
        RowTableStatements.BindOptional(_link, 2, root);
        RowTableStatements.BindOptional(_link, 3, parent);
        _link.Bind(4, replaces ? 1 : 0);
        _link.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find?.Dispose();
        _link?.Dispose();
    }

    // In a bulk load the index on the time is made as soon as something may have to be recognised.
    private void Prepare()
    {
        if (_find is not null)
            return;
        if (_isBulk)
            LogSqliteSchema.Execute(_database, "CREATE INDEX IF NOT EXISTS connections_timestamp_idx ON connections (connection_timestamp)");
        _find = new NativeStatement(_database, Resources.Text("Schema/workbench.known.sql"), out var rest);
        _link = new NativeStatement(_database, rest, out _);
    }
}
