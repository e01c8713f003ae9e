namespace Dionaea.Analysis;

/// <summary>
/// Messages that dionaea publishes over hpfeeds, as JSON, one a line (inputs.md, hpfeeds): the payload alone, or within
/// what a collector adds (<c>channel</c>, <c>ident</c>, <c>timestamp</c>, <c>payload</c>).
/// </summary>
internal sealed class HpfeedsFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "hpfeeds";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The messages tell of connections, captures, DCE/RPC requests and shellcode profiles, and of nothing else; there are no links, so that every connection is a root.",
        "They belong together by their ends alone: captures and requests go to the latest connection of the same ends, and where none was told of, to one without type and protocol.",
        "Shellcode profiles do not tell their connection, and belong to none.",
        "A connection's time is that of its receipt; where the messages were kept without it, it has none.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => LogHead.Any(head, static record => HpfeedsParser.IsMessage(record));

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => LogHead.Open(input, new HpfeedsParser(LogTimes.In(input.Zone)), from);
}
