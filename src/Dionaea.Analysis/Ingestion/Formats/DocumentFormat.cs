namespace Dionaea.Analysis;

/// <summary>Documents of T-Pot's index in Elasticsearch as JSON, one a line, with or without the envelope of the search (<c>_source</c>).</summary>
internal sealed class DocumentFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "tpot-json";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The documents have what log_json has: connections, logins and operating systems, without links; times are cut to milliseconds.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => LogHead.Any(head, DocumentParser.IsConnection);

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) =>
        LogHead.Open(input, new JsonDocuments(LogTimes.Utc), from);

    private sealed class JsonDocuments(LogTimes times) : ILineParser
    {
        private readonly JsonRecord _record = new();
        private readonly DocumentParser _parser = new(times);

        /// <inheritdoc/>
        public void Parse(LogLine line)
        {
            var text = line.Bytes;
            if (_record.Read(text) is { } reason)
                line.Reject(reason);
            else
                _parser.Add(line, _record, text);
        }
    }
}
