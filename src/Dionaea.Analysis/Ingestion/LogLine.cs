namespace Dionaea.Analysis;

/// <summary>A line of a log on its way into a batch.</summary>
/// <param name="batch">The batch.</param>
/// <param name="source">The log.</param>
/// <param name="bytes">The line without its end.</param>
/// <param name="number">Its number, from 1.</param>
/// <param name="offset">Where it starts, in bytes.</param>
internal readonly ref struct LogLine(IncidentBatch batch, LogInput source, ReadOnlySpan<byte> bytes, long number, long offset)
{
    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Adds an incident that carries the line and its place.</summary>
    public Incident Add()
    {
        var incident = batch.Add();
        incident.Source = source;
        incident.LineNumber = number;
        incident.LineOffset = offset;
        incident.SetLine(Bytes);
        return incident;
    }

    /// <summary>Adds a line that is no incident; incidents that it brought before stay.</summary>
    public void Reject(string reason) => Add().Reject(reason);
}
