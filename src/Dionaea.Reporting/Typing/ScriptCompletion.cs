namespace Dionaea.Reporting;

/// <summary>The names that a script is given.</summary>
internal static class ScriptCompletion
{
    /// <summary>What each name is: how it is written, and what it does.</summary>
    public static IReadOnlyDictionary<string, (string Usage, string About)> Names { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["sql"] = ("sql(text, parameters)", "Runs one SELECT and gives its rows; parameters are bound by name."),
        ["table"] = ("table(name)", "The rows of a view, a table or a kept result."),
        ["chart"] = ("chart(figure)", "Shows a Plotly figure."),
        ["print"] = ("print(value, …)", "Shows values as text."),
        ["parameters"] = ("parameters", "The values that are set, by name."),
    };

    /// <summary>The completions at a cursor below the directives.</summary>
    public static Completions At(string code, int start, int cursor)
    {
        var (first, end) = Word(code, start, cursor);
        var typed = code[first..cursor];
        return first > start && code[first - 1] == '.' ? Completions.None(cursor) : new Completions(first, end, [
            .. Names.Keys.Where(name => name.StartsWith(typed, StringComparison.Ordinal))
                .Select(name => new Completion(name, name == "parameters" ? CompletionKind.Variable : CompletionKind.Function))]);
    }

    /// <summary>The word that a cursor stands in or at.</summary>
    public static (int Start, int End) Word(string code, int start, int cursor)
    {
        var (first, end) = (cursor, cursor);
        while (first > start && IsPart(code[first - 1]))
            first--;
        while (end < code.Length && IsPart(code[end]))
            end++;
        return (first, end);
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
