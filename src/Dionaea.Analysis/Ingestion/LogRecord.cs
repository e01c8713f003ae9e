namespace Dionaea.Analysis;

/// <summary>What a database remembers of a log that was read into it.</summary>
internal sealed class LogRecord
{
    /// <summary>Its row; 0 while it has none.</summary>
    public long Id { get; set; }

    /// <summary>The name under which it was read the last time.</summary>
    public required string Name { get; set; }

    /// <summary>The name of its format.</summary>
    public required string Format { get; init; }

    /// <summary>Whether <see cref="Digest"/> is of the whole content rather than of what lies before <see cref="Position"/>.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The start of what was read.</summary>
    public byte[] Head { get; set; } = [];

    /// <summary>How far it was read.</summary>
    public LogPosition Position { get; set; }

    /// <summary>The SHA-256.</summary>
    public byte[] Digest { get; set; } = [];

    /// <summary>The rejected row of a last line that was not finished; 0 when there is none.</summary>
    public long Unfinished { get; set; }

    /// <summary>Places on the way with the SHA-256 of what lies before them, in order.</summary>
    public List<(long Offset, byte[] Digest)> Marks { get; } = [];

    /// <summary>How many of the marks are in the database.</summary>
    public int StoredMarks { get; set; }
}
