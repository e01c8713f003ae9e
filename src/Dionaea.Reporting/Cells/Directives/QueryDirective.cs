using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Answers a question of the catalogue.</summary>
public sealed class QueryDirective : IDirective
{
    private const string AsPublished = "as-published";

    /// <inheritdoc/>
    public string Name => "query";

    /// <inheritdoc/>
    public string Usage => "query QUERY [--as-published] [--parameter VALUE]…";

    /// <inheritdoc/>
    public string About => "Answers a question of the catalogue; #!queries lists them, #!help NAME explains one. --as-published gives the source's own figures.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        var words = DirectiveWords.Of(directive, AsPublished);
        if (words.Alone.Count != 1)
            throw WorkbenchException.Usage("#!query takes the name of one query.", "Write: #!query NAME --parameter value");
        var query = run.Workbench.Catalogue[words.Alone[0]];
        var asked = words.Flags.Contains(AsPublished) ? query.AsPublished() : query;
        run.Find(query.Name, rows => run.Workbench.Ask(asked, words.Options, rows, run.Cancellation));
    }
}
