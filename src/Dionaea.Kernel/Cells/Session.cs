using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>What lasts between cells: the workbench with what is open and set, the count of cells, and the history.</summary>
internal sealed class Session(Workbench workbench, CellPolicy policy) : IDisposable
{
    // One text for each kind of help: tables, columns, functions, directives, queries, their parameters, zones.
    private static readonly string[] TypedAhead =
        ["SELECT * FROM connections", "SELECT c.connection FROM connections AS c WHERE c.", "SELECT coun", "#!", "#!query top-ports", "#!query top-ports --", "#!query connections-per-day --zone E"];

    private string? _carrier;
    private bool _isTypingPrepared;

    /// <summary>The workbench.</summary>
    public Workbench Workbench => workbench;

    /// <summary>Runs the cells.</summary>
    public CellExecutor Executor { get; } = new(workbench, policy);

    /// <summary>Helps with what is being typed.</summary>
    public TypingHelp Typing { get; } = new(workbench, policy);

    /// <summary>Words the outputs.</summary>
    public NotebookOutputs Outputs { get; } = new();

    /// <summary>The cells that were run.</summary>
    public History History { get; } = new();

    /// <summary>The number of the last cell, from 1; 0 before the first.</summary>
    public int Count { get; set; }

    /// <summary>
    /// Prepares a cell's outputs: the cell whose outputs carry plotly.js for the others carries it again when it is run
    /// again, since its old outputs go.
    /// </summary>
    /// <param name="cell">What the front end calls the cell, or its text.</param>
    /// <param name="run">Runs it.</param>
    public void Carry(string cell, Action run)
    {
        if (cell == _carrier)
            Outputs.CarryAgain();
        var had = Outputs.HasCarried;
        run();
        if (!had && Outputs.HasCarried)
            _carrier = cell;
    }

    /// <summary>
    /// Lets the first help on an opened database come as fast as the next: what it needs is compiled and read ahead, beside
    /// the session's own work.
    /// </summary>
    public void PrepareTyping()
    {
        if (_isTypingPrepared || !workbench.IsOpen)
            return;
        _isTypingPrepared = true;
        _ = Task.Run(() =>
        {
            foreach (var text in TypedAhead)
            {
                Typing.Complete(text, text.Length);
                Typing.Inspect(text, text.Length, 0);
            }
        });
    }

    /// <inheritdoc/>
    public void Dispose() => workbench.Dispose();
}
