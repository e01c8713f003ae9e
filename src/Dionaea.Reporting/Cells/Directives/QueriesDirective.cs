using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Lists the queries of the catalogue.</summary>
public sealed class QueriesDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "queries";

    /// <inheritdoc/>
    public string Usage => "queries [TOPIC]";

    /// <inheritdoc/>
    public string About => "Lists the questions of the catalogue, all or those of one topic.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        var all = run.Workbench.Catalogue.All;
        var topic = directive.Words.Count == 0 ? null : directive.Words[0];
        var shown = topic is null ? all : [.. all.Where(q => q.Topic == topic)];
        if (shown.Count == 0)
            throw WorkbenchException.Unknown("topic", topic!, all.Select(q => q.Topic).Distinct());

        run.Say(Explanations.Of(shown).Markdown);
    }
}
