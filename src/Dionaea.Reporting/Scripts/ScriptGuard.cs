using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Watches a script, which runs on a thread of its own with a deep stack. When time or memory is used up or the user
/// cancels, a token asks the engine to stop, which looks at it before each statement and between the elements of long
/// work; <see cref="ScriptLibrary"/> keeps every single call short.
/// </summary>
internal sealed class ScriptGuard : IDisposable
{
    private const int StackBytes = 16 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Collected = TimeSpan.FromMilliseconds(500);

    private readonly Limits _limits;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _stop = new();
    private readonly long _heap = GC.GetTotalMemory(forceFullCollection: false);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _calling = new();
    private TimeSpan _collected = -Collected;
    private WorkbenchException? _limit;
    private bool _isRunning;

    /// <summary>Makes the guard.</summary>
    /// <param name="limits">What the work may take; <see cref="Limits.Memory"/> is what it may hold at a time.</param>
    /// <param name="cancellation">The user's wish to stop.</param>
    public ScriptGuard(Limits limits, CancellationToken cancellation)
    {
        _limits = limits;
        _cancellation = cancellation;
    }

    /// <summary>Cancelled when the work has to end.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Does the work and waits for its end.</summary>
    /// <exception cref="WorkbenchException">A limit ended it.</exception>
    /// <exception cref="OperationCanceledException">The user ended it.</exception>
    public void Run(Action work)
    {
        _cancellation.ThrowIfCancellationRequested();
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(() => fault = Catch(work), StackBytes) { IsBackground = true, Name = "script" };
        _isRunning = true;
        using (_cancellation.Register(_stop.Cancel))
        {
            thread.Start();
            _isRunning = !Watch(thread);
        }

        if (!_isRunning && fault is null)
            return;
        if (_stop.IsCancellationRequested && fault?.SourceException is not WorkbenchException)
            throw _limit ?? (Exception)new OperationCanceledException(_cancellation);
        fault!.Throw();
    }

    /// <summary>Leaves the script for the workbench's own work.</summary>
    /// <exception cref="OperationCanceledException">The script has to end.</exception>
    public T Call<T>(Func<T> work)
    {
        lock (_calling)
        {
            Stop.ThrowIfCancellationRequested();
            return work();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A thread that goes on still looks at the token.
        if (!_isRunning)
            _stop.Dispose();
    }

    private static ExceptionDispatchInfo? Catch(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception fault)
        {
            return ExceptionDispatchInfo.Capture(fault);
        }
    }

    // False when the thread goes on although it was asked to stop: it can reach nothing any more but its own engine.
    private bool Watch(Thread thread)
    {
        TimeSpan? stopped = null;
        while (!thread.Join(Look))
        {
            if (!_stop.IsCancellationRequested && FindLimit() is { } limit)
            {
                _limit = limit;
                _stop.Cancel();
            }

            if (_stop.IsCancellationRequested)
                stopped ??= _watch.Elapsed;
            if (_watch.Elapsed - stopped > Patience)
            {
                lock (_calling)
                    return false;
            }
        }

        return true;
    }

    private WorkbenchException? FindLimit()
    {
        if (_watch.Elapsed > _limits.Time)
            return ScriptFaults.OutOfTime(_limits);
        return IsOverMemory() ? ScriptFaults.OutOfMemory(_limits) : null;
    }

    // What is garbage counts until it is collected, so it is collected before it is held against the script.
    private bool IsOverMemory()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - _heap <= _limits.Memory || _watch.Elapsed - _collected < Collected)
            return false;

        GC.Collect();
        _collected = _watch.Elapsed;
        return GC.GetTotalMemory(forceFullCollection: false) - _heap > _limits.Memory;
    }
}
