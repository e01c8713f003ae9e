using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// What converters make of log_sqlite's tables: a JSON object for each row of an event, joined with its connection, the
/// columns' names as keys (inputs.md, third-party JSON export).
/// </summary>
internal sealed class TableExportFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "table-export";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The export tells bytes as text, and only of those tables that its maker wrote out.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => LogHead.Any(head, static record =>
        record.Find("connection"u8).Kind == IncidentValueKind.Integer && record.Find("connection_type"u8).Kind != IncidentValueKind.Missing);

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => LogHead.Open(input, new TableExportParser(), from);

    private sealed class TableExportParser : ILineParser
    {
        private static readonly ConnectionFields Fields = new()
        {
            Type = [[.. "connection_type"u8]],
            Transport = [[.. "connection_transport"u8]],
            Protocol = [[.. "connection_protocol"u8]],
            Time = [[.. "timestamp"u8], [.. "connection_timestamp"u8]],
            LocalHost = [[.. "local_host"u8]],
            LocalPort = [[.. "local_port"u8]],
            RemoteHost = [[.. "remote_host"u8]],
            RemoteHostname = [[.. "remote_hostname"u8]],
            RemotePort = [[.. "remote_port"u8]],
        };

        private static readonly (RowTable Table, byte[][] Columns)[] Tables =
            [.. RowTable.All.Where(table => table != RowTable.Connections).Select(table => (table, table.Columns.Select(Encoding.UTF8.GetBytes).ToArray()))];

        private readonly JsonRecord _record = new();
        private readonly ConnectionRow _row = new(Fields, LogTimes.Utc);

        /// <inheritdoc/>
        public void Parse(LogLine line)
        {
            if (_record.Read(line.Bytes) is { } reason)
            {
                line.Reject(reason);
                return;
            }

            var incident = line.Add();
            var connection = _record.Find("connection"u8);
            if (connection.Kind != IncidentValueKind.Integer)
            {
                incident.Reject("the member 'connection' is no whole number");
                return;
            }

            _row.Fill(incident, _record, line.Bytes, _record.Find("connection_root"u8), _record.Find("connection_parent"u8));
            incident.RowNumber = connection.Number;
            if (incident.Rejection is not null)
                return;
            foreach (var (table, columns) in Tables)
                Add(line, table, columns);
        }

        private void Add(LogLine line, RowTable table, byte[][] columns)
        {
            var key = _record.Find(columns[0]);
            var first = table.Parent is null ? 1 : 2;
            if (!key.HasValue || !HasAny(columns.AsSpan(first)))
                return;
            var incident = line.Add();
            incident.Table = table;
            if (key.Kind != IncidentValueKind.Integer)
            {
                incident.Reject($"the member '{table.Key}' is no whole number");
                return;
            }

            incident.RowNumber = key.Number;
            for (var i = 1; i < columns.Length; i++)
            {
                var value = _record.Find(columns[i]);
                if (!value.IsScalar)
                    incident.Reject($"the member '{table.Columns[i]}' is a list or an object");
                value.AddTo(incident, line.Bytes);
            }
        }

        private bool HasAny(ReadOnlySpan<byte[]> columns)
        {
            foreach (var column in columns)
            {
                if (_record.Find(column).Kind != IncidentValueKind.Missing)
                    return true;
            }

            return false;
        }
    }
}
