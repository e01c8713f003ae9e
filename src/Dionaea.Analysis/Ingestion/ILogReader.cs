namespace Dionaea.Analysis;

/// <summary>Reads one log from a position on. Used by one thread; any bytes are read without an exception.</summary>
public interface ILogReader : IDisposable
{
    /// <summary>
    /// Fills the batch, which is cleared first, with the next incidents and rejected lines in the log's order, and
    /// sets its <see cref="IncidentBatch.End"/>.
    /// </summary>
    /// <returns>
    /// False when the end of what is there now has been reached; the batch may hold the last ones all the same. A
    /// log that grows may be read again after that.
    /// </returns>
    /// <exception cref="IOException">The log can no longer be read.</exception>
    /// <exception cref="WorkbenchException">The log is damaged as a whole, for instance a truncated archive.</exception>
    bool Read(IncidentBatch batch);
}
