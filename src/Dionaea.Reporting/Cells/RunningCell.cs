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

    /// <summary>The file that <c>#!export</c> asked for; null when none did.</summary>
    public ExportWish? Export { get; set; }

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

    /// <summary>Takes an answer that was computed; it is shown like one that was found.</summary>
    /// <exception cref="WorkbenchException">The one before can't be drawn.</exception>
    public void Add(Answer answer)
    {
        ShowWaiting(isLast: false);
        _waiting = answer;
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
public sealed record ChartWish(string Kind, string? X, IReadOnlyList<string> Y, string? Series)
{
    /// <summary>The title; null for the query's, or one made of the columns.</summary>
    public string? Title { get; init; }

    /// <summary>Which rows are counted, in words; null for what the query says.</summary>
    public string? Population { get; init; }
}

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
    /// <summary>The folders, with all below, into which <c>#!export</c> may write besides <c>exports/</c> in the base folder.</summary>
    public IReadOnlyList<string> ExportFolders { get; init; } = [];

    /// <summary>
    /// Asks the user whether the notebook may open the file at a path that lies elsewhere: where the notebook's path
    /// leads, which tells the user what it is about. Null where nobody can be asked, and the answer is no.
    /// </summary>
    public Func<string, bool>? Ask { get; init; }

    /// <summary>Whether a path is a folder or lies below it; both absolute and without links.</summary>
    public static bool Holds(string folder, string path) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>
    /// The file that a path of a notebook's means, if it lies in an allowed folder once all symbolic links are followed,
    /// or if the user allows it when asked.
    /// </summary>
    /// <exception cref="WorkbenchException">It does not; the message does not tell whether it exists.</exception>
    public string Resolve(string path)
    {
        var target = Target(path);
        if (target is not null && (IsOpen(target, orRoot: false) || Ask?.Invoke(target) == true))
            return target;
        throw WorkbenchException.Input(
            $"This notebook may not open '{Suggestion.Excerpt(path)}'.",
            "A notebook opens databases below its own folder, in 'data/', or in a folder that you allow with --open or under 'open' in conf/workbench.yaml; or give the database on the command line.");
    }

    /// <summary>
    /// The file or folder in an allowed folder that a path means once all symbolic links are followed; null when it is
    /// none. Nobody is asked.
    /// </summary>
    /// <param name="path">The path as the notebook has it.</param>
    /// <param name="orRoot">Whether it may be an allowed folder itself.</param>
    internal string? Find(string path, bool orRoot) => Target(path) is { } target && IsOpen(target, orRoot) ? target : null;

    private bool IsOpen(string target, bool orRoot) => OpenFolders.Any(folder =>
    {
        try
        {
            var root = Path.TrimEndingDirectorySeparator(RealPath.Of(Path.GetFullPath(folder)));
            return (orRoot || target != root) && Holds(root, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    // Null is answered like a path outside: what exists there is nobody's business.
    private string? Target(string path)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator(RealPath.Of(Path.GetFullPath(path, Path.GetFullPath(BaseFolder))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
