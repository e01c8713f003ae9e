namespace Dionaea.Reporting;

/// <summary>
/// Tells whether a cell can run. A statement ends with a semicolon or an empty line, so that a console waits for the
/// rest of one that could go on.
/// </summary>
internal static class CellCompleteness
{
    private const int IndentWidth = 4;

    // Deeper code is not indented further.
    private const int MostIndents = 10;

    /// <summary>Whether a cell can run as it stands.</summary>
    public static Completeness Of(TypedCell cell)
    {
        if (cell.HasLateDirective && !cell.IsScript)
            return Completeness.Invalid;
        var directives = cell.Directives.Where(d => d.Start < cell.BodyStart).ToList();
        if (directives.Any(d => d.Words.Any(w => w.OpenQuote is not null)))
            return Completeness.Invalid;
        if (cell.IsScript)
            return OfScript(cell);

        var sql = OfSql(cell.Code, cell.BodyStart);
        if (sql is not null)
            return sql;
        if (directives.Any(d => Directives.Find(d.Name) is null))
            return Completeness.Unknown;
        var waits = directives.Any(d => d.Name == "let") && directives.All(d => d.Name != "query");
        return waits && !EndsEmpty(cell.Code) ? Completeness.Incomplete("") : Completeness.Complete;
    }

    private static Completeness OfScript(TypedCell cell)
    {
        var isEmpty = cell.Code.AsSpan(cell.BodyStart).IsWhiteSpace();
        if (isEmpty)
            return EndsEmpty(cell.Code) ? Completeness.Complete : Completeness.Incomplete("");
        return new ScriptReader(cell.Code, cell.BodyStart).Read() switch
        {
            { IsWrong: true } => Completeness.Invalid,
            { Depth: > 0 } open => Completeness.Incomplete(Indent(open.Depth)),
            { IsOpen: true } => Completeness.Incomplete(""),
            _ => Completeness.Complete,
        };
    }

    // Null where there is no statement.
    private static Completeness? OfSql(string code, int start)
    {
        var (depth, last) = (0, default(SqlToken?));
        for (var at = start; SqlTokenizer.Next(code, at, out var token); at = token.End)
        {
            if (token.Kind == SqlTokenKind.Illegal || (token.Kind == SqlTokenKind.Literal && token.IsOpen))
                return Completeness.Invalid;
            if (token.IsOpen)
                return Completeness.Incomplete("");
            depth += token.Kind switch { SqlTokenKind.Open => 1, SqlTokenKind.Close => -1, _ => 0 };
            if (depth < 0 || (depth > 0 && token.Kind == SqlTokenKind.Semicolon))
                return Completeness.Invalid;
            if (token.Kind != SqlTokenKind.Comment)
                last = token;
        }

        if (depth > 0)
            return Completeness.Incomplete(Indent(depth));
        if (last is null)
            return null;
        return last.Value.Kind == SqlTokenKind.Semicolon || EndsEmpty(code) ? Completeness.Complete : Completeness.Incomplete("");
    }

    private static string Indent(int depth) => new(' ', IndentWidth * Math.Min(depth, MostIndents));

    /// <summary>Whether the last line is empty and not the only one.</summary>
    private static bool EndsEmpty(string code)
    {
        var end = code.Length;
        while (end > 0 && code[end - 1] is ' ' or '\t')
            end--;
        return end > 0 && code[end - 1] is '\n' or '\r';
    }
}
