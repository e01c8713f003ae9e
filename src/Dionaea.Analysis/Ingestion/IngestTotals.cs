using System.Diagnostics;

namespace Dionaea.Analysis;

/// <summary>Adds up what a run reads and stores, over several writers.</summary>
internal sealed class IngestTotals
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<LogRead> _logs = [];
    private readonly Dictionary<string, IncidentCounts> _counts = new(StringComparer.Ordinal);
    private readonly List<RejectedLine> _rejected = [];
    private readonly List<string> _losses = [];
    private long _forgotten;

    /// <summary>Adds a log; the rest of one that was read before is added to it.</summary>
    public void Add(LogRead log)
    {
        var index = _logs.FindIndex(other => other.Name == log.Name && other.Format == log.Format);
        if (index < 0 || log.Outcome is not LogOutcome.Continued)
            _logs.Add(log);
        else
            _logs[index] = _logs[index] with { Bytes = _logs[index].Bytes + log.Bytes, Lines = _logs[index].Lines + log.Lines };
    }

    /// <summary>Adds what a format can't tell.</summary>
    public void Add(ILogFormat format) => _losses.AddRange(format.Losses.Select(loss => $"{format.Name}: {loss}").Except(_losses));

    /// <summary>Adds what a writer has committed, once.</summary>
    public void Add(IncidentWriter writer)
    {
        foreach (var more in writer.Counts)
        {
            var so = _counts.GetValueOrDefault(more.Origin) ?? new IncidentCounts(more.Origin, 0, 0, 0, 0);
            _counts[more.Origin] = new IncidentCounts(
                more.Origin, so.Stored + more.Stored, so.UnknownConnection + more.UnknownConnection, so.Ignored + more.Ignored, so.Rejected + more.Rejected, so.Recognised + more.Recognised);
        }

        _rejected.AddRange(writer.FirstRejected.Take(RejectTable.MostFirst - _rejected.Count));
        _forgotten += writer.ForgottenConnections;
    }

    /// <summary>The sums.</summary>
    /// <param name="gaps">Where the database has no connections.</param>
    public IngestSummary Summary(GapProfile? gaps) => new(
        [.. _logs],
        [.. _counts.Values.OrderBy(count => count.Origin, StringComparer.Ordinal)],
        [.. _rejected],
        _forgotten,
        [.. _losses],
        MissingLogs.Among(_logs.Where(log => log.Outcome != LogOutcome.PassedOver).Select(log => log.Name)),
        gaps,
        Stopwatch.GetElapsedTime(_start));
}
