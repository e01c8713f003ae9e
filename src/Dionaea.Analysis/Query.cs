namespace Dionaea.Analysis;

/// <summary>How a query's result is drawn when nothing else is asked for.</summary>
/// <param name="Kind">The name of a chart kind (<c>bar</c>).</param>
/// <param name="X">The column along the first axis, or the labels.</param>
/// <param name="Y">The columns of quantities, one trace each.</param>
/// <param name="Series">The column that splits the rows into traces, or null.</param>
public sealed record ChartHint(string Kind, string X, IReadOnlyList<string> Y, string? Series);

/// <summary>A named analysis: a record with one SELECT.</summary>
/// <param name="Name">Its name, kebab case (<c>top-ports</c>).</param>
/// <param name="Topic">The folder it stands in.</param>
/// <param name="Id">Its catalogue id (<c>B02</c>), or null for a user's own.</param>
/// <param name="Title">A title for pages and charts.</param>
/// <param name="Question">The question it answers, one sentence.</param>
/// <param name="Source">Who asked first, and in which year.</param>
/// <param name="Population">Which rows it counts, in words that a chart can print.</param>
/// <param name="Notes">What a reader must know: traps, differences from the source. May be empty.</param>
/// <param name="Parameters">Its inputs.</param>
/// <param name="Columns">Its result columns, in order.</param>
/// <param name="Chart">How it is drawn by default, or null for a table.</param>
/// <param name="Layout">The name of the source's own text layout, or null.</param>
/// <param name="Sql">The SELECT.</param>
/// <param name="Published">
/// The same analysis with the source's own figures, where these are wrong or surprising; null where they are those of
/// this query.
/// </param>
/// <param name="Difference">In what the source's figures differ, where this is the query that gives them; else null.</param>
public sealed record Query(
    string Name,
    string Topic,
    string? Id,
    string Title,
    string Question,
    string Source,
    string Population,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Parameter> Parameters,
    IReadOnlyList<Column> Columns,
    ChartHint? Chart,
    string? Layout,
    string Sql,
    Query? Published = null,
    string? Difference = null)
{
    /// <summary>The query that gives the source's own figures.</summary>
    /// <exception cref="WorkbenchException">They are those of this query.</exception>
    public Query AsPublished() => Published ?? throw WorkbenchException.Usage(
        $"Query '{Name}' has no other figures as published.", "Leave --as-published away: its figures are the source's.");

    /// <summary>The parameter called <paramref name="name"/>.</summary>
    /// <exception cref="WorkbenchException">The query has no such parameter.</exception>
    public Parameter Parameter(string name)
    {
        var found = Parameters.FirstOrDefault(p => p.Name == name);
        if (found is not null)
            return found;

        var takes = Parameters.Count == 0
            ? "It takes no parameters."
            : $"It takes: {string.Join(", ", Parameters.Select(p => p.Name))}.";
        throw WorkbenchException.Unknown(
            $"parameter of query '{Name}' called", name, Parameters.Select(p => p.Name), takes);
    }
}
