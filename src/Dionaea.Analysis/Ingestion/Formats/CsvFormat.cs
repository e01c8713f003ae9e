using System.Text.Unicode;

namespace Dionaea.Analysis;

/// <summary>
/// Connections as CSV: what Kibana shares of T-Pot's index, and what others made of log_json, with the names of the
/// values in the first line.
/// </summary>
internal sealed class CsvFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public IReadOnlyList<string> Losses { get; } =
    [
        "The table has connections, and logins where it has columns for them; everything else that dionaea logs is not in it, and every connection is a root.",
        "Kibana writes times in the zone of its user ('Nov 7, 2024 @ 19:06:59.570'), which the table does not tell; they are taken as UTC unless a zone is named with --zone.",
    ];

    /// <inheritdoc/>
    public bool NeedsZone => false;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        var end = head.IndexOf((byte)'\n');
        var line = (end < 0 ? head : head[..end]).TrimEnd("\r"u8);
        var record = new CsvRecord();
        return Utf8.IsValid(line) && record.ReadHeader(line) is null && record.Columns > 3 && record.Read(line) is null
            && DocumentParser.IsConnection(record);
    }

    /// <inheritdoc/>
    public ILogReader Open(LogInput input, LogPosition from) => new CsvLogReader(input, LogTimes.Shown(input.Zone));
}
