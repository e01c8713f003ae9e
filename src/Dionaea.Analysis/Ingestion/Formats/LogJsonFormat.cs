namespace Dionaea.Analysis;

/// <summary>What dionaea's <c>log_json</c> writes, plain or flat: a JSON object for each connection that has ended (inputs.md, log_json).</summary>
internal sealed class LogJsonFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "log_json";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The log has connections, their logins and their operating systems; offers, captures, DCE/RPC, commands, SIP, MQTT and shellcode are not in it.",
        "The log has no links: every connection is a root.",
        "The log lacks connections that were still open when dionaea stopped; bytes are text, and what was not UTF-8 in them is U+FFFD.",
        "Commands to the FTP service are in the log, but log_sqlite has no table for them.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => LogHead.Any(head, static record =>
        record.Find("connection"u8).Kind == IncidentValueKind.Object && record.Find("timestamp"u8).HasValue
        && record.Find("src_ip"u8).HasValue && record.Find("dst_ip"u8).HasValue
        && !record.Find("@timestamp"u8).HasValue);

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => LogHead.Open(input, new LogJsonParser(), from);
}
