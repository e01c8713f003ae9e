namespace Dionaea.Analysis;

/// <summary>How incidents are written.</summary>
public sealed record IncidentWriterOptions
{
    /// <summary>
    /// Whether the fields that dionaea's services always set as bytes are stored as blobs though the log has them as
    /// text (incidents.md, field types); otherwise text stays text.
    /// </summary>
    public bool DionaeaTypes { get; init; }

    /// <summary>How long a connection is remembered without a word of it, in log time.</summary>
    public TimeSpan Remember { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long to wait for a database that another program has locked.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
