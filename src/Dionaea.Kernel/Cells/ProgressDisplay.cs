using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>
/// Shows that a cell is at work, in one place that is written over: for how long, and how many rows there are so far.
/// Cells that end within a second show nothing.
/// </summary>
internal sealed class ProgressDisplay : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly string _id = Guid.NewGuid().ToString();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly CellWatch _watch;
    private readonly Action<string, JsonObject> _publish;
    private readonly Timer _timer;
    private string? _shown;
    private bool _ended;

    /// <summary>Starts to watch a cell.</summary>
    /// <param name="watch">The cell's watch.</param>
    /// <param name="publish">Publishes a message of a type.</param>
    public ProgressDisplay(CellWatch watch, Action<string, JsonObject> publish)
    {
        _watch = watch;
        _publish = publish;
        _timer = new Timer(_ => Tick(), null, First, Step);
    }

    /// <summary>Stops; where progress was shown, its place tells how long the cell took.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _ended = true;
            if (_shown is not null)
                Show($"Took {Seconds()}.");
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_ended || _watch.What is not { } what)
                return;
            var rows = _watch.Rows == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_watch.Rows:#,##0} rows so far");
            Show($"Running{(what.Length == 0 ? "" : $" ({what})")}: {Seconds()}{rows} …");
        }
    }

    private string Seconds() => string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_started).TotalSeconds:0.0} s");

    private void Show(string text)
    {
        var content = new JsonObject
        {
            ["data"] = new JsonObject { ["text/html"] = $"<small>{Escape.Html(text)}</small>", ["text/plain"] = Escape.Visible(text) },
            ["metadata"] = new JsonObject { ["workbench"] = "progress" },
            ["transient"] = new JsonObject { ["display_id"] = _id },
        };
        _publish(_shown is null ? "display_data" : "update_display_data", content);
        _shown = text;
    }
}
