namespace Dionaea.Reporting;

/// <summary>A SELECT that the cursor stands in, and those around it whose columns it sees.</summary>
/// <param name="Outer">The next one around it, or null.</param>
/// <param name="Query">The query that it is a part of.</param>
/// <param name="Core">The SELECT.</param>
/// <param name="Clause">The clause that the cursor stands in.</param>
/// <param name="Groups">The parentheses around the cursor in this SELECT, outermost first.</param>
/// <param name="IsJoin">Whether tables are named where the cursor stands, not expressions.</param>
internal sealed record SqlLevel(SqlLevel? Outer, SqlQuery Query, SqlCore Core, SqlClause Clause, IReadOnlyList<int> Groups, bool IsJoin)
{
    // SQLite's limit for expressions here is 200; a deeper cursor is answered for a SELECT around its own.
    private const int MostDepth = 100;

    /// <summary>Finds the innermost SELECT around a piece.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="index">The piece at the cursor, or the one behind it.</param>
    /// <param name="typed">The word that is being typed; negative for none.</param>
    public static SqlLevel Find(SqlStatement statement, int index, int typed)
    {
        var (start, end, ctes, outer) = (0, statement.Count, (SqlCtes?)null, (SqlLevel?)null);
        for (var depth = 0; ; depth++)
        {
            var query = SqlQuery.Read(statement, start, end, ctes, typed);
            if (depth < MostDepth && query.HasWith && Body(statement, query.Ctes!, index) is { } cte)
            {
                (start, end, ctes, outer) = (cte.Body + 1, statement.EndOf(cte.Body), Before(query.Ctes!, cte, statement, index), null);
                continue;
            }

            var core = query.Cores.Last(c => c.Start <= index || c == query.Cores[0]);
            var clause = core.Clauses.LastOrDefault(c => c.Start <= index) ?? core.Clauses[0];
            var (groups, isJoin, inner) = Descend(statement, clause, index);
            var level = new SqlLevel(outer, query, core, clause, groups, isJoin);
            if (inner < 0 || depth >= MostDepth)
                return level;

            // A subquery in FROM sees nothing of its neighbours.
            (start, end, ctes, outer) = (inner + 1, statement.EndOf(inner), query.Ctes, isJoin ? outer : level);
        }
    }

    // The parentheses around a piece, down to the first that hold a query.
    private static (List<int> Groups, bool IsJoin, int Inner) Descend(SqlStatement statement, SqlClause clause, int index)
    {
        var groups = new List<int>();
        var isJoin = clause.Keyword == "FROM";
        for (var at = clause.Start; at < index;)
        {
            if (statement.KindOf(at) != SqlTokenKind.Open || index > statement.EndOf(at))
            {
                at = statement.Behind(at);
                continue;
            }

            isJoin = isJoin && (statement.Is(at - 1, "FROM", "JOIN") || statement.KindOf(at - 1) is SqlTokenKind.Comma or SqlTokenKind.Open);
            if (statement.IsQuery(at))
                return (groups, isJoin, at);
            groups.Add(at++);
        }

        return (groups, isJoin, -1);
    }

    private static SqlCte? Body(SqlStatement statement, SqlCtes ctes, int index) =>
        ctes.Own.FirstOrDefault(c => c.Body >= 0 && c.Body < index && index <= statement.EndOf(c.Body));

    // What a common table expression sees: those before it, and itself behind a UNION.
    private static SqlCtes Before(SqlCtes all, SqlCte cte, SqlStatement statement, int index)
    {
        var seen = new SqlCtes(all.Outer);
        foreach (var earlier in all.Own.TakeWhile(c => c != cte))
            seen.Add(earlier);
        for (var at = cte.Body + 1; at < index; at = statement.Behind(at))
        {
            if (statement.Is(at, "UNION"))
            {
                seen.Add(cte);
                break;
            }
        }

        return seen;
    }
}
