using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// Reads documents that collectors made of log_json's lines, T-Pot's index above all: the members have the names of
/// log_json, of T-Pot, or of log_sqlite's columns.
/// </summary>
internal sealed class DocumentParser
{
    private const string Source = "_source.";
    private readonly ConnectionRow _row;
    private readonly ConnectionDetails _details = new();
    private readonly ConnectionDetails _sourceDetails = new(Source);
    private readonly byte[][] _kinds = Names("type", "event_type");

    /// <summary>Starts.</summary>
    /// <param name="times">How times without a zone are meant.</param>
    public DocumentParser(LogTimes times) => _row = new ConnectionRow(
        new ConnectionFields
        {
            Type = Names("connection.type", "connection_type"),
            Transport = Names("connection.transport", "connection_transport", "transport"),
            Protocol = Names("connection.protocol", "connection_protocol", "protocol"),
            Time = Names("timestamp", "@timestamp", "connection_timestamp"),
            LocalHost = Names("dest_ip", "dst_ip", "local_host"),
            LocalPort = Names("dest_port", "dst_port", "local_port"),
            RemoteHost = Names("src_ip", "remote_host"),
            RemoteHostname = Names("src_hostname", "remote_hostname"),
            RemotePort = Names("src_port", "remote_port"),
        },
        times);

    /// <summary>Whether a record has the members that a connection needs.</summary>
    public static bool IsConnection(ILogRecord record) =>
        ConnectionFields.Find(record, Names("timestamp", "@timestamp", "connection_timestamp")).Kind != IncidentValueKind.Missing
        && ConnectionFields.Find(record, Names("src_ip", "remote_host")).Kind != IncidentValueKind.Missing
        && ConnectionFields.Find(record, Names("connection.protocol", "connection_protocol", "protocol")).Kind != IncidentValueKind.Missing;

    /// <summary>Adds a document's rows.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="record">What was read from it.</param>
    /// <param name="text">What the record's values stand in.</param>
    public void Add(LogLine line, ILogRecord record, ReadOnlySpan<byte> text)
    {
        var incident = line.Add();
        var kind = ConnectionFields.Find(record, _kinds);
        if (kind.HasValue && !(kind.Kind == IncidentValueKind.Text && Ascii.EqualsIgnoreCase(kind.In(text), "dionaea"u8)))
        {
            incident.Reject("the document's type is not 'Dionaea'");
            return;
        }

        _row.Fill(incident, record, text);
        if (incident.Rejection is not null)
            return;
        _details.Add(line, record, text);
        _sourceDetails.Add(line, record, text);
    }

    private static byte[][] Names(params string[] names) =>
        [.. names.Concat(names.Select(name => Source + name)).Select(Encoding.UTF8.GetBytes)];
}
