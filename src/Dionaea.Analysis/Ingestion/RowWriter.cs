using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Writes rows that a source tells of as rows, not as dionaea's incidents: their numbers are changed, their links
/// kept. A connection that is there already from another source, by its ends, protocol and time, is recognised and
/// not written again, and so is each of its rows.
/// </summary>
internal sealed class RowWriter : IDisposable
{
    private const long MostNumber = 1L << 53;
    private const int MostShown = 2000;
    private readonly sqlite3 _database;
    private readonly bool _isBulk;
    private readonly RowSourceTables _tables;
    private readonly KnownConnections _known;
    private readonly RowTableStatements?[] _statements = new RowTableStatements?[RowTable.All.Count];
    private readonly Dictionary<string, RowSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Prepares what every source needs.</summary>
    /// <param name="database">The database, with all tables.</param>
    /// <param name="isBulk">Whether the indexes are still missing.</param>
    public RowWriter(sqlite3 database, bool isBulk)
    {
        _database = database;
        _isBulk = isBulk;
        _tables = new RowSourceTables(database);
        _known = new KnownConnections(database, isBulk);
    }

    /// <summary>Writes a row, unless it is there.</summary>
    /// <param name="incident">The row's values; its root and parent are changed to the database's.</param>
    /// <param name="table">Its table.</param>
    /// <param name="lastConnection">The last number of a connection in the database.</param>
    /// <param name="row">The row that was made, or 0.</param>
    /// <param name="reason">Why it could not be stored, as a clause, or null.</param>
    /// <exception cref="SqliteException">The database can't be written.</exception>
    public RowOutcome Write(Incident incident, RowTable table, ref long lastConnection, out long row, out string? reason)
    {
        row = 0;
        reason = incident.RowNumber is < 1 or > MostNumber ? $"the row number {incident.RowNumber} is not between 1 and 2^53" : null;
        var outcome = RowOutcome.Rejected;
        var source = SourceOf(incident);
        if (reason is null)
        {
            outcome = table == RowTable.Connections
                ? Connection(incident, source, ref lastConnection, out row, out reason)
                : Child(incident, table, source, out row, out reason);
        }

        if (outcome == RowOutcome.Rejected)
        {
            if (table == RowTable.Connections)
                source.Current = 0;
            if (incident.Line.IsEmpty)
                incident.SetLine(Encoding.UTF8.GetBytes(Show(incident, table)));
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statements in _statements)
            statements?.Dispose();
        _known.Dispose();
        _tables.Dispose();
    }

    private RowSource SourceOf(Incident incident)
    {
        var name = incident.Source?.Identity ?? incident.Source?.Name ?? "";
        if (!_sources.TryGetValue(name, out var source))
            _sources[name] = source = new RowSource(_database, _tables, name);
        return source;
    }

    private RowTableStatements For(RowTable table) => _statements[table.Index] ??= new RowTableStatements(_database, table, _isBulk);

    private RowOutcome Connection(Incident incident, RowSource source, ref long lastConnection, out long row, out string? reason)
    {
        row = 0;
        reason = null;
        var statements = For(RowTable.Connections);
        var shift = source.ShiftOf(RowTable.Connections);
        var wanted = incident.RowNumber is { } number ? source.RowOf(RowTable.Connections, number, out _) : lastConnection + 1;
        if (incident.MayRepeat && statements.Exists(wanted))
            return RowOutcome.Repeated;
        Place(incident, source, statements, wanted);
        if (shift > 0 && _known.Find(incident, shift, source.Id) is { } known)
        {
            source.Recognise(RowTable.Connections, incident.RowNumber, known);
            source.Current = known;
            source.IsCurrentRecognised = true;
            _known.Replace(wanted, known, incident);
            return RowOutcome.Recognised;
        }

        var code = statements.Insert(wanted, null, incident);
        reason = Failure(code);
        if (reason is not null)
            return RowOutcome.Rejected;
        row = wanted;
        lastConnection = Math.Max(lastConnection, wanted);
        source.Current = wanted;
        source.IsCurrentRecognised = false;
        return RowOutcome.Stored;
    }

