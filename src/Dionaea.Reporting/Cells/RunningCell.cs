using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>One cell while it runs: what its directives have asked for and what it has to show.</summary>
public sealed class RunningCell(Workbench workbench, CellPolicy policy, CancellationToken cancellation)
{
    private readonly List<CellOutput> _outputs = [];

    /// <summary>The workbench it runs on.</summary>
    public Workbench Workbench { get; } = workbench;

    /// <summary>What the cell may reach.</summary>
    public CellPolicy Policy { get; } = policy;

    /// <summary>Stops the cell.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>What the cell shows so far, apart from answers that wait for their chart.</summary>
    public IReadOnlyList<CellOutput> Outputs => _outputs;

    /// <summary>The answers the cell has found, in order.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>The chart that <c>#!chart</c> asked for the last answer; null when none did.</summary>
    public ChartWish? Chart { get; set; }

    /// <summary>The name under which the last answer is kept; null when none is.</summary>
    public string? KeepAs { get; set; }

    /// <summary>Shows a text of the workbench's own.</summary>
    /// <param name="markdown">Markdown in which values from data are escaped.</param>
    public void Say(string markdown) => Show(new TextOutput(markdown));

    /// <summary>Shows an output.</summary>
    public void Show(CellOutput output) => _outputs.Add(output);
}

/// <summary>A chart as a cell asks for it; what is left out is guessed from the columns.</summary>
/// <param name="Kind">A chart kind's name, or <c>none</c>.</param>
/// <param name="X">The column along the first axis, or null.</param>
/// <param name="Y">The columns of quantities; may be empty.</param>
/// <param name="Series">The column that splits the rows into traces, or null.</param>
public sealed record ChartWish(string Kind, string? X, IReadOnlyList<string> Y, string? Series);

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
