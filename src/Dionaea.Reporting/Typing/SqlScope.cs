namespace Dionaea.Reporting;

/// <summary>What an expression or a FROM can name where the cursor stands.</summary>
internal sealed class SqlScope
{
    // Levels around the innermost one whose columns are offered.
    private const int MostLevels = 8;

    private static readonly string[] Aggregates =
    [
        .. Analysis.SqlFunctions.All.Where(f => f.Type != Analysis.SqlFunctionType.Scalar).Select(f => f.Name.ToUpperInvariant()).Distinct(),
    ];

    private readonly SqlCursor _cursor;
    private readonly SqlStatement _statement;
    private readonly SqlSources _sources;
    private readonly SqlLevel _level;

    /// <summary>The scope at a cursor.</summary>
    public SqlScope(SqlCursor cursor, TypingSchema schema)
    {
        _cursor = cursor;
        _statement = cursor.Statement;
        _level = cursor.Level;
        _sources = new SqlSources(_statement, schema, cursor.Typed);
    }

    /// <summary>Whether the name of a table comes next.</summary>
    public bool IsTableExpected => IsTable(_cursor.Index);

    /// <summary>Whether the next word only goes on with the keyword before it: GROUP BY, LEFT JOIN.</summary>
    public bool IsInsideKeyword => _statement.Is(_cursor.Before, "GROUP", "ORDER", "PARTITION", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", "OUTER");

    /// <summary>Whether a term comes next that orders the results of several SELECTs, which only their columns can.</summary>
    public bool IsOrderOfAll => _level.Clause.Keyword == "ORDER" && _level.Query.Cores.Count > 1 && _cursor.IsOperandExpected && !IsInsideKeyword;

    /// <summary>Whether the cursor stands in the parentheses of USING.</summary>
    public bool IsUsing => _level.Groups.Count > 0 && _level.Clause.Keyword == "FROM" && _statement.Is(_level.Groups[^1] - 1, "USING");

    /// <summary>Whether the type of a CAST comes next.</summary>
    public bool IsInCast => _statement.Is(_cursor.Before, "AS") && _level.Groups.Count > 0 && _statement.Is(_level.Groups[^1] - 1, "CAST");

    /// <summary>Whether the name of a collation comes next.</summary>
    public bool IsCollation => _statement.Is(_cursor.Before, "COLLATE");

    /// <summary>Whether a function may stand here that sums rows up.</summary>
    public bool AllowsAggregates => _level.Clause.Keyword is "SELECT" or "HAVING" or "ORDER" && !_level.Groups.Any(IsAggregateCall) && !IsRecursive;

    /// <summary>Whether a function of windows may stand here.</summary>
    public bool AllowsWindows => _level.Clause.Keyword is "SELECT" or "ORDER" && !_level.Groups.Any(g => IsAggregateCall(g) || _statement.Is(g - 1, "OVER", "FILTER")) && !IsRecursive;

    // The part of a common table expression that selects from itself.
    private bool IsRecursive => Of(_level).Any(s => s.Relation is not null && _level.Query.Ctes?.Find(s.Relation) is { Body: >= 0 } cte
        && cte.Body < _cursor.Index && _cursor.Index <= _statement.EndOf(cte.Body));

    /// <summary>Whether a piece is at the place of a table's name.</summary>
    public bool IsTable(int index) =>
        _level.IsJoin && (_statement.Is(index - 1, "FROM", "JOIN") || _statement.KindOf(index - 1) is SqlTokenKind.Comma or SqlTokenKind.Open);

    /// <summary>The source of a name, from the innermost SELECT outwards; null when there is none.</summary>
    public SqlSource? Source(string name)
    {
        var levels = 0;
        for (var level = _level; level is not null && levels++ < MostLevels; level = level.Outer)
        {
            if (SqlSources.Named(Of(level), name) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>
    /// The columns that can be named, the innermost first; with a qualifier where the name alone would mean another
    /// or several.
    /// </summary>
    public IEnumerable<(string? Qualifier, string Column)> Visible()
    {
        if (_level.Clause.Keyword is "LIMIT" or "VALUES" or "")
            return [];
        if (IsOrderOfAll)
            return Unqualified(_sources.ColumnsOf(_level.Query).Select(c => c.Name));

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var all = new List<(string?, string)>(Unqualified(Aliases()));
        var levels = 0;
        for (var level = _level; level is not null && levels++ < MostLevels; level = level.Outer)
            AddLevel(Of(level), taken, names, all);
        return all;
    }

    /// <summary>The names of sources, as what stands before a column's.</summary>
    public IEnumerable<string> Qualifiers()
    {
        if (_level.Clause.Keyword is "LIMIT" or "VALUES" or "" || IsOrderOfAll)
            return [];
        var names = new List<string>();
        var levels = 0;
        for (var level = _level; level is not null && levels++ < MostLevels; level = level.Outer)
            names.AddRange(Of(level).Where(s => s.Columns.Value.Count > 0).Select(s => s.Name).OfType<string>());
        return names.Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The columns that the last source and one before it have both.</summary>
    public IEnumerable<string?> Shared()
    {
        var sources = Of(_level);
        return sources.Count < 2 ? [] : sources[^1].Columns.Value.Select(c => c.Name).Where(name => name is not null && sources.SkipLast(1).Any(s => s.Has(name)));
    }

    /// <summary>The common table expressions that can be selected from.</summary>
    public IEnumerable<string> Ctes()
    {
        var names = new List<string>();
        for (var ctes = _level.Query.Ctes; ctes is not null && names.Count < Completions.Most; ctes = ctes.Outer)
            names.AddRange(ctes.Own.Select(c => c.Name));
        return names;
    }

    /// <summary>Whether a name is of a common table expression.</summary>
    public bool IsCte(string name) => _level.Query.Ctes?.Find(name) is not null;

    /// <summary>The column of a name, with or without a qualifier, or null.</summary>
    public SqlColumn? Column(string? qualifier, string name)
    {
        var levels = 0;
        for (var level = _level; level is not null && levels++ < MostLevels; level = level.Outer)
        {
            var found = Of(level).Where(s => qualifier is null || string.Equals(s.Name, qualifier, StringComparison.OrdinalIgnoreCase))
                .SelectMany(s => s.Columns.Value).FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
            if (found is not null)
                return found;
        }

        return null;
    }

    /// <summary>The columns of the whole statement's result.</summary>
    public IReadOnlyList<SqlColumn> Result() => _sources.ColumnsOf(0, _statement.Count, null);

    private static IEnumerable<(string?, string)> Unqualified(IEnumerable<string?> names) => names.OfType<string>().Select(n => ((string?)null, n));

    // In a join's condition, what stands behind it can't be named yet.
    private IReadOnlyList<SqlSource> Of(SqlLevel level)
    {
        var sources = _sources.Of(level.Core, level.Query.Ctes);
        return level.Clause.Keyword == "FROM" ? [.. sources.Where(s => s.Token <= _cursor.Index)] : sources;
    }

    // The result's own names can be used behind the SELECT, where what they stand for can.
    private IEnumerable<string?> Aliases()
    {
        var keyword = _level.Clause.Keyword;
        if (keyword is not ("WHERE" or "GROUP" or "HAVING" or "ORDER") || _level.Core.Clause("SELECT") is not { } select)
            return [];
        return _sources.Items(select)
            .Where(item => item.End - item.Start > 1 && (keyword == "ORDER" || !Calls(item, keyword == "HAVING")))
            .Select(_sources.NameOf);
    }

    private bool Calls((int Start, int End) item, bool onlyWindows) => Enumerable.Range(item.Start, item.End - item.Start)
        .Any(i => _statement.Is(i, "OVER") || (!onlyWindows && _statement.KindOf(i + 1) == SqlTokenKind.Open && _statement.Is(i, Aggregates)));

    private bool IsAggregateCall(int group) => _statement.Is(group - 1, Aggregates);

    private static void AddLevel(IReadOnlyList<SqlSource> sources, HashSet<string> taken, HashSet<string> names, List<(string?, string)> all)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in sources)
        {
            foreach (var name in source.Columns.Value.Select(c => c.Name).OfType<string>().Where(n => counts.GetValueOrDefault(n) == 0 || !SqlSources.IsJoined(source, n)))
                counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        foreach (var source in sources)
        {
            var isHidden = source.Name is null || !names.Add(source.Name);
            foreach (var name in source.Columns.Value.Select(c => c.Name).OfType<string>())
            {
                var isAlone = counts[name] == 1 && !taken.Contains(name);
                if (isAlone || !isHidden)
                    all.Add((isAlone ? null : source.Name, name));
            }
        }

        taken.UnionWith(counts.Keys);
    }
}
