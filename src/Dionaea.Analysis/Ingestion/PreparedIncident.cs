using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// A type of incident on one database: its statements, prepared once, and where each of their parameters comes from.
/// A statement that only reads is a check: the text of its first row is the reason to reject the incident.
/// </summary>
internal sealed unsafe class PreparedIncident : IDisposable
{
    private readonly sqlite3 _database;
    private readonly nint _handle;
    private readonly IncidentType _type;
    private readonly IncidentField[] _values;
    private readonly List<(NativeStatement Statement, int[] Sources, bool IsCheck)> _statements = [];
    private readonly bool _usesDionaeaTypes;

    /// <summary>Prepares the statements; those that create tables run at once.</summary>
    /// <exception cref="SqliteException">A table or column is missing.</exception>
    /// <exception cref="WorkbenchException">A parameter is neither a field nor one of those that every type has.</exception>
    public PreparedIncident(sqlite3 database, IncidentType type, bool usesDionaeaTypes)
    {
        _database = database;
        _handle = database.DangerousGetHandle();
        _type = type;
        _usesDionaeaTypes = usesDionaeaTypes;
        _values = new IncidentField[type.Fields.Count];
        for (var sql = type.Sql; sql.Length > 0;)
            Prepare(sql, out sql);
        NeedsSavepoint = !type.IsChecked && _statements.Count(s => !s.IsCheck) > 1;
    }

    /// <summary>Whether a statement may fail after another has written; what one statement wrote SQLite takes back itself.</summary>
    public bool NeedsSavepoint { get; }

    /// <summary>Whether a statement takes the text of a VirusTotal report.</summary>
    public bool NeedsReport { get; private set; }

    /// <summary>The table of the first row that it makes; null when it makes none.</summary>
    public RowTable? Table { get; private set; }

    /// <summary>Looks up the declared fields in an incident.</summary>
    /// <returns>Why the incident does not have what the type needs, as a clause, or null.</returns>
    public string? Take(Incident incident)
    {
        var fields = _type.Fields;
        for (var i = 0; i < _values.Length; i++)
        {
            var declared = fields[i];
            var value = incident.Find(declared.Utf8);
            _values[i] = value;
            if (declared.Takes(value.Kind))
            {
                if (declared.Members is null || value.Kind == IncidentValueKind.Null)
                    continue;
                if (Lack(declared, incident.Bytes(value.Value)) is { } lack)
                    return lack;
                continue;
            }

            if (value.Kind != IncidentValueKind.Missing)
                return $"the field '{declared.Name}' is {Describe(value.Kind)}, but {(declared.Shape is null ? "text or a number" : Describe(declared.Shape.Value))} was expected";
            if (declared.IsRequired)
                return $"the field '{declared.Name}' is missing";
        }

        return null;
    }

    /// <summary>Runs the statements with the fields last taken.</summary>
    /// <param name="incident">The incident they were taken from.</param>
    /// <param name="values">The values that are not fields; the row is set to the id of the first row made.</param>
    /// <returns>Why the incident can't be stored, as a clause, or null; then some of its rows may be there.</returns>
    /// <exception cref="SqliteException">The database can't be written.</exception>
    public string? Run(Incident incident, ref RowValues values)
    {
        foreach (var (statement, sources, isCheck) in _statements)
        {
            for (var i = 0; i < sources.Length; i++)
                Bind(statement, i + 1, sources[i], incident, values);
            var code = statement.Step();
            while (code == raw.SQLITE_ROW && isCheck)
            {
                var reason = statement.Text;
                statement.Reset();
                return reason;
            }

            if (code != raw.SQLITE_DONE)
            {
                var reason = Failure(code);
                return values.Row == 0 || NeedsSavepoint ? reason : throw new InvalidOperationException($"'{_type.Name}' failed halfway though its checks are complete: {reason}");
            }

            if (!isCheck && values.Row == 0 && NativeStatement.Changes(_handle) > 0)
                values.Row = NativeStatement.LastRow(_handle);
        }

        return null;
    }

