namespace Dionaea.Analysis;

/// <summary>Reads a log and writes it into a database, on two threads: one reads, one writes.</summary>
public static class Ingestion
{
    /// <summary>How many incidents are committed at once unless told otherwise.</summary>
    public const long UsualCommitEvery = 100_000;

    /// <summary>Transfers everything that is there now and commits it.</summary>
    /// <param name="reader">The log; read on a thread of its own.</param>
    /// <param name="writer">The database; written on the caller's thread.</param>
    /// <param name="options">When to commit, and what else to do then.</param>
    /// <param name="cancellation">Stops between two batches; what was not committed is lost.</param>
    /// <returns>The position behind the last line that was taken.</returns>
    /// <exception cref="WorkbenchException">The log is damaged as a whole, or the database can't be written.</exception>
    /// <exception cref="IOException">The log can't be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static LogPosition Transfer(
        ILogReader reader, IncidentWriter writer, TransferOptions? options = null, CancellationToken cancellation = default) =>
        new BatchTransfer(reader, writer, options ?? new TransferOptions()).Run(cancellation);
}
