namespace Dionaea.Reporting;

/// <summary>Which keywords may come next; those of statements that read.</summary>
internal static class SqlKeywords
{
    private static readonly string[] Set = ["UNION", "UNION ALL", "INTERSECT", "EXCEPT"];
    private static readonly string[] Query = ["SELECT", "WITH", "VALUES"];
    private static readonly string[] Operand = ["CASE", "CAST(", "EXISTS (", "NOT", "NULL"];

    private static readonly string[] Operator =
    [
        "AND", "BETWEEN", "COLLATE", "ESCAPE", "GLOB", "IN (", "IS", "IS NOT", "IS NULL", "IS NOT NULL", "LIKE", "NOT BETWEEN",
        "NOT IN (", "NOT LIKE", "OR",
    ];

    /// <summary>The keywords that fit at a cursor.</summary>
    public static IEnumerable<string> At(SqlCursor cursor, SqlScope scope)
    {
        var clause = cursor.Level.Clause.Keyword;
        if (scope.IsInCast)
            return ["BLOB", "INTEGER", "NUMERIC", "REAL", "TEXT"];
        if (scope.IsCollation)
            return ["BINARY", "NOCASE", "RTRIM"];
        if (scope.IsTableExpected)
            return cursor.Statement.KindOf(cursor.Before) == SqlTokenKind.Open ? Query : ["(SELECT"];
        if (clause.Length == 0)
            return AtQuery(cursor);
        if (cursor.IsOperandExpected || scope.IsInsideKeyword)
            return AtOperand(cursor);
        var inside = cursor.Level.Groups.Count > 0 && !cursor.Level.IsJoin;
        return Cases(cursor).Concat(cursor.Level.IsJoin ? [] : Operator).Concat(inside ? Inside() : Following(cursor, clause));
    }

    private static IEnumerable<string> AtQuery(SqlCursor cursor) => cursor.Statement switch
    {
        _ when cursor.Before < 0 => [.. Query, "EXPLAIN QUERY PLAN"],
        var s when s.Is(cursor.Before, "WITH") => ["RECURSIVE"],
        var s when s.Is(cursor.Before, "UNION") => ["ALL", "SELECT", "VALUES"],
        var s when s.KindOf(cursor.Before) == SqlTokenKind.Close => ["AS (", "SELECT", "VALUES"],
        var s when s.IsName(cursor.Before) && !s.Is(cursor.Before, "PLAN", "RECURSIVE") => ["AS ("],
        var s when s.KindOf(cursor.Before) == SqlTokenKind.Comma || s.Is(cursor.Before, "RECURSIVE") => [],
        _ => Query,
    };

    private static IEnumerable<string> AtOperand(SqlCursor cursor)
    {
        var statement = cursor.Statement;
        var before = cursor.Before;
        if (statement.Is(before, "GROUP", "ORDER", "PARTITION"))
            return ["BY"];
        if (statement.Is(before, "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", "OUTER"))
            return ["JOIN"];
        if (statement.Is(before, "IS"))
            return ["DISTINCT FROM", "NOT", "NULL"];
        IEnumerable<string> words = statement.Is(before, "SELECT") ? ["DISTINCT", "ALL"]
            : statement.Is(before, "CASE") ? ["WHEN"]
            : statement.KindOf(before) == SqlTokenKind.Open ? ["SELECT", "DISTINCT", "PARTITION BY", "ORDER BY"]
            : [];
        return words.Concat(Operand);
    }

    private static IEnumerable<string> Cases(SqlCursor cursor) =>
        Enumerable.Range(cursor.Level.Clause.Start, Math.Max(0, cursor.Index - cursor.Level.Clause.Start)).Any(i => cursor.Statement.Is(i, "CASE"))
            ? ["WHEN", "THEN", "ELSE", "END"]
            : [];

    private static IEnumerable<string> Inside() => ["AS", "ASC", "DESC", "ORDER BY", "PARTITION BY"];

    private static IEnumerable<string> Following(SqlCursor cursor, string clause) => clause switch
    {
        "SELECT" => ["AS", "FROM", "FILTER (WHERE", "OVER (", "WHERE", "ORDER BY", "LIMIT", .. Set],
        "FROM" =>
        [
            "AS", "JOIN", "LEFT JOIN", "INNER JOIN", "CROSS JOIN", "FULL JOIN", "RIGHT JOIN", "NATURAL JOIN", "ON", "USING (",
            .. cursor.Level.IsJoin ? Operator : [], "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "WINDOW", .. Set,
        ],
        "WHERE" => ["GROUP BY", "ORDER BY", "LIMIT", "WINDOW", .. Set],
        "GROUP" => ["HAVING", "ORDER BY", "LIMIT", "WINDOW", .. Set],
        "HAVING" => ["ORDER BY", "LIMIT", "WINDOW", .. Set],
        "ORDER" => ["ASC", "DESC", "NULLS FIRST", "NULLS LAST", "LIMIT"],
        "LIMIT" => ["OFFSET"],
        _ => Set,
    };
}
