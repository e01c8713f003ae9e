using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Turns incidents into rows of an open database, within the caller's transaction.</summary>
internal sealed unsafe class IncidentRows : IDisposable
{
    private readonly sqlite3 _database;
    private readonly IncidentWriterOptions _options;
    private readonly IncidentTypes _types;
    private readonly PreparedIncident?[] _prepared;
    private readonly PreparedIncident _link;
    private readonly LedgerTable _table;
    private readonly RejectTable _rejects;
    private readonly IncidentRunner _runner;
    private readonly RowSources _sources;
    private readonly KnownConnections _known;
    private readonly RowStatements _statements;
    private readonly RowWriter _rows;
    private bool _needsRootIndex;
    private long _lastConnection;
    private long _result;

    /// <summary>Prepares what every database needs; the rest when its first incident comes.</summary>
    /// <param name="database">The database, with all tables.</param>
    /// <param name="options">How to write.</param>
    /// <param name="isBulk">Whether the indexes are still missing.</param>
    public IncidentRows(sqlite3 database, IncidentWriterOptions options, bool isBulk)
    {
        _database = database;
        _options = options;
        _needsRootIndex = isBulk;
        _types = IncidentTypes.Of(database);
        _prepared = new PreparedIncident?[_types.Entries.Count];
        Counts = new OriginCounts(_types);
        _link = new PreparedIncident(database, _types.Entries.First(entry => entry.Type.Effect == IncidentEffect.Link).Type, false);
        _table = new LedgerTable(database);
        _rejects = new RejectTable(database);
        _sources = new RowSources(database);
        _known = new KnownConnections(database, isBulk);
        _statements = new RowStatements(database, isBulk);
        _rows = new RowWriter(database, _known, _statements);
        _runner = new IncidentRunner(database, _statements);
        Ledger = new AttackLedger(options.Remember);
        Ledger.Load(_table);
    }

    /// <summary>Which connections have rows.</summary>
    public AttackLedger Ledger { get; }

    /// <summary>What became of the incidents.</summary>
    public OriginCounts Counts { get; }

    /// <summary>The first rejected lines.</summary>
    public IReadOnlyList<RejectedLine> FirstRejected => _rejects.First;

    /// <summary>Takes notice of the rows that are there when a transaction starts.</summary>
    public void Begin()
    {
        using var rows = new RowReading(_database, "SELECT max(connection) FROM connections");
        rows.Next();
        _lastConnection = raw.sqlite3_column_int64(rows.Statement, 0);
    }

    /// <summary>Writes the ledger's changes.</summary>
    public void SaveLedger() => Ledger.Save(_table);

