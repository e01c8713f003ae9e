using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What the words in capitals of a directive's usage stand for.</summary>
internal sealed class DirectiveNames(Workbench workbench, CellPolicy policy, TypedCell cell)
{
    private static readonly string[] WellKnown = ["from", "to", "zone", "limit"];

    /// <summary>What can stand where a usage has these alternatives.</summary>
    /// <param name="directive">The directive's name.</param>
    /// <param name="alternatives">Words of a usage.</param>
    /// <param name="before">The words before it that stand alone.</param>
    /// <param name="typed">What is typed of it.</param>
    public IEnumerable<Completion> For(string directive, IReadOnlyList<string> alternatives, IReadOnlyList<string> before, string typed) =>
        alternatives.SelectMany(word => word.Length > 0 && char.IsAsciiLetterUpper(word[0])
            ? Meant(directive, word, before, typed)
            : [new Completion(word, CompletionKind.Value)]);

    /// <summary>The names of a query's parameters; none of a query that there is not.</summary>
    public IEnumerable<string> ParametersOf(string query) => Find(query)?.Parameters.Select(p => p.Name) ?? [];

    /// <summary>Values that a query's parameter may have: what was set for it, its default, the zones.</summary>
    public IEnumerable<Completion> ValuesOf(string query, string parameter)
    {
        if (Find(query)?.Parameters.FirstOrDefault(p => p.Name == parameter) is not { } found)
            return [];
        var set = workbench.Parameters.TryGetValue(parameter, out var value) && value is not null ? ParameterValue.Write(value).Trim('\'') : null;
        var own = new[] { set, found.IsComputed ? null : found.Default }.OfType<string>();
        return Of(CompletionKind.Value, own.Concat(found.Type == ParameterType.Zone ? Zones.Names : []).Distinct());
    }

    /// <summary>The query of a name or an id, or null.</summary>
    public Query? Find(string name)
    {
        try
        {
            return workbench.Catalogue[name];
        }
        catch (WorkbenchException)
        {
            return null;
        }
    }

    private IEnumerable<Completion> Meant(string directive, string word, IReadOnlyList<string> before, string typed) => word switch
    {
        "PATH" => new PathCompletion(policy).For(typed),
        "QUERY" => Of(CompletionKind.Query, workbench.Catalogue.Names),
        "TOPIC" => Of(CompletionKind.Query, workbench.Catalogue.All.Select(q => q.Topic).Distinct()),
        "DIRECTIVE" => Of(CompletionKind.Directive, Directives.All.Select(d => d.Name)),
        "FORMAT" => Of(CompletionKind.Value, TableFormats.All.Select(f => f.Name)),
        "ZONE" => Of(CompletionKind.Value, Zones.Names),
        "COLUMN" => Of(CompletionKind.Column, ResultColumns()),
        "TABLE" => Tables(),
        "NAME" => Named(directive),
        "VALUE" when directive == "set" && before[0] == "zone" => Of(CompletionKind.Value, Zones.Names),
        _ => [],
    };

    private IEnumerable<Completion> Named(string directive) => directive switch
    {
        "set" => Of(CompletionKind.Variable, workbench.Parameters.Keys.Concat(WellKnown).Distinct()),
        "let" => Of(CompletionKind.Table, workbench.Kept.Keys),
        _ => [],
    };

    private IEnumerable<Completion> Tables() =>
        Of(CompletionKind.View, AnalysisViews.All.Select(v => v.Name))
            .Concat(Of(CompletionKind.Table, workbench.Kept.Keys))
            .Concat(Of(CompletionKind.Table, workbench.Opened?.StoredTables.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()));

    private IEnumerable<string> ResultColumns()
    {
        var words = cell.Directives.LastOrDefault(d => d.Name == "query")?.Words ?? [];
        return words.Count == 0 ? [] : Find(words[0].Text)?.Columns.Select(c => c.Name) ?? [];
    }

    private static IEnumerable<Completion> Of(CompletionKind kind, IEnumerable<string> names) =>
        names.Select(name => new Completion(name, kind));
}
