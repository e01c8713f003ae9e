namespace Dionaea.Reporting;

/// <summary>Where in a statement a cursor stands.</summary>
internal sealed class SqlCursor
{
    private SqlCursor(SqlStatement statement, int index, int typed, int cursor)
    {
        Statement = statement;
        Index = index;
        Typed = typed;
        Cursor = cursor;
        Level = SqlLevel.Find(statement, index, typed);
    }

    /// <summary>The statement.</summary>
    public SqlStatement Statement { get; }

    /// <summary>The piece at the cursor, or the one behind it.</summary>
    public int Index { get; }

    /// <summary>The name or parameter that the cursor stands in or behind; negative for none.</summary>
    public int Typed { get; }

    /// <summary>The cursor.</summary>
    public int Cursor { get; }

    /// <summary>The SELECT around it.</summary>
    public SqlLevel Level { get; }

    /// <summary>The piece before the word at the cursor.</summary>
    public int Before => Index - 1;

    /// <summary>Whether what is there can be a value or a name: text before the cursor ends with no value.</summary>
    public bool IsOperandExpected => Statement.KindOf(Before) switch
    {
        null or SqlTokenKind.Open or SqlTokenKind.Comma or SqlTokenKind.Operator or SqlTokenKind.Semicolon => true,
        SqlTokenKind.Star => !IsAllColumns(Before),
        SqlTokenKind.Word => Statement.Is(Before, "BY", "GLOB", "LIKE", "MATCH", "OFFSET", "REGEXP")
            || (!Statement.IsName(Before) && !Statement.Is(Before, "NULL", "ISNULL", "NOTNULL")),
        _ => false,
    };

    /// <summary>Where a cursor stands; null inside a comment, a text or a number.</summary>
    public static SqlCursor? Find(string code, int start, int cursor)
    {
        var statement = SqlStatement.Around(code, start, cursor);
        if (statement.IsInComment)
            return null;

        var index = statement.IndexAt(cursor);
        if (index == statement.Count || statement.Tokens[index].Start >= cursor)
            return new SqlCursor(statement, index, -1, cursor);

        var token = statement.Tokens[index];
        return token.Kind switch
        {
            SqlTokenKind.Word or SqlTokenKind.Variable => new SqlCursor(statement, index, index, cursor),
            SqlTokenKind.Quoted => new SqlCursor(statement, index, index, cursor),
            SqlTokenKind.Illegal when cursor - token.Start == 1 && code[token.Start] is '$' or ':' or '@' => new SqlCursor(statement, index, index, cursor),
            SqlTokenKind.Text or SqlTokenKind.Literal or SqlTokenKind.Illegal when token.End > cursor || token.IsOpen || token.Kind != SqlTokenKind.Text => null,
            _ => new SqlCursor(statement, index + 1, -1, cursor),
        };
    }

    /// <summary>The same place, with all words taken for finished.</summary>
    public SqlCursor Untyped() => new(Statement, Index, -1, Cursor);

    /// <summary>Whether an asterisk stands for all columns, not for a product.</summary>
    private bool IsAllColumns(int star) => Statement.KindOf(star - 1) switch
    {
        SqlTokenKind.Comma or SqlTokenKind.Dot or SqlTokenKind.Open => true,
        SqlTokenKind.Word => Statement.Is(star - 1, "SELECT", "DISTINCT", "ALL"),
        _ => false,
    };
}
