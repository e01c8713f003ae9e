using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Writes rows that a log tells of as rows, not as dionaea's incidents: their numbers are changed, their links kept. A
/// connection that another log has told of, by its ends, protocol and time, is recognised and not written again, and so
/// is each of its rows.
/// </summary>
internal sealed class RowWriter
{
    private const long MostNumber = 1L << 53;
    private const int MostShown = 2000;
    private const int Root = 4;
    private const int ParentColumn = 5;

    // Of a connection's values: time, type, transport, protocol, local host and port, remote host and port.
    private static readonly int[] Facts = [3, 0, 1, 2, 6, 7, 8, 10];
    private readonly sqlite3 _database;
    private readonly KnownConnections _known;
    private readonly RowStatements _statements;

    /// <summary>Takes what all who write share.</summary>
    /// <param name="database">The database, with all tables.</param>
    /// <param name="known">Where connections are recognised.</param>
    /// <param name="statements">The statements of the tables.</param>
    public RowWriter(sqlite3 database, KnownConnections known, RowStatements statements)
    {
        _database = database;
        _known = known;
        _statements = statements;
    }

    /// <summary>Writes a row, unless it is there.</summary>
    /// <param name="incident">The row's values; its root and parent are changed to the database's.</param>
    /// <param name="table">Its table.</param>
    /// <param name="source">The log.</param>
    /// <param name="lastConnection">The last number of a connection in the database.</param>
    /// <param name="row">The row that was made, or 0.</param>
    /// <param name="reason">Why it could not be stored, as a clause, or null.</param>
    /// <exception cref="SqliteException">The database can't be written.</exception>
    public RowOutcome Write(Incident incident, RowTable table, RowSource source, ref long lastConnection, out long row, out string? reason)
    {
        row = 0;
        reason = incident.RowNumber is < 1 or > MostNumber ? $"the row number {incident.RowNumber} is not between 1 and 2^53" : null;
        var outcome = reason is not null ? RowOutcome.Rejected
            : incident.RowNumber is { } number && source.Find(table, number) is not null ? RowOutcome.Repeated
            : table == RowTable.Connections ? Connection(incident, source, ref lastConnection, out row, out reason)
            : Child(incident, table, source, out row, out reason);
        if (outcome != RowOutcome.Rejected)
            return outcome;
        if (table == RowTable.Connections)
            source.Current = 0;
        if (incident.Line.IsEmpty)
            incident.SetLine(Encoding.UTF8.GetBytes(Show(incident, table)));
        return outcome;
    }

    private RowOutcome Connection(Incident incident, RowSource source, ref long lastConnection, out long row, out string? reason)
    {
        var connections = RowTable.Connections;
        var number = incident.RowNumber;
        reason = null;
        Span<IncidentField> facts = stackalloc IncidentField[Facts.Length];
        for (var i = 0; i < facts.Length; i++)
            facts[i] = incident.FieldAt(Facts[i]);
        var known = _known.Find(incident, source, facts);
        var own = known ?? (number is { } given ? source.Shifted(connections, given) : lastConnection + 1);
        var (root, parent) = (Ancestor(incident, source, own, Root), Ancestor(incident, source, own, ParentColumn));
        if (known is { } there)
        {
            row = 0;
            source.Recognise(connections, number, there);
            if (parent is not null)
                _known.Link(there, root, parent, replaces: false);
        }
        else
        {
            row = own;
            incident.SetAt(Root, root ?? own);
            incident.SetAt(ParentColumn, parent);
            reason = Failure(_statements.For(connections).Insert(own, null, incident));
            if (reason is not null)
                return RowOutcome.Rejected;
            source.Add(connections, own);
            lastConnection = Math.Max(lastConnection, own);
        }

        source.Current = own;
        foreach (var expected in number is { } told ? source.TakeExpected(told) : [])
            _known.Link(expected.Row, expected.IsRoot ? own : null, expected.IsParent ? own : null, replaces: !source.IsRecognised(connections, expected.Row, null));
        return known is null ? RowOutcome.Stored : RowOutcome.Recognised;
    }

    // Root or parent by the database's numbers; null when there is none yet. One that the log never tells of does not
    // become another log's connection.
    private static long? Ancestor(Incident incident, RowSource source, long own, int column)
    {
        ref readonly var field = ref incident.FieldAt(column);
        if (field.Kind != IncidentValueKind.Integer || field.Number is < 1 or > MostNumber || incident.RowNumber is not { } number)
            return null;
        if (field.Number == number)
            return own;
        if (source.Find(RowTable.Connections, field.Number) is { } row)
            return row;
        source.Expect(field.Number, new ExpectedRow(own, column == Root, column == ParentColumn));
        return null;
    }

    private RowOutcome Child(Incident incident, RowTable table, RowSource source, out long row, out string? reason)
    {
        row = 0;
        reason = Parent(incident, table, source, out var parent, out var isRecognised);
        if (reason is not null)
            return RowOutcome.Rejected;
        if (isRecognised && table.Parent is { } above && above != RowTable.Connections)
        {
            // It was written by the same incident as the row it belongs to, which was there.
            return RowOutcome.Recognised;
        }

        var number = incident.RowNumber;
        var wanted = number is { } given ? source.Shifted(table, given) : (long?)null;
        var statements = _statements.For(table);
        reason = Failure(statements.Insert(wanted, parent, incident));
        if (reason is not null)
            return RowOutcome.Rejected;
        row = wanted ?? raw.sqlite3_last_insert_rowid(_database);
        var details = incident.FieldCount >= table.Columns.Count ? incident.FieldAt(table.Columns.Count - 1) : default;
        if (isRecognised && statements.Same(row, source, incident, details) is { } known)
        {
            statements.Delete(row);
            row = 0;
            source.Recognise(table, number, known);
            return RowOutcome.Recognised;
        }

        source.Add(table, row);
        return RowOutcome.Stored;
    }

    // Tables that belong to none: what another log told of them is the same.
    private static string? Parent(Incident incident, RowTable table, RowSource source, out long? row, out bool isRecognised)
    {
        row = null;
        isRecognised = true;
        if (table.Parent is not { } parent)
            return null;
        ref readonly var field = ref incident.FieldAt(0);
        if (incident.RowNumber is null && field.Kind == IncidentValueKind.Missing)
        {
            row = source.Current;
            isRecognised = source.IsRecognised(parent, source.Current, null);
            return source.Current == 0 ? "its connection was rejected" : null;
        }

        isRecognised = false;
        if (field.Kind == IncidentValueKind.Null)
            return null;
        if (field.Kind != IncidentValueKind.Integer || field.Number is < 1 or > MostNumber)
            return $"'{table.Columns[1]}' is no row number";
        row = source.Find(parent, field.Number);
        if (row is not { } found)
            return string.Create(CultureInfo.InvariantCulture, $"row {field.Number} of '{parent.Name}', which it belongs to, is not there");
        isRecognised = source.IsRecognised(parent, found, field.Number);
        return null;
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
