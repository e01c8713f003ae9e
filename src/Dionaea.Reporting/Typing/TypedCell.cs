using System.Buffers;

namespace Dionaea.Reporting;

/// <summary>A cell as it is being typed: the lines of its directives, and what stands below them.</summary>
internal sealed class TypedCell
{
    // The same ends of lines as those that a cell is divided at when it runs.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    private TypedCell(string code, IReadOnlyList<TypedLine> directives, int bodyStart)
    {
        Code = code;
        Directives = directives;
        BodyStart = bodyStart;
        IsScript = directives.Any(d => d.Start < bodyStart && d.Name == "script");
    }

    /// <summary>The text.</summary>
    public string Code { get; }

    /// <summary>The lines that start with <c>#</c>, in order.</summary>
    public IReadOnlyList<TypedLine> Directives { get; }

    /// <summary>Where the lines behind the directives start.</summary>
    public int BodyStart { get; }

    /// <summary>Whether what stands below the directives is a script, not SQL.</summary>
    public bool IsScript { get; }

    /// <summary>Whether a directive stands below SQL, which no cell may have.</summary>
    public bool HasLateDirective => Directives.Count > 0 && Directives[^1].Start >= BodyStart;

    /// <summary>Divides a cell.</summary>
    public static TypedCell Parse(string code)
    {
        var directives = new List<TypedLine>();
        var bodyStart = 0;
        var hasBody = false;
        for (var start = 0; start <= code.Length;)
        {
            var length = code.AsSpan(start).IndexOfAny(LineEnds);
            var end = length < 0 ? code.Length : start + length;
            var next = end + (end + 1 < code.Length && code[end] == '\r' && code[end + 1] == '\n' ? 2 : 1);
            var first = start;
            while (first < end && char.IsWhiteSpace(code[first]))
                first++;
            if (first < end && code[first] == '#' && (first + 1 == end || code[first + 1] == '!'))
            {
                directives.Add(new TypedLine(code, first, end));
                bodyStart = hasBody ? bodyStart : Math.Min(next, code.Length);
            }
            else
            {
                hasBody |= first < end && !code.AsSpan(first, end - first).StartsWith("--");
            }

            start = next;
        }

        return new TypedCell(code, directives, bodyStart);
    }

    /// <summary>The names of values: those that are set, and those that the cell sets itself.</summary>
    public IEnumerable<string> Variables(IEnumerable<string> set) => set.Concat(
        Directives.Where(d => d.Name == "set").Select(d => Code[d.NameEnd..d.End].Split('=')[0].Trim()).Where(Analysis.Parameter.IsName)).Distinct();

    /// <summary>The directive on whose line the cursor stands, or null.</summary>
    public TypedLine? DirectiveAt(int cursor) => Directives.FirstOrDefault(d => cursor > d.Start && cursor <= d.End);
}
