namespace Dionaea.Analysis;

/// <summary>What a sensor sent, on its way into the database.</summary>
internal sealed class ReceivedIncident
{
    private readonly TaskCompletionSource<IntakeAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes a body.</summary>
    /// <param name="body">The text.</param>
    /// <param name="arrival">When it came, on the stopwatch.</param>
    public ReceivedIncident(ReadOnlyMemory<byte> body, long arrival)
    {
        Body = body;
        Arrival = arrival;
    }

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>When it came, on the stopwatch.</summary>
    public long Arrival { get; }

    /// <summary>The incidents in it.</summary>
    public IncidentBatch Incidents { get; } = new();

    /// <summary>The time of the first one, Unix seconds; 0 when it has none.</summary>
    public double Time { get; set; }

    /// <summary>Whether it is no incident.</summary>
    public bool IsMalformed { get; set; }

    /// <summary>Whether its turn has come.</summary>
    public bool IsTaken { get; set; }

    /// <summary>What became of it, once that is certain.</summary>
    public Task<IntakeAnswer> Answer => _answer.Task;

    /// <summary>Answers.</summary>
    public void Finish(IntakeAnswer answer) =>
        _answer.SetResult(answer == IntakeAnswer.Stored && IsMalformed ? IntakeAnswer.Malformed : answer);
}
