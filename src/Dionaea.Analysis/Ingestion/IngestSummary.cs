namespace Dionaea.Analysis;

/// <summary>What became of a log.</summary>
public enum LogOutcome
{
    /// <summary>It was new.</summary>
    New,

    /// <summary>It was known, and read on from where reading had stopped.</summary>
    Continued,

    /// <summary>It was known and held nothing more.</summary>
    Known,

    /// <summary>It is empty, damaged as a whole, or of no format that is read; but for empty ones, only in folders.</summary>
    PassedOver,
}

/// <summary>A log and what became of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">The name of its format; empty when it was passed over.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Bytes">How much of it was read now, in bytes of its unpacked content.</param>
/// <param name="Lines">How many lines or rows that were.</param>
/// <param name="Reason">Why it was passed over; else null.</param>
public sealed record LogRead(string Name, string Format, LogOutcome Outcome, long Bytes, long Lines, string? Reason = null);

/// <summary>What a run has read and stored.</summary>
/// <param name="Logs">The logs, in the order in which they were read.</param>
/// <param name="Counts">What became of the incidents, by origin; see <see cref="IncidentWriter.Counts"/>.</param>
/// <param name="FirstRejected">The first rejected lines, at most 100.</param>
/// <param name="ForgottenConnections">See <see cref="IncidentWriter.ForgottenConnections"/>.</param>
/// <param name="Losses">What the formats can't tell, each once, with the format's name before it.</param>
/// <param name="Missing">Logs that are missing between those that were read, by the numbers that rotation gave them.</param>
/// <param name="Gaps">Where the database has no connections for longer than is usual in it; null when only one log was read.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record IngestSummary(
    IReadOnlyList<LogRead> Logs,
    IReadOnlyList<IncidentCounts> Counts,
    IReadOnlyList<RejectedLine> FirstRejected,
    long ForgottenConnections,
    IReadOnlyList<string> Losses,
    IReadOnlyList<MissingLogs> Missing,
    GapProfile? Gaps,
    TimeSpan Elapsed)
{
    /// <summary>How many lines could not be stored.</summary>
    public long Rejected => Counts.Sum(count => count.Rejected);
}
