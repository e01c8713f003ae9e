namespace Dionaea.Analysis;

/// <summary>What is read into which database, and how.</summary>
public sealed record IngestOptions
{
    /// <summary>Logs, and folders whose logs are read.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>The database; made when it does not exist.</summary>
    public required string Into { get; init; }

    /// <summary>See <see cref="IncidentWriterOptions.DionaeaTypes"/>.</summary>
    public bool DionaeaTypes { get; init; }

    /// <summary>The zone of local times in logs, an IANA name; null when none was named.</summary>
    public string? Zone { get; init; }

    /// <summary>Where VirusTotal reports are looked for; null for each log's own folder.</summary>
    public string? Reports { get; init; }

    /// <summary>Whether to go on, when all is read, with what is appended to the logs, until cancelled.</summary>
    public bool Follow { get; init; }

    /// <summary>What unpacking logs, and copying databases, may take.</summary>
    public DatabaseFileOptions Files { get; init; } = DatabaseFileOptions.Default;

    /// <summary>How many incidents are committed at once; logs that are not made of lines are committed as a whole.</summary>
    public long CommitEvery { get; init; } = Ingestion.UsualCommitEvery;

    internal IncidentWriterOptions Writing => new() { DionaeaTypes = DionaeaTypes };
}

/// <summary>How far the reading is.</summary>
/// <param name="Log">The log that is being read.</param>
/// <param name="Bytes">How much of it was read, in bytes of its unpacked content, or in rows.</param>
/// <param name="Lines">How many lines or rows that are.</param>
public readonly record struct IngestProgress(string Log, long Bytes, long Lines);
