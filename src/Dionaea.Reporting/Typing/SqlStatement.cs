namespace Dionaea.Reporting;

/// <summary>
/// The pieces of one statement without its comments, and which parentheses belong together. Where one is not closed
/// yet, it ends at a FROM that can't be its own, else at the end.
/// </summary>
internal sealed class SqlStatement
{
    // Words that no bare name can be; SQLite takes its other keywords for names where nothing else fits.
    private static readonly HashSet<string> Reserved = new(
        """
        ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE CROSS DEFAULT DEFERRABLE
        DELETE DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM FULL GROUP HAVING IN INDEX INDEXED INNER INSERT
        INTERSECT INTO IS ISNULL JOIN LEFT LIMIT NATURAL NOT NOTHING NOTNULL NULL ON OR ORDER OUTER PRIMARY REFERENCES
        RETURNING RIGHT SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN WHERE
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    private const int MostTokens = 50_000;

    private readonly int[] _ends;

    private SqlStatement(string code, SqlToken[] tokens)
    {
        Code = code;
        Tokens = tokens;
        _ends = new int[tokens.Length];
        Match();
    }

    /// <summary>The text that it is a part of.</summary>
    public string Code { get; }

    /// <summary>Its pieces, without the semicolon.</summary>
    public IReadOnlyList<SqlToken> Tokens { get; }

    /// <summary>How many pieces it has.</summary>
    public int Count => Tokens.Count;

    /// <summary>Whether the cursor that it was read around stands in a comment.</summary>
    public bool IsInComment { get; private init; }

    /// <summary>The statement around a cursor; cut behind the cursor, or empty, where it is longer than anybody types.</summary>
    /// <param name="code">The text.</param>
    /// <param name="start">Where its SQL starts.</param>
    /// <param name="cursor">The cursor.</param>
    public static SqlStatement Around(string code, int start, int cursor)
    {
        var tokens = new List<SqlToken>();
        var (isInComment, isLong) = (false, false);
        for (var at = start; SqlTokenizer.Next(code, at, out var token); at = token.End)
        {
            var isFull = tokens.Count == MostTokens;
            if (token.Start >= cursor && (isFull || token.Kind == SqlTokenKind.Semicolon))
                break;
            if (token.Kind == SqlTokenKind.Semicolon)
                (isLong, tokens) = (false, []);
            else if (token.Kind == SqlTokenKind.Comment)
                isInComment |= token.Start < cursor && Holds(code, token, cursor);
            else if (isFull)
                isLong = true;
            else
                tokens.Add(token);
        }

        return new SqlStatement(code, isLong ? [] : [.. tokens]) { IsInComment = isInComment };
    }

    /// <summary>The first piece that ends at or behind a place; <see cref="Count"/> when there is none.</summary>
    public int IndexAt(int place)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].End < place)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The kind of a piece; of none outside the statement.</summary>
    public SqlTokenKind? KindOf(int index) => index >= 0 && index < Count ? Tokens[index].Kind : null;

    /// <summary>A piece as it is written.</summary>
    public ReadOnlySpan<char> Span(int index) => Code.AsSpan(Tokens[index].Start, Tokens[index].End - Tokens[index].Start);

    /// <summary>Whether a piece is one of these keywords, given in capitals.</summary>
    public bool Is(int index, params ReadOnlySpan<string> keywords)
    {
        if (KindOf(index) != SqlTokenKind.Word)
            return false;
        foreach (var keyword in keywords)
        {
            if (Span(index).Equals(keyword, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether a piece can be a name: quoted, or a word that is not reserved.</summary>
    public bool IsName(int index) => KindOf(index) switch
    {
        SqlTokenKind.Quoted => true,
        SqlTokenKind.Word => !Reserved.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Span(index)),
        _ => false,
    };

    /// <summary>The name that a piece stands for, without quotes.</summary>
    public string Name(int index)
    {
        var text = Span(index);
        if (KindOf(index) is not (SqlTokenKind.Quoted or SqlTokenKind.Text))
            return text.ToString();

        var quote = text[0] == '[' ? ']' : text[0];
        var inner = Tokens[index].IsOpen ? text[1..].ToString() : text[1..^1].ToString();
        return quote == ']' ? inner : inner.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The piece behind the last one in the parentheses that open at <paramref name="open"/>.</summary>
    public int EndOf(int open) => _ends[open];

    /// <summary>The piece behind the parentheses, or behind a piece that opens none.</summary>
    public int Behind(int index) =>
        KindOf(index) != SqlTokenKind.Open ? index + 1 : KindOf(_ends[index]) == SqlTokenKind.Close ? _ends[index] + 1 : _ends[index];

    /// <summary>Whether a query stands in the parentheses that open at <paramref name="open"/>.</summary>
    public bool IsQuery(int open) => Is(open + 1, "SELECT", "WITH", "VALUES");

    // A line's comment goes on where the line ends, one of the other form does not.
    private static bool Holds(string code, SqlToken comment, int cursor) =>
        cursor < comment.End || (cursor == comment.End && (comment.IsOpen || code[comment.Start] == '-'));

    private void Match()
    {
        var open = new Stack<int>();
        for (var i = 0; i < Count; i++)
        {
            if (Tokens[i].Kind == SqlTokenKind.Open)
                open.Push(i);
            else if (Tokens[i].Kind == SqlTokenKind.Close && open.Count > 0)
                _ends[open.Pop()] = i;
            else if (Is(i, "FROM") && !Is(i - 1, "DISTINCT"))
                CloseBefore(open, i);
        }

        foreach (var index in open)
            _ends[index] = Count;
    }

    // The parentheses of a call that is still being written: count( FROM …
    private void CloseBefore(Stack<int> open, int from)
    {
        while (open.TryPeek(out var index) && !IsQuery(index))
            _ends[open.Pop()] = from;
    }
}