    // Root and parent by the database's numbers. One that the source does not have may not become another's row.
    private void Place(Incident incident, RowSource source, RowTableStatements statements, long own)
    {
        const int Root = KnownConnections.Root;
        const int Parent = KnownConnections.Parent;
        var root = RowOf(Root);
        incident.SetAt(Root, root ?? own);
        incident.SetAt(Parent, RowOf(Parent));

        long? RowOf(int index)
        {
            ref readonly var field = ref incident.FieldAt(index);
            if (field.Kind != IncidentValueKind.Integer || field.Number is < 1 or > MostNumber || incident.RowNumber is not { } number)
                return null;
            if (field.Number == number)
                return own;
            var found = source.RowOf(RowTable.Connections, field.Number, out _);
            if (field.Number > number)
                _known.Expect(found);
            else if (!statements.Exists(found))
                return null;
            return found;
        }
    }

    private RowOutcome Child(Incident incident, RowTable table, RowSource source, out long row, out string? reason)
    {
        row = 0;
        reason = Parent(incident, table, source, out var parent, out var isRecognised);
        if (reason is not null)
            return RowOutcome.Rejected;
        var statements = For(table);
        var wanted = incident.RowNumber is { } number ? source.RowOf(table, number, out _) : (long?)null;
        if (incident.MayRepeat && wanted is { } given && statements.Exists(given))
            return RowOutcome.Repeated;
        if (isRecognised && table.Parent is { } above && above != RowTable.Connections)
        {
            // It was written by the same incident as the row it belongs to, which was there.
            return RowOutcome.Recognised;
        }

        if (isRecognised && source.ShiftOf(table) > 0 && statements.Same(incident, parent, source) is { } known)
        {
            source.Recognise(table, incident.RowNumber, known);
            return RowOutcome.Recognised;
        }

        // The shift must be known before the first row is written.
        _ = source.ShiftOf(table);
        reason = Failure(statements.Insert(wanted, parent, incident));
        if (reason is not null)
            return RowOutcome.Rejected;
        row = wanted ?? raw.sqlite3_last_insert_rowid(_database);
        return RowOutcome.Stored;
    }

    // Rows that belong to none may have been told of by another source too.
    private string? Parent(Incident incident, RowTable table, RowSource source, out long? row, out bool isRecognised)
    {
        row = null;
        isRecognised = true;
        if (table.Parent is not { } parent)
            return null;
        if (incident.RowNumber is null && incident.FieldAt(0).Kind == IncidentValueKind.Missing)
        {
            row = source.Current;
            isRecognised = source.IsCurrentRecognised;
            return source.Current == 0 ? "its connection was rejected" : null;
        }

        ref readonly var field = ref incident.FieldAt(0);
        if (field.Kind == IncidentValueKind.Null)
            return null;
        if (field.Kind != IncidentValueKind.Integer || field.Number is < 1 or > MostNumber)
            return $"'{table.Columns[1]}' is no row number";
        row = source.RowOf(parent, field.Number, out isRecognised);
        return isRecognised || For(parent).Exists(row.Value)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"row {field.Number} of '{parent.Name}', which it belongs to, is not there");
    }

    // What the values can cause is a reason to reject the row; all else ends the writing.
    private string? Failure(int code)
    {
        if (code == raw.SQLITE_DONE)
            return null;
        if ((code & 0xff) is not (raw.SQLITE_CONSTRAINT or raw.SQLITE_ERROR or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE))
            SqliteException.ThrowExceptionForRC(code, _database);
        return Suggestion.Excerpt(raw.sqlite3_errmsg(_database).utf8_to_string());
    }

    private static string Show(Incident incident, RowTable table)
    {
        var text = new StringBuilder(table.Name).Append(CultureInfo.InvariantCulture, $" {incident.RowNumber}");
        for (var i = 0; i < incident.FieldCount && i + 1 < table.Columns.Count && text.Length < MostShown; i++)
        {
            var field = incident.FieldAt(i);
            var value = field.Kind switch
            {
                IncidentValueKind.Integer => field.Number.ToString(CultureInfo.InvariantCulture),
                IncidentValueKind.Real => BitConverter.Int64BitsToDouble(field.Number).ToString("R", CultureInfo.InvariantCulture),
                IncidentValueKind.Text => Encoding.UTF8.GetString(incident.Bytes(field.Value)),
                IncidentValueKind.Bytes => $"X'{Convert.ToHexString(incident.Bytes(field.Value))}'",
                _ => "NULL",
            };
            text.Append(CultureInfo.InvariantCulture, $" {table.Columns[i + 1]}={value}");
        }

        return text.ToString(0, Math.Min(text.Length, MostShown));
    }
}
