namespace Dionaea.Kernel;

/// <summary>Stops what runs now, from any thread; what runs later is not affected.</summary>
internal sealed class Interruption
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private bool _ended;

    /// <summary>Runs work that can be stopped. After <see cref="End"/> it is stopped from the start.</summary>
    public void Run(Action<CancellationToken> work)
    {
        using var stop = new CancellationTokenSource();
        lock (_lock)
        {
            _running = stop;
            if (_ended)
                stop.Cancel();
        }

        try
        {
            work(stop.Token);
        }
        finally
        {
            lock (_lock)
                _running = null;
        }
    }

    /// <summary>Stops what runs now.</summary>
    public void Interrupt()
    {
        lock (_lock)
            _running?.Cancel();
    }

    /// <summary>Stops what runs now and all that is to come.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            _running?.Cancel();
        }
    }
}