    /// <summary>Runs one of the statements.</summary>
    /// <exception cref="SqliteException">The database can't be written.</exception>
    public void RunOne(int index, Incident incident, RowValues values)
    {
        var (statement, sources, _) = _statements[index];
        for (var i = 0; i < sources.Length; i++)
            Bind(statement, i + 1, sources[i], incident, values);
        statement.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (statement, _, _) in _statements)
            statement.Dispose();
    }

    private static string? Lack(FieldDeclaration declared, ReadOnlySpan<byte> json)
    {
        try
        {
            return declared.Members!.Lack(json) is { } lack ? $"in the field '{declared.Name}' {lack}" : null;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            return $"the field '{declared.Name}' is not JSON";
        }
    }

    private static string Describe(IncidentValueKind kind) => kind switch
    {
        IncidentValueKind.Null => "null",
        IncidentValueKind.List => "a list",
        IncidentValueKind.Object => "an object",
        IncidentValueKind.Integer or IncidentValueKind.Real => "a number",
        _ => "text",
    };

    private void Prepare(string sql, out string tail)
    {
        var statement = new NativeStatement(_database, sql, out tail);
        if (statement.IsEmpty)
        {
            statement.Dispose();
            tail = "";
            return;
        }

        if (sql.TrimStart().StartsWith("CREATE ", StringComparison.Ordinal))
        {
            using (statement)
                statement.Run();
            return;
        }

        Table ??= TableOf(sql[..^tail.Length]);
        var sources = statement.Parameters.Select(Source).ToArray();
        NeedsReport |= sources.Contains((int)RowValue.Report);
        _statements.Add((statement, sources, statement.IsReadOnly));
    }

    private static RowTable? TableOf(string sql)
    {
        const string Into = "INSERT INTO ";
        var start = sql.IndexOf(Into, StringComparison.Ordinal);
        return start < 0 ? null : RowTable.Find(sql[(start + Into.Length)..].Split([' ', '\n', '('], 2)[0]);
    }

    // Fields are numbered from 0, what every type has below that.
    private int Source(string parameter)
    {
        var name = parameter[1..];
        for (var i = 0; i < _type.Fields.Count; i++)
        {
            if (_type.Fields[i].Name == name)
                return i;
        }

        return Enum.TryParse<RowValue>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? (int)value
            : throw WorkbenchException.Usage($"The incident type '{_type.Name}' has no field '{name}' for its parameter '{parameter}'.");
    }

    private void Bind(NativeStatement statement, int parameter, int source, Incident incident, in RowValues values)
    {
        if (source < 0)
        {
            BindValue(statement, parameter, (RowValue)source, incident, values);
            return;
        }

        ref readonly var field = ref _values[source];
        switch (field.Kind)
        {
            case IncidentValueKind.Integer:
                statement.Bind(parameter, field.Number);
                break;
            case IncidentValueKind.Real:
                statement.Bind(parameter, BitConverter.Int64BitsToDouble(field.Number));
                break;
            case IncidentValueKind.Bytes:
            case IncidentValueKind.Text when _usesDionaeaTypes && _type.Fields[source].IsBytes(incident.Con.Protocol):
                statement.BindBlob(parameter, incident.Pointer(field.Value), field.Value.Length);
                break;
            case IncidentValueKind.Text or IncidentValueKind.List or IncidentValueKind.Object:
                statement.BindText(parameter, incident.Pointer(field.Value), field.Value.Length);
                break;
            default:
                statement.BindNull(parameter);
                break;
        }
    }

    private static void BindValue(NativeStatement statement, int parameter, RowValue value, Incident incident, in RowValues values)
    {
        var con = incident.Con;
        switch (value)
        {
            case RowValue.Connection: statement.Bind(parameter, values.Connection); break;
            case RowValue.Row: statement.Bind(parameter, values.Row); break;
            case RowValue.Root: statement.Bind(parameter, values.Root); break;
            case RowValue.Parent: statement.Bind(parameter, values.Parent); break;
            case RowValue.Time: statement.Bind(parameter, incident.Time); break;
            case RowValue.LocalPort: statement.Bind(parameter, con.LocalPort); break;
            case RowValue.RemotePort: statement.Bind(parameter, con.RemotePort); break;
            case RowValue.Type: statement.BindText(parameter, values.Type, values.TypeLength); break;
            case RowValue.Report: statement.BindText(parameter, values.Report, values.ReportLength); break;
            case RowValue.Protocol: BindText(statement, parameter, incident, con.ProtocolRange); break;
            case RowValue.Transport: BindText(statement, parameter, incident, con.TransportRange); break;
            case RowValue.LocalHost: BindText(statement, parameter, incident, con.LocalHostRange); break;
            case RowValue.RemoteHost: BindText(statement, parameter, incident, con.RemoteHostRange); break;
            default: BindText(statement, parameter, incident, con.RemoteHostnameRange); break;
        }
    }

    private static void BindText(NativeStatement statement, int parameter, Incident incident, TextRange text) =>
        statement.BindText(parameter, incident.Pointer(text), text.Length);

    // What the values of an incident can cause is a reason to reject it; all else ends the writing.
    private string Failure(int code)
    {
        if ((code & 0xff) is not (raw.SQLITE_CONSTRAINT or raw.SQLITE_ERROR or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE))
            SqliteException.ThrowExceptionForRC(code, _database);
        return Suggestion.Excerpt(raw.sqlite3_errmsg(_database).utf8_to_string());
    }
}

/// <summary>The parameters that every type has beside its fields; the names are theirs without the underscores.</summary>
internal enum RowValue
{
    /// <summary>The row of the incident's connection; of a new one, its own.</summary>
    Connection = -1,

    /// <summary>The first row that the incident made.</summary>
    Row = -2,

    /// <summary>The text of the VirusTotal report that the incident names.</summary>
    Report = -3,

    /// <summary>The incident's time.</summary>
    Time = -4,

    /// <summary>The type of connection that the origin means.</summary>
    Type = -5,

    /// <summary>The connection's protocol; so are the others.</summary>
    Protocol = -6,
    Transport = -7,
    LocalHost = -8,
    LocalPort = -9,
    RemoteHost = -10,
    RemotePort = -11,
    RemoteHostname = -12,

    /// <summary>The root that a link gives.</summary>
    Root = -13,

    /// <summary>The parent that a link gives.</summary>
    Parent = -14,
}

/// <summary>What the parameters that are no fields stand for.</summary>
internal unsafe struct RowValues
{
    public long Connection;
    public long Row;
    public long Root;
    public long Parent;
    public byte* Type;
    public int TypeLength;
    public byte* Report;
    public int ReportLength;
}
