using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Shows the tables and views, or the columns of one.</summary>
public sealed class SchemaDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "schema";

    /// <inheritdoc/>
    public string Usage => "schema [TABLE]";

    /// <inheritdoc/>
    public string About => "Lists the analysis views and the stored tables, or the columns of one of them.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        if (directive.Words.Count > 1)
            throw WorkbenchException.Usage("#!schema takes one table or none.", "Write: #!schema TABLE");
        var schema = new TypingSchema(run.Workbench);
        run.Say(directive.Words.Count == 0 ? Explanations.OfSchema(schema).Markdown : One(schema, directive.Words[0]));
    }

    private static string One(TypingSchema schema, string name)
    {
        var relation = schema.Find(name)
            ?? throw WorkbenchException.Unknown("table or view", name, schema.All.Select(r => r.Name), "#!schema lists them.");
        return Explanations.Of(relation, Explanations.Rows(relation, schema), sql: false).Markdown;
    }
}
