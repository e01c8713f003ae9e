namespace Dionaea.Reporting;

/// <summary>Explains the directives, or one query.</summary>
public sealed class HelpDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "help";

    /// <inheritdoc/>
    public string Usage => "help [QUERY|DIRECTIVE]";

    /// <inheritdoc/>
    public string About => "Explains how cells are written, or one query: its question, source, parameters, traps and SQL.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count == 0)
            run.Say(Explanations.Cells().Markdown);
        else if (Directives.Find(directive.Words[0].TrimStart('#', '!')) is { } known)
            run.Say(Explanations.Of(known).Markdown);
        else
            run.Say(Explanations.Of(run.Workbench.Catalogue[directive.Words[0]]).Markdown);
    }
}
