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

    /// <summary>It is of no format that is read; only in folders, and never opened further.</summary>
    PassedOver,
}

/// <summary>A log and what became of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">The name of its format; empty when it was passed over.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Bytes">How much of it was read now, in bytes of its unpacked content, or in rows.</param>
/// <param name="Lines">How many lines or rows that were.</param>
public sealed record LogRead(string Name, string Format, LogOutcome Outcome, long Bytes, long Lines);

/// <summary>What a run has read and stored.</summary>
/// <param name="Logs">The logs, in the order in which they were read.</param>
/// <param name="Counts">What became of the incidents, by origin; see <see cref="IncidentWriter.Counts"/>.</param>
/// <param name="FirstRejected">The first rejected lines, at most 100.</param>
/// <param name="ForgottenConnections">See <see cref="IncidentWriter.ForgottenConnections"/>.</param>
/// <param name="Losses">What the formats can't tell, each once.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record IngestSummary(
    IReadOnlyList<LogRead> Logs,
    IReadOnlyList<IncidentCounts> Counts,
    IReadOnlyList<RejectedLine> FirstRejected,
    long ForgottenConnections,
    IReadOnlyList<string> Losses,
    TimeSpan Elapsed)
{
    /// <summary>How many lines could not be stored.</summary>
    public long Rejected => Counts.Sum(count => count.Rejected);
}
