namespace Dionaea.Analysis;

/// <summary>
/// A reader's lock on a database that is let go at the latest when its time is up, whatever the thread that
/// holds it is doing then: a slow disk may hold up a write for longer than the database's writer waits.
/// </summary>
internal sealed class ReaderLock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DatabaseBytes _source;
    private readonly FileStream? _checkpoint;
    private readonly ITimer? _timer;
    private bool _released;

    /// <summary>Takes over a lock that was just taken.</summary>
    /// <param name="source">The locked database.</param>
    /// <param name="checkpoint">A lock on the checkpoint to let go with it, or null.</param>
    /// <param name="time">How long it may be held; null for as long as it takes.</param>
    /// <param name="clock">Measures the time.</param>
    public ReaderLock(DatabaseBytes source, FileStream? checkpoint, TimeSpan? time, TimeProvider clock)
    {
        _source = source;
        _checkpoint = checkpoint;
        _timer = time is { } due ? clock.CreateTimer(_ => Release(), null, due, Timeout.InfiniteTimeSpan) : null;
    }

    /// <summary>Whether the time was up.</summary>
    public bool IsReleased
    {
        get
        {
            lock (_gate)
            {
                return _released;
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Release();
    }

    private void Release()
    {
        lock (_gate)
        {
            if (_released)
                return;
            _released = true;
            _source.Unlock();
            _checkpoint?.Dispose();
        }
    }
}
