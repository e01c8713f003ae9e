namespace Dionaea.Analysis;

/// <summary>Reads the lines of <c>log_json</c>, plain or flat.</summary>
internal sealed class LogJsonParser : ILineParser
{
    private static readonly ConnectionFields Fields = new()
    {
        Type = [[.. "connection.type"u8]],
        Transport = [[.. "connection.transport"u8]],
        Protocol = [[.. "connection.protocol"u8]],
        Time = [[.. "timestamp"u8]],
        LocalHost = [[.. "dst_ip"u8]],
        LocalPort = [[.. "dst_port"u8]],
        RemoteHost = [[.. "src_ip"u8]],
        RemoteHostname = [[.. "src_hostname"u8]],
        RemotePort = [[.. "src_port"u8]],
    };

    private readonly JsonRecord _record = new();
    private readonly ConnectionRow _row = new(Fields, LogTimes.Utc);
    private readonly ConnectionDetails _details = new();

    /// <inheritdoc/>
    public void Parse(LogLine line)
    {
        if (_record.Read(line.Bytes) is { } reason)
        {
            line.Reject(reason);
            return;
        }

        var incident = line.Add();
        if (_record.Find("connection"u8).Kind != IncidentValueKind.Object)
        {
            incident.Reject("the member 'connection' is no object");
            return;
        }

        _row.Fill(incident, _record, line.Bytes);
        if (incident.Rejection is null)
            _details.Add(line, _record, line.Bytes);
    }
}
