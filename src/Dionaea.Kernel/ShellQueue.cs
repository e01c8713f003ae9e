namespace Dionaea.Kernel;

/// <summary>Requests that wait for the one worker, in the order in which they came.</summary>
internal sealed class ShellQueue
{
    private readonly Queue<Waiting> _waiting = new();
    private bool _ended;

    /// <summary>Adds a request, from any thread.</summary>
    public void Add(Message message)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(new Waiting(message));
            Monitor.Pulse(_waiting);
        }
    }

    /// <summary>The next request, and whether it was aborted; null when there will be none.</summary>
    public (Message Message, bool IsAborted)? Take()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_ended)
                Monitor.Wait(_waiting);
            return _ended ? null : _waiting.Dequeue() is var next ? (next.Message, next.IsAborted) : null;
        }
    }

    /// <summary>Aborts the cells that wait now.</summary>
    public void Abort()
    {
        lock (_waiting)
        {
            foreach (var one in _waiting.Where(one => one.Message.Type == "execute_request"))
                one.IsAborted = true;
        }
    }

    /// <summary>Lets the worker end after what it does now.</summary>
    public void End()
    {
        lock (_waiting)
        {
            _ended = true;
            Monitor.PulseAll(_waiting);
        }
    }

    private sealed class Waiting(Message message)
    {
        public Message Message { get; } = message;

        public bool IsAborted { get; set; }
    }
}
