using System.Diagnostics;

namespace Dionaea.Analysis;

/// <summary>
/// Holds incidents back for a while and gives them in the order of their times; equal times keep the order of
/// arrival. One that waited long enough takes along all that are earlier.
/// </summary>
internal sealed class ReorderWindow
{
    private readonly TimeSpan _length;
    private readonly Queue<ReceivedIncident> _byArrival = new();
    private readonly PriorityQueue<ReceivedIncident, (double Time, long Number)> _byTime = new();
    private long _number;

    /// <summary>Makes an empty window.</summary>
    /// <param name="length">How long each incident waits.</param>
    public ReorderWindow(TimeSpan length) => _length = length;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _byTime.Count == 0;

    /// <summary>Adds an incident, in the order of arrival.</summary>
    public void Add(ReceivedIncident incident)
    {
        _byArrival.Enqueue(incident);
        _byTime.Enqueue(incident, (incident.Time, _number++));
    }

    /// <summary>Takes those whose turn has come.</summary>
    /// <param name="now">Now, on the stopwatch.</param>
    /// <param name="everything">Whether none is to wait any longer.</param>
    public List<ReceivedIncident> Take(long now, bool everything)
    {
        var horizon = double.NegativeInfinity;
        while (_byArrival.TryPeek(out var oldest) && (everything || Stopwatch.GetElapsedTime(oldest.Arrival, now) >= _length))
        {
            _byArrival.Dequeue();

            // One that went along with a later one must not take others along when its own time comes.
            if (!oldest.IsTaken)
                horizon = Math.Max(horizon, oldest.Time);
        }

        var due = new List<ReceivedIncident>();
        while (_byTime.TryPeek(out var earliest, out var key) && key.Time <= horizon)
        {
            _byTime.Dequeue();
            earliest.IsTaken = true;
            due.Add(earliest);
        }

        return due;
    }
}
