namespace Dionaea.Analysis;

/// <summary>
/// What mongoexport writes of the collection <c>session</c> of a Modern Honey Network: a JSON object for each
/// connection that dionaea sent over hpfeeds, times and ids in MongoDB's extended JSON.
/// </summary>
internal sealed class MhnFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "mhn";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The export has connections and the hashes of captures; everything else that dionaea logs is not in it, and every connection is a root.",
        "The export has no types and transports: pcap is taken as a rejected TCP connection, SIP, RTP and TFTP as UDP, everything else as an accepted TCP connection.",
        "The times are those of receipt; the sensor's address is not in the export, nor are host names.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => LogHead.Any(head, static record =>
        record.Find("source_ip"u8).HasValue && record.Find("protocol"u8).HasValue
        && (record.Find("hpfeed_id"u8).HasValue || record.Find("timestamp.$date"u8).HasValue));

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => LogHead.Open(input, new MhnParser(), from);

    private sealed class MhnParser : ILineParser
    {
        private static readonly ConnectionFields Fields = new()
        {
            Type = [[.. "connection_type"u8]],
            Transport = [[.. "connection_transport"u8]],
            Protocol = [[.. "protocol"u8]],
            Time = [[.. "timestamp.$date.$numberLong"u8], [.. "timestamp.$date"u8], [.. "timestamp"u8]],
            LocalHost = [[.. "destination_ip"u8]],
            LocalPort = [[.. "destination_port"u8]],
            RemoteHost = [[.. "source_ip"u8]],
            RemoteHostname = [[.. "source_hostname"u8]],
            RemotePort = [[.. "source_port"u8]],
        };

        private static readonly RowTable Downloads = RowTable.Find("downloads");
        private readonly JsonRecord _record = new();
        private readonly JsonRecord _attachment = new();
        private readonly JsonList _attachments = new();
        private readonly ConnectionRow _row = new(Fields, LogTimes.Utc);

        /// <inheritdoc/>
        public void Parse(LogLine line)
        {
            var text = line.Bytes;
            if (_record.Read(text) is { } reason)
            {
                line.Reject(reason);
                return;
            }

            var incident = line.Add();
            var honeypot = _record.Find("honeypot"u8);
            if (honeypot.HasValue && !(honeypot.Kind == IncidentValueKind.Text && honeypot.In(text).SequenceEqual("dionaea"u8)))
            {
                incident.Reject("the member 'honeypot' is not 'dionaea'");
                return;
            }

            _row.Fill(incident, _record, text);
            if (incident.Rejection is not null)
                return;
            Guess(incident, text);
            AddCaptures(line, text);
        }

        private void Guess(Incident incident, ReadOnlySpan<byte> text)
        {
            var value = _record.Find("protocol"u8);
            var protocol = value.Kind == IncidentValueKind.Text ? value.In(text) : default;
            var isUdp = protocol.StartsWith("Sip"u8) || protocol.StartsWith("Rtp"u8) || protocol.StartsWith("Tftp"u8);
            if (incident.FieldAt(0).Kind == IncidentValueKind.Null)
                incident.SetTextAt(0, protocol.SequenceEqual("pcap"u8) ? "reject"u8 : isUdp ? "connect"u8 : "accept"u8);
            if (incident.FieldAt(1).Kind == IncidentValueKind.Null)
                incident.SetTextAt(1, isUdp ? "udp"u8 : "tcp"u8);
        }

        private void AddCaptures(LogLine line, ReadOnlySpan<byte> text)
        {
            var list = _record.Find("attachments"u8);
            if (list.HasValue && (list.Kind != IncidentValueKind.List || !_attachments.Read(text, list)))
            {
                line.Reject("the member 'attachments' is no list that can be read");
                return;
            }

            for (var i = 0; list.HasValue && i < _attachments.Count; i++)
            {
                var attachment = _attachments[i];
                var incident = line.Add();
                incident.Table = Downloads;
                var bytes = attachment.Kind == IncidentValueKind.Object ? attachment.In(text) : default;
                if (_attachment.Read(bytes) is not null || _attachment.Find("hashes.md5"u8) is not { Kind: IncidentValueKind.Text } md5)
                {
                    incident.Reject("an element of 'attachments' has no 'hashes.md5'");
                    continue;
                }

                incident.Add(default);
                _attachment.Find("url"u8).AddTo(incident, bytes);
                md5.AddTo(incident, bytes);
            }
        }
    }
}
