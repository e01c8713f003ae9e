namespace Dionaea.Analysis;

/// <summary>A line of a log that became no row, as the table <c>workbench_rejected</c> keeps it.</summary>
/// <param name="File">The log's name.</param>
/// <param name="Number">The line's number in the log, from 1.</param>
/// <param name="Offset">Where it starts in the log's unpacked content, in bytes.</param>
/// <param name="Reason">Why, as a clause.</param>
/// <param name="Line">Its bytes, at most <see cref="MaxLength"/> of them.</param>
public sealed record RejectedLine(string File, long Number, long Offset, string Reason, ReadOnlyMemory<byte> Line)
{
    /// <summary>How much of a line is kept, in bytes.</summary>
    public const int MaxLength = 1 << 20;
}