    /// <summary>Writes what an incident leaves.</summary>
    /// <returns>The id of the first row it made, or 0.</returns>
    /// <exception cref="SqliteException">The database can't be written.</exception>
    public long Write(Incident incident)
    {
        if (incident.Rejection is { } rejection)
        {
            Counts.RejectLine();
            _rejects.Add(incident, rejection);
            return 0;
        }

        if (incident.Table is { } table)
            return WriteRow(incident, table);
        Ledger.Advance(incident.Time);
        var index = _types.Find(incident.Origin);
        if (index < 0)
        {
            Counts.Ignore(incident.Origin);
            return 0;
        }

        var entry = _types.Entries[index];
        var reason = entry.Type.Effect switch
        {
            IncidentEffect.Connection => Open(incident, index, entry, out _),
            IncidentEffect.Link => Link(incident, index),
            IncidentEffect.LinkEarly => LinkEarly(incident) ?? Done(index, 0),
            IncidentEffect.Free => Free(incident, index),
            _ => WriteRows(incident, index, entry),
        };
        if (reason is not null)
        {
            Counts.Reject(index);
            _rejects.Add(incident, reason);
            return 0;
        }

        return _result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var prepared in _prepared)
            prepared?.Dispose();
        _link.Dispose();
        _table.Dispose();
        _rejects.Dispose();
        _runner.Dispose();
        _known.Dispose();
        _statements.Dispose();
    }

    private long WriteRow(Incident incident, RowTable table)
    {
        var source = _sources.Of(incident, _lastConnection);
        var outcome = _rows.Write(incident, table, source, ref _lastConnection, out var row, out var reason);
        Counts.AddRow(table, outcome);
        if (reason is not null)
            _rejects.Add(incident, reason);
        return row;
    }

    private string? Done(int index, long row)
    {
        _result = row;
        Counts.Store(index);
        return null;
    }

    private string? Drop(int index)
    {
        _result = 0;
        Counts.Drop(index);
        return null;
    }

    private PreparedIncident Prepared(int index, IncidentType type) =>
        _prepared[index] ??= new PreparedIncident(_database, type, _options.DionaeaTypes);

    private string? Open(Incident incident, int index, OriginEntry entry, out long row)
    {
        row = 0;
        if (!incident.Con.IsPresent)
            return "the field 'con' is missing";
        var source = _sources.Of(incident, _lastConnection);
        if (!source.IsAlone && _known.Find(incident, source, entry.Value) is { } known)
        {
            source.Recognise(RowTable.Connections, null, known);
            row = _result = known;
            Counts.Recognise(index);
        }
        else if (Insert(incident, index, entry.Type, entry.Value, out row) is { } reason)
        {
            return reason;
        }

        if (Ledger.Open(incident.Con.Key, row) is { } waiting)
        {
            foreach (var child in waiting)
                Move(incident, new LinkEffect(child, row, row, MovesDescendants: true));
        }

        return null;
    }

    private string? Insert(Incident incident, int index, IncidentType type, byte[]? value, out long row)
    {
        row = 0;
        var prepared = Prepared(index, type);
        if (prepared.Take(incident) is { } missing)
            return missing;
        if (_lastConnection == long.MaxValue)
            return "the database has no row numbers left";
        fixed (byte* text = value)
        {
            var values = new RowValues { Connection = _lastConnection + 1, Type = text, TypeLength = value?.Length ?? 0 };
            if (prepared.Run(incident, ref values) is { } reason)
                return reason;
        }

        row = ++_lastConnection;
        _sources.Of(incident, _lastConnection).Add(RowTable.Connections, row);
        return Done(index, row);
    }

    private string? Link(Incident incident, int index)
    {
        if (!incident.Parent.IsPresent)
            return "the field 'parent' is missing";
        if (!incident.Child.IsPresent)
            return "the field 'child' is missing";
        if (Ledger.Link(incident.Parent.Key, incident.Child.Key, out var effect) is { } reason)
            return reason;
        if (effect.Row == 0)
            return Drop(index);
        Move(incident, effect);
        return Done(index, 0);
    }

    private string? LinkEarly(Incident incident)
    {
        if (!incident.Parent.IsPresent)
            return "the field 'parent' is missing";
        return incident.Child.IsPresent
            ? Ledger.LinkEarly(incident.Parent.Key, incident.Child.Key)
            : "the field 'child' is missing";
    }

    private string? Free(Incident incident, int index)
    {
        if (!incident.Con.IsPresent)
            return "the field 'con' is missing";
        return Ledger.Free(incident.Con.Key) ? Done(index, 0) : Drop(index);
    }

    private void Move(Incident incident, LinkEffect effect)
    {
        var values = new RowValues { Connection = effect.Row, Root = effect.Root, Parent = effect.Parent };
        _link.RunOne(0, incident, values);
        if (!effect.MovesDescendants)
            return;
        if (_needsRootIndex)
        {
            // Without it each such link would read the whole table; a bulk load makes it anew with the others.
            LogSqliteSchema.Execute(_database, "CREATE INDEX IF NOT EXISTS connections_root_idx ON connections (connection_root)");
            _needsRootIndex = false;
        }

        _link.RunOne(1, incident, values);
    }

    private string? WriteRows(Incident incident, int index, OriginEntry entry)
    {
        var values = default(RowValues);
        if (entry.Type.Effect == IncidentEffect.Rows)
        {
            if (!incident.Con.IsPresent && incident.Kind("con"u8) != IncidentValueKind.Null)
                return "the field 'con' is missing";
            if (!incident.Con.IsPresent)
                return Drop(index);
            if (!Ledger.TryFind(incident.Con.Key, out values.Connection))
            {
                if (!incident.BringsConnection)
                    return Drop(index);
                if (Bring(incident, out values.Connection) is { } refused)
                    return refused;
            }
        }

        var prepared = Prepared(index, entry.Type);
        if (prepared.Take(incident) is { } missing)
            return missing;
        var report = Array.Empty<byte>();
        if (prepared.NeedsReport && ReportFolder.Find(incident, ref report) is { } unread)
            return unread;
        fixed (byte* text = report)
        {
            values.Report = text;
            values.ReportLength = report.Length;
            return MayBeKnown(incident, values.Connection)
                ? RunKnown(prepared, incident, index, ref values)
                : _runner.Run(prepared, incident, ref values) ?? Done(index, values.Row);
        }
    }

    // A connection of which only its ends are known, and that it was there.
    private string? Bring(Incident incident, out long row)
    {
        var index = _types.Find("workbench.connection"u8);
        incident.AddNull("connection_type"u8);
        return Open(incident, index, _types.Entries[index], out row);
    }

    // Only what belongs to a connection that another log told of, and reports that are logs of their own.
    private bool MayBeKnown(Incident incident, long connection)
    {
        if (connection == 0)
            return incident.Kind(VirusTotalFormat.Field) == IncidentValueKind.Object;
        var source = _sources.Of(incident, _lastConnection);
        return !source.IsAlone && source.IsRecognised(RowTable.Connections, connection, null);
    }

    private string? RunKnown(PreparedIncident prepared, Incident incident, int index, ref RowValues values)
    {
        if (_runner.Run(prepared, incident, _sources.Of(incident, _lastConnection), ref values, out var known) is { } reason)
            return reason;
        if (known is null)
            return Done(index, values.Row);
        _result = known.Value;
        Counts.Recognise(index);
        return null;
    }
}
