using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What is said of queries, views, tables, columns, functions and directives, in cells and while typing.</summary>
internal static class Explanations
{
    /// <summary>All directives.</summary>
    public static Explanation Cells() => new Explanation().Text("A cell is SQL, below lines that start with #!:")
        .Rows(["directive", ""], [.. Directives.All.Select(d => new[] { $"#!{d.Usage}", d.About })]);

    /// <summary>A directive.</summary>
    public static Explanation Of(IDirective directive) => new Explanation("#!" + directive.Name, "").Usage("#!" + directive.Usage).Text(directive.About);

    /// <summary>The queries of a catalogue.</summary>
    public static Explanation Of(IEnumerable<Query> queries) => new Explanation().Rows(
        ["query", "id", "question", "parameters"],
        [.. queries.Select(q => new[] { q.Name, q.Id ?? "", q.Question, string.Join(", ", q.Parameters.Select(p => p.Name)) })]);

    /// <summary>A query's record.</summary>
    public static Explanation Of(Query query)
    {
        var text = new Explanation(query.Name, $"{(query.Id is null ? "" : $"({query.Id}) ")}{query.Title}").Text(query.Question).Text($"Counts: {query.Population}.");
        if (query.Source.Length > 0)
            text.Text($"Source: {query.Source}.");
        text
            .Rows(["parameter", "takes", "default", ""], [.. query.Parameters.Select(p => new[] { p.Name, Takes(p), Default(p), p.About })])
            .Rows(["column", "kind"], [.. query.Columns.Select(c => new[] { c.Name, KindOf(c.Kind) })])
            .Points(query.Notes);
        if (query.Published?.Difference is { } difference)
            text.Text($"With --as-published: {difference}");
        return text.Sql(query.Sql);
    }

    /// <summary>A parameter of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="set">The values that are set.</param>
    public static Explanation Of(Query query, Parameter parameter, IReadOnlyDictionary<string, object?> set)
    {
        var text = new Explanation("--" + parameter.Name, $"of {query.Name}: {parameter.About}").Text($"Takes: {Takes(parameter)}. Default: {Default(parameter)}.");
        return set.TryGetValue(parameter.Name, out var value) ? text.Text($"Set to {Suggestion.Excerpt(ParameterValue.Write(value))}.") : text;
    }

    /// <summary>A value that was set.</summary>
    public static Explanation OfVariable(string name, object? value) =>
        new Explanation("$" + name, "a value that was set").Text(Suggestion.Excerpt(ParameterValue.Write(value)));

    /// <summary>A view or table.</summary>
    /// <param name="relation">What it is.</param>
    /// <param name="rows">How many rows it has, a sentence.</param>
    /// <param name="sql">Whether a view's SELECT is shown.</param>
    public static Explanation Of(Relation relation, string rows, bool sql)
    {
        var view = relation.Type == RelationType.View ? AnalysisViews.All.First(v => v.Name == relation.Name) : null;
        var text = new Explanation(relation.Name, What(relation.Type));
        if (view is not null)
            text.Text(view.About);
        var hasAbout = view is not null;
        text.Text(rows).Rows(
            hasAbout ? ["column", "kind", ""] : ["column", "kind"],
            [.. relation.Columns.Select(c => hasAbout ? new[] { c.Name, KindOf(c.Kind), c.About } : [c.Name, KindOf(c.Kind)])]);
        text.Points([.. TrapsIn(relation)]);
        return sql && view is not null ? text.Sql(view.Sql) : text;
    }

    /// <summary>A column.</summary>
    public static Explanation Of(SqlColumn column)
    {
        var origin = column.Relation is null ? "a column" : $"a column of {column.Relation}{(column.Origin?.Name == column.Name ? "" : $", there {column.Origin?.Name}")}";
        var text = new Explanation(column.Name ?? "", origin);
        if (column.Origin is not { } known)
            return text;
        text.Text($"Kind: {KindOf(known.Kind)}{(known.About.Length == 0 ? "" : $". {known.About}")}.");
        return text.Points([.. Traps.In(column.Relation, known.Name).Select(Of)]);
    }

    /// <summary>A function: both of two of a name.</summary>
    public static Explanation Of(IReadOnlyList<SqlFunction> functions)
    {
        var text = new Explanation(functions[0].Name, $"a function of SQL ({functions[0].Type.ToString().ToLowerInvariant()})");
        foreach (var function in functions)
            text.Usage(function.Usage).Text(function.About);
        return text;
    }

    /// <summary>A name that scripts have.</summary>
    public static Explanation OfScript(string name) => new Explanation(name, "in a script").Usage(ScriptCompletion.Names[name].Usage).Text(ScriptCompletion.Names[name].About);

    /// <summary>What a database has: views, tables, kept results.</summary>
    public static Explanation OfSchema(TypingSchema schema)
    {
        var all = schema.All.ToList();
        return new Explanation()
            .Rows(["view", "one row is"], [.. AnalysisViews.All.Select(v => new[] { v.Name, v.About })])
            .Rows(["stored table", "columns"], [.. all.Where(r => r.Type is RelationType.Stored or RelationType.Adapted).OrderBy(r => r.Name, StringComparer.Ordinal).Select(Columns)])
            .Rows(["kept result", "columns"], [.. all.Where(r => r.Type == RelationType.Kept).Select(Columns)]);
    }

    /// <summary>How many rows there are, as a sentence that says how that is known.</summary>
    public static string Rows(Relation relation, TypingSchema schema) => relation.Type switch
    {
        RelationType.View => "Its rows are not counted: a view is read when it is asked.",
        RelationType.Kept => string.Create(CultureInfo.InvariantCulture, $"{schema.KeptRows(relation.Name):N0} rows."),
        RelationType.Absent => "The file does not have it: it reads as empty.",
        _ => schema.Estimate(relation.Name) switch
        {
            null => "Its rows are not counted.",
            { Source: EstimateSource.Counted } counted => string.Create(CultureInfo.InvariantCulture, $"{counted.Rows:N0} rows."),
            var most => string.Create(CultureInfo.InvariantCulture, $"At most {most.Rows:N0} rows, by its first and last row ids; they are not counted."),
        },
    };

    private static string[] Columns(Relation relation) => [relation.Name, string.Join(", ", relation.Columns.Select(c => c.Name))];

    private static IEnumerable<string> TrapsIn(Relation relation) =>
        Traps.In(relation.Name, null).Select(Of)
            .Concat(relation.Columns.SelectMany(c => Traps.In(relation.Name, c.Name).Select(t => (Trap: t, Column: c.Name)))
                .GroupBy(t => t.Trap.Id)
                .Select(g => $"{string.Join(", ", g.Select(t => t.Column))}: {Of(g.First().Trap)}"))
            .Distinct();

    private static string Of(Trap trap) => $"{trap.Title} ({trap.Id}). {trap.Consequence} {trap.Remedy}";

    private static string What(RelationType type) => type switch
    {
        RelationType.View => "an analysis view",
        RelationType.Kept => "a kept result",
        RelationType.Absent => "a table of log_sqlite",
        RelationType.Adapted => "a stored table, shown with the newest schema's columns",
        _ => "a stored table",
    };

    private static string KindOf(Kind kind) => kind.ToString().ToLowerInvariant();

    private static string Takes(Parameter parameter) => parameter.Type.ToString().ToLowerInvariant();

    private static string Default(Parameter parameter) => parameter.IsComputed ? "from the database" : parameter.Default ?? "none";
}
