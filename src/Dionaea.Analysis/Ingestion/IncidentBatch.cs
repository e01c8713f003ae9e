namespace Dionaea.Analysis;

/// <summary>
/// Incidents and rejected lines in the order of their log, on their way from the reader to the writer. Reused: its
/// incidents are filled anew each time. It always ends between two lines.
/// </summary>
public sealed class IncidentBatch
{
    /// <summary>How many incidents a reader puts into a batch before it hands it over; a line may bring more.</summary>
    public const int Target = 512;

    private Incident[] _incidents = new Incident[Target];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes of the log the batch stands for.</summary>
    public long Length { get; set; }

    /// <summary>The position in the log behind the last line that the batch stands for.</summary>
    public LogPosition End { get; set; }

    /// <summary>
    /// Whether the last of them, a rejected line, stands for what lies behind <see cref="End"/>, because it is not
    /// complete and will be read again.
    /// </summary>
    public bool IsUnfinished { get; set; }

    /// <summary>One of them.</summary>
    /// <param name="index">From 0; less than <see cref="Count"/>.</param>
    public Incident this[int index] => index < Count ? _incidents[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Appends an empty incident, to be filled by the caller.</summary>
    public Incident Add()
    {
        if (Count == _incidents.Length)
            Array.Resize(ref _incidents, 2 * Count);
        var incident = _incidents[Count++] ??= new Incident();
        incident.Clear();
        return incident;
    }

    /// <summary>Takes back the last one.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Empties the batch.</summary>
    public void Clear()
    {
        Count = 0;
        Length = 0;
        IsUnfinished = false;
    }
}
