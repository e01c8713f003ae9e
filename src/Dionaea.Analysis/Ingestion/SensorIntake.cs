using System.Diagnostics;

namespace Dionaea.Analysis;

/// <summary>
/// Takes the incidents of one sensor one by one, in any order and from any thread, and writes them into its database
/// by their times: each waits a short while for those that are late. An answer is given once the incident is durable.
/// A sensor that sends one incident after the other, as dionaea does where it waits for each answer, is soon known by
/// that and no longer kept waiting: nothing can be late that is only sent after the answer.
/// </summary>
public sealed class SensorIntake : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);
    private readonly IntakeOptions _options;
    private readonly Action<WorkbenchException>? _onFault;
    private readonly IntakeWriter _writer;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private List<ReceivedIncident> _received = [];
    private bool _isClosing;

    // How many were submitted and have no answer yet, and how many in a row came while there were none.
    private int _open;
    private int _alone;

    /// <summary>Opens the sensor's database, which is made when it does not exist, and starts a thread that writes it.</summary>
    /// <param name="options">Where the database is, and how to write it.</param>
    /// <param name="onFault">Told, on the writing thread, when the database could not be written; may be null.</param>
    /// <exception cref="WorkbenchException">The database can't be written.</exception>
    public SensorIntake(IntakeOptions options, Action<WorkbenchException>? onFault = null)
    {
        _options = options;
        _onFault = onFault;
        _writer = new IntakeWriter(options);
        _thread = new Thread(Work) { Name = $"intake of {Path.GetFileName(options.Database)}", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many were stored, rejected ones included.</summary>
    public long Stored { get; private set; }

    /// <summary>Takes what a sensor sent: one JSON object of log_incident.</summary>
    /// <param name="body">The text; not to be changed afterwards.</param>
    /// <returns>What became of it, once that is certain.</returns>
    public Task<IntakeAnswer> Submit(ReadOnlyMemory<byte> body)
    {
        var incident = new ReceivedIncident(body, Stopwatch.GetTimestamp());
        lock (_lock)
        {
            if (_isClosing)
                return Task.FromResult(IntakeAnswer.Refused);
            _alone = _open++ == 0 ? Math.Min(_alone + 1, 1 + _options.ProvenAfter) : 0;
            _received.Add(incident);
            _wake.Set();
        }

        return incident.Answer;
    }

    /// <summary>Stores and answers all that was submitted, refuses what comes later, and closes the database.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosing)
                return;
            _isClosing = true;
        }

        _wake.Set();
        _thread.Join();
        _writer.Dispose();
        _wake.Dispose();
    }

    private void Work()
    {
        var window = new ReorderWindow(_options.Window);
        while (true)
        {
            // Waits without end while there is nothing that waits for its time.
            _wake.WaitOne(window.IsEmpty ? Timeout.InfiniteTimeSpan : Tick);
            List<ReceivedIncident> received;
            bool isClosing, isSequential;
            lock (_lock)
            {
                (received, _received) = (_received, []);
                (isClosing, isSequential) = (_isClosing, _alone > _options.ProvenAfter);
            }

            foreach (var incident in received)
            {
                _writer.Parse(incident);
                window.Add(incident);
            }

            Store(window.Take(Stopwatch.GetTimestamp(), everything: isClosing || isSequential));
            if (isClosing)
                return;
        }
    }

    private void Store(List<ReceivedIncident> due)
    {
        if (due.Count == 0)
            return;
        var isStored = false;
        try
        {
            _writer.Store(due);
            isStored = true;
            Stored += due.Count;
        }
        catch (WorkbenchException e)
        {
            _onFault?.Invoke(e);
        }
        finally
        {
            lock (_lock)
                _open -= due.Count;
            foreach (var incident in due)
                incident.Finish(isStored ? IntakeAnswer.Stored : IntakeAnswer.Refused);
        }
    }
}

/// <summary>What became of an incident that was sent.</summary>
public enum IntakeAnswer
{
    /// <summary>It is durable: as rows, or with its reason among the rejected.</summary>
    Stored,

    /// <summary>It is no incident; kept among the rejected.</summary>
    Malformed,

    /// <summary>It is not stored: the database can't be written, or is being closed.</summary>
    Refused,
}

/// <summary>How a sensor's incidents are taken.</summary>
public sealed record IntakeOptions
{
    /// <summary>The sensor's database; its folder must exist.</summary>
    public required string Database { get; init; }

    /// <summary>See <see cref="IncidentWriterOptions.DionaeaTypes"/>.</summary>
    public bool DionaeaTypes { get; init; }

    /// <summary>How long an incident waits for earlier ones that are late.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How many incidents in a row must have come each after the answer to the one before, until the next ones are
    /// stored without waiting; 0 or more.
    /// </summary>
    public int ProvenAfter { get; init; } = 20;
}
