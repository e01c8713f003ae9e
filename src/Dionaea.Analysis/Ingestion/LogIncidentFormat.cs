namespace Dionaea.Analysis;

/// <summary>What dionaea's <c>log_incident</c> writes since 0.5.0: every incident, one JSON object a line (inputs.md, log_incident).</summary>
internal sealed class LogIncidentFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "log_incident";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The log has bytes as text; what was not UTF-8 in them is U+FFFD.",
        "The log lacks incidents with nested bytes that are not UTF-8, and those of connections whose name or protocol is not ASCII.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        // Some line near the start, which may be damaged itself, must have the members that no other format has.
        const int Lines = 100;
        for (var i = 0; i < Lines && !head.IsEmpty; i++)
        {
            var end = head.IndexOf((byte)'\n');
            var line = end < 0 ? head : head[..end];
            if (line.IndexOf("\"origin\""u8) >= 0 && line.IndexOf("\"timestamp\""u8) >= 0
                && (end < 0 || line.IndexOf("\"data\""u8) >= 0))
            {
                return true;
            }

            head = end < 0 ? default : head[(end + 1)..];
        }

        return false;
    }

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => new LineLogReader(input, new LogIncidentParser(), from);
}
