using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What may stand at a cursor in SQL.</summary>
internal sealed class SqlCompletion
{
    // Longer names are written by hand, or rather not at all.
    private const int LongestName = 200;

    private readonly SqlCursor _cursor;
    private readonly SqlStatement _statement;
    private readonly TypingSchema _schema;
    private readonly SqlScope _scope;
    private readonly IEnumerable<string> _variables;
    private readonly string _typed;
    private readonly char? _quote;

    /// <summary>Prepares to answer.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="schema">What can be selected from.</param>
    /// <param name="variables">The names of the values that are set.</param>
    public SqlCompletion(SqlCursor cursor, TypingSchema schema, IEnumerable<string> variables)
    {
        _cursor = cursor;
        _statement = cursor.Statement;
        _schema = schema;
        _scope = new SqlScope(cursor, schema);
        _variables = variables;
        var text = cursor.Typed < 0 ? "" : _statement.Code[_statement.Tokens[cursor.Typed].Start..cursor.Cursor];
        _quote = _statement.KindOf(cursor.Typed) == SqlTokenKind.Quoted ? text[0] : null;
        _typed = _quote is null ? text : text[1..];
    }

    /// <summary>The completions.</summary>
    public Completions Find()
    {
        var token = _cursor.Typed < 0 ? new SqlToken(SqlTokenKind.Word, _cursor.Cursor, _cursor.Cursor, false) : _statement.Tokens[_cursor.Typed];
        return new Completions(token.Start, token.End, [.. Candidates().DistinctBy(c => c.Text).Take(Completions.Most)]);
    }

    private IEnumerable<Completion> Candidates()
    {
        if (_typed.Length > 0 && _typed[0] is '$' or ':' or '@' && _quote is null)
            return Variables(_typed[0]);
        if (_statement.KindOf(_cursor.Before) == SqlTokenKind.Dot)
            return Qualified();
        if (_statement.Is(_cursor.Before, "AS") && !_scope.IsInCast)
            return [];
        if (_scope.IsTableExpected)
            return Tables().Concat(Keywords());
        if (_scope.IsUsing)
            return Names(CompletionKind.Column, _scope.Shared());
        if (_scope.IsOrderOfAll)
            return Columns();
        if (!_cursor.IsOperandExpected || _scope.IsInsideKeyword || _cursor.Level.Clause.Keyword.Length == 0 || _scope.IsInCast || _scope.IsCollation)
            return Keywords();

        return Columns().Concat(Variables('$')).Concat(Functions()).Concat(Keywords());
    }

    private IEnumerable<Completion> Variables(char sign) =>
        _variables.Select(name => sign + name).Where(text => text.StartsWith(_typed, StringComparison.OrdinalIgnoreCase))
            .Select(text => new Completion(text, CompletionKind.Variable));

    private IEnumerable<Completion> Qualified()
    {
        if (_cursor.Before < 1 || !_statement.IsName(_cursor.Before - 1))
            return [];
        var qualifier = _statement.Name(_cursor.Before - 1);
        if (!_scope.IsTable(_cursor.Before - 1))
            return _scope.Source(qualifier) is { } source ? Names(CompletionKind.Column, source.Columns.Value.Select(c => c.Name)) : [];
        return qualifier.Equals("main", StringComparison.OrdinalIgnoreCase) ? Names(CompletionKind.Table, _schema.Stored)
            : qualifier.Equals("temp", StringComparison.OrdinalIgnoreCase) ? Names(CompletionKind.View, _schema.All.Where(r => r.Type != RelationType.Stored).Select(r => r.Name))
            : [];
    }

    private IEnumerable<Completion> Tables()
    {
        var ctes = Names(CompletionKind.Table, _scope.Ctes());
        var relations = _schema.All.SelectMany(r => Names(r.Type == RelationType.View ? CompletionKind.View : CompletionKind.Table, [r.Name]));
        var functions = TypingSchema.TableFunctions.SelectMany(Call);
        return ctes.Concat(relations).Concat(functions).Concat(Schemas());
    }

    private IEnumerable<Completion> Schemas() =>
        new[] { "main.", "temp." }.Where(s => _typed.Length > 0 && _quote is null && s.StartsWith(_typed, StringComparison.OrdinalIgnoreCase))
            .Select(s => new Completion(s, CompletionKind.Qualifier));

    private IEnumerable<Completion> Columns()
    {
        var visible = _scope.Visible().ToList();
        foreach (var (qualifier, column) in visible)
        {
            if (!IsOffered(column) || (qualifier is not null && !IsOffered(qualifier)))
                continue;
            if (qualifier is null && Fits(column))
                yield return new Completion(Write(column), CompletionKind.Column);
            else if (qualifier is not null && _quote is null && (Fits(column) || Fits(qualifier + "." + column)))
                yield return new Completion($"{SqlName.Write(qualifier)}.{SqlName.Write(column)}", CompletionKind.Column);
        }

        foreach (var name in _scope.Qualifiers().Where(name => IsOffered(name) && Fits(name) && _quote is null))
            yield return new Completion(SqlName.Write(name) + ".", CompletionKind.Qualifier);
    }

    private IEnumerable<Completion> Functions() => SqlFunctions.All
        .Where(f => f.Type switch
        {
            SqlFunctionType.Scalar => true,
            SqlFunctionType.Aggregate => _scope.AllowsAggregates,
            SqlFunctionType.Window => _scope.AllowsWindows,
            _ => false,
        })
        .SelectMany(f => f.Arguments is null
            ? _quote is null && Fits(f.Name) ? [new Completion(f.Name, CompletionKind.Function)] : Enumerable.Empty<Completion>()
            : Call(f.Name));

    private IEnumerable<Completion> Call(string name) => _quote is null && Fits(name)
        ? [new Completion(_statement.KindOf(_cursor.Typed < 0 ? _cursor.Index : _cursor.Index + 1) == SqlTokenKind.Open ? name : name + "(", CompletionKind.Function)]
        : [];

    private IEnumerable<Completion> Keywords() => _quote is not null ? [] : SqlKeywords.At(_cursor, _scope)
        .Where(k => Fits(k)).Select(k => new Completion(k, CompletionKind.Keyword));

    private IEnumerable<Completion> Names(CompletionKind kind, IEnumerable<string?> names) =>
        names.OfType<string>().Where(name => IsOffered(name) && Fits(name)).Select(name => new Completion(Write(name), kind));

    private bool Fits(string name) => name.StartsWith(_typed, StringComparison.OrdinalIgnoreCase);

    // A name that hides something is nobody's to insert unseen.
    private static bool IsOffered(string name) =>
        name.Length is > 0 and <= LongestName && !name.EnumerateRunes().Any(r => VisibleText.IsInvisible(r) || r == System.Text.Rune.ReplacementChar);

    // In the quotes that the typing began with.
    private string Write(string name) => _quote switch
    {
        null => SqlName.Write(name),
        '[' when !name.Contains(']', StringComparison.Ordinal) => $"[{name}]",
        '`' => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`",
        _ => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
    };
}
