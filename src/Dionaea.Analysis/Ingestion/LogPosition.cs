namespace Dionaea.Analysis;

/// <summary>
/// A place between two records of a log, where reading may stop and go on later. What the numbers count is the
/// format's own affair: bytes and lines of the unpacked content for logs made of lines, rows for databases.
/// </summary>
/// <param name="Offset">How much lies before it: bytes, or rows.</param>
/// <param name="Line">How many lines or rows lie before it; the next one has the number <c>Line + 1</c>.</param>
public readonly record struct LogPosition(long Offset, long Line)
{
    /// <summary>Before everything.</summary>
    public static LogPosition Start => default;
}
