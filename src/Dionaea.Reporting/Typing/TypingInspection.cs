using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What the thing under a cursor is.</summary>
internal sealed class TypingInspection(Workbench workbench, CellPolicy policy, TypedCell cell, int cursor, bool isDetailed)
{
    private readonly TypingSchema _schema = new(workbench);

    /// <summary>The explanation, or null.</summary>
    public Explanation? Find()
    {
        var line = cell.DirectiveAt(cursor) ?? cell.Directives.FirstOrDefault(d => d.Start == cursor);
        if (line is not null)
            return OfLine(line);
        if (cell.IsScript)
            return OfScript();
        return cursor >= cell.BodyStart && SqlCursor.Find(cell.Code, cell.BodyStart, cursor) is { } place ? OfSql(place) : null;
    }

    private Explanation? OfLine(TypedLine line)
    {
        if (Directives.Find(line.Name) is not { } directive)
            return null;
        var words = line.Words;
        var at = words.TakeWhile(w => w.End < cursor).Count();
        if (cursor <= line.NameEnd || at == words.Count || words[at].Start > cursor)
            return Explanations.Of(directive);

        var names = new DirectiveNames(workbench, policy, cell);
        var isOfQuery = directive.Name == "query" && at > 0;
        return (isOfQuery ? OfParameter(names.Find(words[0].Text), words, at) : OfName(directive, names, words[at].Text)) ?? Explanations.Of(directive);
    }

    private Explanation? OfName(IDirective directive, DirectiveNames names, string word) => directive.Name switch
    {
        "query" => names.Find(word) is { } query ? Explanations.Of(query) : null,
        "help" when Directives.Find(word.TrimStart('#', '!')) is { } known => Explanations.Of(known),
        "help" => names.Find(word) is { } query ? Explanations.Of(query) : null,
        "schema" => OfRelation(word),
        "set" => workbench.Parameters.TryGetValue(word, out var value) ? Explanations.OfVariable(word, value) : null,
        "let" => OfRelation(word),
        _ => null,
    };

    // The option at the cursor, or the one whose value it is.
    private Explanation? OfParameter(Query? query, IReadOnlyList<DirectiveWord> words, int at)
    {
        var option = words[at].Text.StartsWith("--", StringComparison.Ordinal) ? words[at].Text : words[at - 1].Text;
        var name = option.TrimStart('-').Split('=')[0];
        return query?.Parameters.FirstOrDefault(p => p.Name == name) is { } parameter ? Explanations.Of(query, parameter, workbench.Parameters) : null;
    }

    private Explanation? OfScript()
    {
        var (start, end) = ScriptCompletion.Word(cell.Code, cell.BodyStart, Math.Max(cursor, cell.BodyStart));
        var name = cell.Code[start..end];
        return ScriptCompletion.Names.ContainsKey(name) ? Explanations.OfScript(name) : null;
    }

    private Explanation? OfRelation(string name) =>
        _schema.Find(name) is { } relation ? Explanations.Of(relation, Explanations.Rows(relation, _schema), isDetailed) : null;

    private Explanation? OfSql(SqlCursor found)
    {
        // The name is written to its end: its keywords count.
        var place = found.Untyped();
        var statement = place.Statement;
        var index = found.Typed >= 0 ? found.Typed : found.Index;
        if (found.Typed < 0 && !(index < statement.Count && statement.Tokens[index].Start == cursor && statement.KindOf(index) is SqlTokenKind.Word or SqlTokenKind.Quoted or SqlTokenKind.Variable))
            return statement.KindOf(found.Before) == SqlTokenKind.Open && statement.IsName(found.Before - 1) ? OfFunction(statement.Name(found.Before - 1)) : null;
        if (statement.KindOf(index) == SqlTokenKind.Variable)
            return OfVariable(statement.Name(index)[1..]);

        var name = statement.Name(index);
        var scope = new SqlScope(place, _schema);
        if (statement.KindOf(index - 1) == SqlTokenKind.Dot)
            return OfQualified(scope, statement, index, name);
        if (scope.IsTable(index))
            return OfSource(scope, name) ?? OfRelation(name);
        if (statement.KindOf(index + 1) == SqlTokenKind.Open && OfFunction(name) is { } function)
            return function;
        return (scope.Column(null, name) is { } column ? Explanations.Of(column) : null)
            ?? OfSource(scope, name) ?? OfRelation(name) ?? OfFunction(name);
    }

    private Explanation? OfQualified(SqlScope scope, SqlStatement statement, int index, string name) =>
        scope.IsTable(index - 2) ? OfRelation(name)
        : statement.IsName(index - 2) && scope.Column(statement.Name(index - 2), name) is { } column ? Explanations.Of(column)
        : null;

    private Explanation? OfSource(SqlScope scope, string name)
    {
        if (scope.Source(name) is not { } source)
            return null;
        if (source.Relation is not null && !scope.IsCte(source.Relation) && OfRelation(source.Relation) is { } relation)
            return relation;
        var columns = source.Columns.Value.Select(c => new[] { c.Name ?? "", c.Origin?.Kind.ToString().ToLowerInvariant() ?? "" }).ToList();
        return new Explanation(name, "a query of this statement").Rows(["column", "kind"], columns);
    }

    private Explanation? OfVariable(string name) => workbench.Parameters.TryGetValue(name, out var value)
        ? Explanations.OfVariable(name, value)
        : new Explanation("$" + name, "has no value yet").Usage(Parameter.IsName(name) ? $"#!set {name} = VALUE" : "#!set NAME = VALUE");

    private static Explanation? OfFunction(string name) =>
        SqlFunctions.All.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } functions
            ? Explanations.Of(functions)
            : null;
}
