using System.Diagnostics.CodeAnalysis;

namespace Dionaea.Analysis;

/// <summary>Incidents of overlapping attacks, given back in the order of their times; equal times keep the order of arrival.</summary>
internal sealed class IncidentQueue
{
    private readonly PriorityQueue<SampleIncident, (long Time, long Number)> _incidents = new();
    private long _number;

    /// <summary>Adds an incident.</summary>
    public void Add(SampleIncident incident) => _incidents.Enqueue(incident, (incident.Time, _number++));

    /// <summary>Takes the earliest incident if it is not later than <paramref name="time"/>.</summary>
    public bool TryTake(long time, [NotNullWhen(true)] out SampleIncident? incident)
    {
        incident = null;
        return _incidents.TryPeek(out _, out var first) && first.Time <= time && _incidents.TryDequeue(out incident, out _);
    }
}
