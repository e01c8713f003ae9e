using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>One cell while it runs: what its directives have asked for and what it has shown.</summary>
/// <param name="workbench">The workbench it runs on.</param>
/// <param name="policy">What the cell may reach.</param>
/// <param name="watch">Sees each output as it comes, and how far the cell is.</param>
/// <param name="cancellation">Stops the cell.</param>
public sealed class RunningCell(Workbench workbench, CellPolicy policy, CellWatch watch, CancellationToken cancellation)
{
    private readonly List<CellOutput> _outputs = [];
    private Answer? _waiting;

    /// <summary>The workbench it runs on.</summary>
    public Workbench Workbench { get; } = workbench;

    /// <summary>What the cell may reach.</summary>
    public CellPolicy Policy { get; } = policy;

    /// <summary>Sees how far the cell is.</summary>
    public CellWatch Watch { get; } = watch;

    /// <summary>Stops the cell.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>What the cell has shown so far.</summary>
    public IReadOnlyList<CellOutput> Outputs => _outputs;

    /// <summary>The answer found last; null when the cell has found none.</summary>
    public Answer? Last { get; private set; }

    /// <summary>The chart that <c>#!chart</c> asked for the last answer; null when none did.</summary>
    public ChartWish? Chart { get; set; }

    /// <summary>How <c>#!measure</c> asked the cell's statements to be measured; null when they are to be answered.</summary>
    public MeasureWish? Measure { get; set; }

    /// <summary>The name under which the last answer is kept; null when none is.</summary>
    public string? KeepAs { get; set; }

    /// <summary>Shows an output.</summary>
    public void Show(CellOutput output)
    {
        _outputs.Add(output);
        Watch.Show(output);
    }

    /// <summary>Shows a text of the workbench's own.</summary>
    /// <param name="markdown">Markdown in which values from data are escaped.</param>
    public void Say(string markdown) => Show(new TextOutput(markdown));

    /// <summary>
    /// Finds an answer. It is shown when the next one is looked for or the cell ends, since only the last answer gets
    /// the chart that the cell asks for.
    /// </summary>
    /// <param name="what">What is done meanwhile, for people.</param>
    /// <param name="find">Finds it; is given what to tell how many rows there are.</param>
    /// <exception cref="WorkbenchException">It can't be found, or the one before can't be drawn.</exception>
    public void Find(string what, Func<IProgress<int>, Answer> find)
    {
        ShowWaiting(isLast: false);
        Watch.Start(what);
        _waiting = find(Watch);
    }

    /// <summary>Shows the answer that waits, if one does.</summary>
    /// <param name="isLast">Whether it is the last of a cell without a mistake.</param>
    internal void ShowWaiting(bool isLast)
    {
        if (_waiting is not { } answer)
            return;
        _waiting = null;
        Last = CellChart.Draw(answer, isLast ? Chart : null);
        Show(new AnswerOutput(Last, IsResult: isLast));
    }
}

/// <summary>A chart as a cell asks for it; what is left out is guessed from the columns.</summary>
/// <param name="Kind">A chart kind's name, or <c>none</c>.</param>
/// <param name="X">The column along the first axis, or null.</param>
/// <param name="Y">The columns of quantities; may be empty.</param>
/// <param name="Series">The column that splits the rows into traces, or null.</param>
public sealed record ChartWish(string Kind, string? X, IReadOnlyList<string> Y, string? Series);

/// <summary>A measurement as a cell asks for it.</summary>
/// <param name="Variants">The scratch copies to run on.</param>
/// <param name="Repeats">How often.</param>
public sealed record MeasureWish(IReadOnlyList<ScratchVariant> Variants, int Repeats);

/// <summary>What the cells of a notebook may reach.</summary>
/// <param name="GivenDatabase">The name of a database that the user gave on the command line and that stays open whatever
/// the notebook asks for; or null.</param>
/// <param name="OpenFolders">The folders, with all below, from which <c>#!open</c> may take databases.</param>
/// <param name="BaseFolder">The folder that relative paths start from.</param>
public sealed record CellPolicy(string? GivenDatabase, IReadOnlyList<string> OpenFolders, string BaseFolder)
{
    /// <summary>
    /// The file that a path of a notebook's means, if it lies in an allowed folder once all symbolic links are followed.
    /// </summary>
    /// <exception cref="WorkbenchException">It does not; the message does not tell whether it exists.</exception>
    public string Resolve(string path)
    {
        try
        {
            var full = RealPath.Of(Path.GetFullPath(path, BaseFolder));
            foreach (var folder in OpenFolders)
            {
                var root = RealPath.Of(Path.GetFullPath(folder));
                if (full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    return full;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Answered like a path outside: what exists there is nobody's business.
        }

        throw WorkbenchException.Input(
            $"This notebook may not open '{Suggestion.Excerpt(path)}'.",
            "A notebook opens databases below its own folder, in 'data/', or in a folder listed under 'open' in conf/workbench.yaml; or give the database on the command line.");
    }
}
