using System.Diagnostics;

namespace Dionaea.Reporting;

/// <summary>
/// Sees a cell while it runs: each output as it comes, and how far the work is. The cell's thread tells, any thread
/// may ask.
/// </summary>
/// <param name="show">Told each output, on the cell's thread; may be null.</param>
public sealed class CellWatch(Action<CellOutput>? show = null) : IProgress<int>, IProgress<string>
{
    private volatile string? _what;
    private volatile int _rows;
    private long _started;

    /// <summary>What is done now, for people; null before anything is.</summary>
    public string? What => _what;

    /// <summary>How many rows it has given so far.</summary>
    public int Rows => _rows;

    /// <summary>For how long it has been done.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Volatile.Read(ref _started));

    /// <summary>Starts another piece of work.</summary>
    public void Start(string what)
    {
        _rows = 0;
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        _what = what;
    }

    /// <inheritdoc/>
    void IProgress<int>.Report(int value) => _rows = value;

    /// <inheritdoc/>
    void IProgress<string>.Report(string value) => _what = value;

    /// <summary>Passes an output on.</summary>
    internal void Show(CellOutput output) => show?.Invoke(output);
}
