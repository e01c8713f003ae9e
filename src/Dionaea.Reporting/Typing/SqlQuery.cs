namespace Dionaea.Reporting;

/// <summary>A part of a SELECT.</summary>
/// <param name="Keyword">The keyword that it starts with, in capitals.</param>
/// <param name="Start">The first piece behind the keyword.</param>
/// <param name="End">The piece behind its last one.</param>
internal sealed record SqlClause(string Keyword, int Start, int End);

/// <summary>One SELECT or VALUES, without what UNION joins to it.</summary>
/// <param name="Start">Its first piece.</param>
/// <param name="End">The piece behind its last one.</param>
/// <param name="Clauses">Its clauses, in order.</param>
internal sealed record SqlCore(int Start, int End, IReadOnlyList<SqlClause> Clauses)
{
    /// <summary>The clause that starts with a keyword, or null.</summary>
    public SqlClause? Clause(string keyword) => Clauses.FirstOrDefault(c => c.Keyword == keyword);
}

/// <summary>A common table expression.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Names">The names it gives its columns, or null.</param>
/// <param name="Body">The parenthesis that opens its query; negative where there is none yet.</param>
/// <param name="Scope">The expressions that its query sees.</param>
internal sealed record SqlCte(string Name, IReadOnlyList<string>? Names, int Body, SqlCtes Scope)
{
    /// <summary>Its columns, once they are known.</summary>
    public IReadOnlyList<SqlColumn>? Columns { get; set; }
}

/// <summary>The common table expressions that a query sees: its own, then those around it.</summary>
internal sealed class SqlCtes(SqlCtes? outer)
{
    private readonly Dictionary<string, SqlCte> _own = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of the WITH itself, in order.</summary>
    public List<SqlCte> Own { get; } = [];

    /// <summary>Those of the query around it.</summary>
    public SqlCtes? Outer { get; } = outer;

    /// <summary>Adds one; of two of a name the first holds.</summary>
    public void Add(SqlCte cte)
    {
        if (_own.TryAdd(cte.Name, cte))
            Own.Add(cte);
    }

    /// <summary>The one of a name, or null.</summary>
    public SqlCte? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._own.TryGetValue(name, out var cte))
                return cte;
        }

        return null;
    }
}

/// <summary>A query: its WITH, and one or more SELECTs.</summary>
/// <param name="Ctes">What it can name besides tables, or null.</param>
/// <param name="HasWith">Whether the innermost of these are its own.</param>
/// <param name="Cores">The SELECTs, joined by UNION, INTERSECT or EXCEPT; at least one.</param>
internal sealed record SqlQuery(SqlCtes? Ctes, bool HasWith, IReadOnlyList<SqlCore> Cores)
{
    private static readonly string[] Set = ["UNION", "INTERSECT", "EXCEPT"];

    /// <summary>Reads a query, as much as there is of it.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="start">The query's first piece.</param>
    /// <param name="end">The piece behind its last one.</param>
    /// <param name="outer">The common table expressions around it.</param>
    /// <param name="typed">The word that is being typed, which is no keyword yet; negative for none.</param>
    public static SqlQuery Read(SqlStatement statement, int start, int end, SqlCtes? outer, int typed)
    {
        var hasWith = statement.Is(start, "WITH") && start != typed;
        var ctes = hasWith ? new SqlCtes(outer) : outer;
        var at = hasWith ? ReadWith(statement, start + 1, end, ctes!) : start;
        var cores = new List<SqlCore>();
        while (true)
        {
            var core = ReadCore(statement, at, end, typed);
            cores.Add(core);
            if (core.End >= end)
                return new SqlQuery(ctes, hasWith, cores);
            at = core.End + (statement.Is(core.End + 1, "ALL") ? 2 : 1);
        }
    }

    private static int ReadWith(SqlStatement statement, int at, int end, SqlCtes ctes)
    {
        if (statement.Is(at, "RECURSIVE"))
            at++;
        while (at < end && statement.IsName(at))
        {
            var name = statement.Name(at++);
            List<string>? names = null;
            if (at < end && statement.KindOf(at) == SqlTokenKind.Open)
            {
                names = [.. Enumerable.Range(at + 1, Math.Max(0, statement.EndOf(at) - at - 1)).Where(i => statement.KindOf(i) != SqlTokenKind.Comma).Select(statement.Name)];
                at = statement.Behind(at);
            }

            while (at < end && statement.Is(at, "AS", "NOT", "MATERIALIZED"))
                at++;
            var hasBody = at < end && statement.KindOf(at) == SqlTokenKind.Open;
            ctes.Add(new SqlCte(name, names, hasBody ? at : -1, ctes));
            at = hasBody ? statement.Behind(at) : at;
            if (at >= end || statement.KindOf(at) != SqlTokenKind.Comma)
                break;
            at++;
        }

        return Math.Min(at, end);
    }

    private static SqlCore ReadCore(SqlStatement statement, int start, int end, int typed)
    {
        var clauses = new List<SqlClause>();
        var keyword = "";
        var from = start;
        var at = start;
        while (at < end && (at == typed || !statement.Is(at, Set)))
        {
            if (at != typed && Keyword(statement, at) is { } next)
            {
                clauses.Add(new SqlClause(keyword, from, at));
                keyword = next;
                from = at += statement.Is(at + 1, "BY", "DISTINCT", "ALL") && at + 1 != typed ? 2 : 1;
                continue;
            }

            at = statement.Behind(at);
        }

        at = Math.Min(at, end);
        clauses.Add(new SqlClause(keyword, Math.Min(from, at), at));
        return new SqlCore(start, at, clauses);
    }

    private static string? Keyword(SqlStatement statement, int at)
    {
        if (statement.KindOf(at) != SqlTokenKind.Word)
            return null;
        foreach (var keyword in (ReadOnlySpan<string>)["SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "VALUES"])
        {
            if (statement.Is(at, keyword))
                return keyword == "FROM" && statement.Is(at - 1, "DISTINCT") ? null : keyword;
        }

        return statement.Is(at, "WINDOW") && statement.Is(at + 2, "AS") ? "WINDOW" : null;
    }
}
