namespace Dionaea.Analysis;

/// <summary>When a transfer commits, and whom it tells.</summary>
public sealed record TransferOptions
{
    /// <summary>How many incidents are committed at once.</summary>
    public long CommitEvery { get; init; } = Ingestion.UsualCommitEvery;

    /// <summary>
    /// Called within each transaction, on the writing thread, before it is committed: with the position in the log
    /// that the transaction reaches. What it writes through <see cref="IncidentWriter.Database"/> is committed with the
    /// rows. A bulk load calls it once, at the end.
    /// </summary>
    public Action<LogPosition>? BeforeCommit { get; init; }

    /// <summary>Called after each batch with the position reached, on the writing thread.</summary>
    public Action<LogPosition>? Progress { get; init; }
}
