namespace Dionaea.Reporting;

/// <summary>
/// What stands in the FROMs of a statement, and which columns its queries give. Bounded: a statement that nests
/// deeper or has more columns than any that SQLite takes gets fewer answers, not later ones.
/// </summary>
internal sealed class SqlSources(SqlStatement statement, TypingSchema schema, int typed)
{
    // SQLite joins at most 64 tables and refuses results of more than 2,000 columns (https://sqlite.org/limits.html).
    private const int MostSources = 64;
    private const int MostColumns = 2000;
    private const int MostDepth = 40;

    private readonly Dictionary<int, IReadOnlyList<SqlSource>> _read = [];
    private int _columns;
    private int _depth;

    /// <summary>The sources of a SELECT.</summary>
    public IReadOnlyList<SqlSource> Of(SqlCore core, SqlCtes? ctes)
    {
        if (core.Clause("FROM") is not { } from)
            return [];
        if (!_read.TryGetValue(from.Start, out var sources))
        {
            var list = new List<SqlSource>();
            Read(from.Start, from.End, ctes, list, 0);
            _read[from.Start] = sources = list;
        }

        return sources;
    }

    /// <summary>The columns of a query between two pieces.</summary>
    public IReadOnlyList<SqlColumn> ColumnsOf(int start, int end, SqlCtes? ctes) =>
        Guarded(() => ColumnsOf(SqlQuery.Read(statement, start, end, ctes, typed)));

    /// <summary>The columns of a query's result: those of its first SELECT.</summary>
    public IReadOnlyList<SqlColumn> ColumnsOf(SqlQuery query)
    {
        var core = query.Cores[0];
        if (core.Clause("VALUES") is { } values)
            return ValueColumns(values);
        return core.Clause("SELECT") is { } select ? [.. Items(select).SelectMany(item => Columns(item, core, query.Ctes)).Take(MostColumns)] : [];
    }

    /// <summary>The items of a SELECT, each with its pieces.</summary>
    public IEnumerable<(int Start, int End)> Items(SqlClause select)
    {
        var start = select.Start;
        for (var at = start; at < select.End; at = statement.Behind(at))
        {
            if (statement.KindOf(at) != SqlTokenKind.Comma)
                continue;
            yield return (start, at);
            start = at + 1;
        }

        if (start < select.End)
            yield return (start, select.End);
    }

    /// <summary>The name that an item gives its column, or null where it gives none.</summary>
    public string? NameOf((int Start, int End) item)
    {
        var last = item.End - 1;
        var isNamed = last > item.Start && IsAlias(last) && (statement.Is(last - 1, "AS") || IsOperand(last - 1));
        return isNamed || IsColumn(item) ? statement.Name(last) : null;
    }

    /// <summary>Whether the column of a later source is the same as one before it, by USING or NATURAL.</summary>
    public static bool IsJoined(SqlSource source, string column) => source.IsNatural || source.Using.Contains(column);

    private IReadOnlyList<SqlColumn> Guarded(Func<IReadOnlyList<SqlColumn>> read)
    {
        if (_depth >= MostDepth || _columns > 10 * MostColumns)
            return [];
        _depth++;
        try
        {
            var columns = read();
            _columns += columns.Count + 1;
            return columns;
        }
        finally
        {
            _depth--;
        }
    }

    private void Read(int at, int end, SqlCtes? ctes, List<SqlSource> into, int depth)
    {
        var isExpected = true;
        var isNatural = false;
        while (at < end && into.Count < MostSources)
        {
            if (at != typed && statement.Is(at, "USING") && statement.KindOf(at + 1) == SqlTokenKind.Open && into.Count > 0)
                AddUsing(at + 1, into[^1]);
            isNatural |= at != typed && statement.Is(at, "NATURAL");
            if (statement.KindOf(at) == SqlTokenKind.Comma || (at != typed && statement.Is(at, "JOIN")))
                (isExpected, at) = (true, at + 1);
            else if (isExpected && (statement.KindOf(at) == SqlTokenKind.Open || statement.IsName(at)))
                (isExpected, isNatural, at) = (false, false, ReadOne(at, end, ctes, into, isNatural, depth));
            else
                at = statement.Behind(at);
        }
    }

    private int ReadOne(int at, int end, SqlCtes? ctes, List<SqlSource> into, bool isNatural, int depth)
    {
        var start = at;
        string? name = null;
        Func<IReadOnlyList<SqlColumn>> columns;
        if (statement.KindOf(at) == SqlTokenKind.Open)
        {
            at = statement.Behind(at);
            if (!statement.IsQuery(start) && depth < MostDepth)
            {
                Read(start + 1, statement.EndOf(start), ctes, into, depth + 1);
                return at;
            }

            columns = () => ColumnsOf(start + 1, statement.EndOf(start), ctes);
        }
        else
        {
            var prefix = statement.KindOf(at + 1) == SqlTokenKind.Dot && statement.IsName(at + 2) ? statement.Name(at) : null;
            at += prefix is null ? 1 : 3;
            var table = name = statement.Name(at - 1);
            columns = () => Guarded(() => ColumnsOf(prefix, table, ctes));
            if (at < end && statement.KindOf(at) == SqlTokenKind.Open)
                at = statement.Behind(at);
        }

        var hasAs = at < end && at != typed && statement.Is(at, "AS");
        var alias = at + (hasAs ? 1 : 0);
        var hasAlias = alias < end && IsAlias(alias);
        into.Add(new SqlSource(hasAlias ? statement.Name(alias) : name, name, start, new Lazy<IReadOnlyList<SqlColumn>>(columns)) { IsNatural = isNatural });
        return hasAlias ? alias + 1 : alias;
    }

    private void AddUsing(int open, SqlSource source)
    {
        for (var i = open + 1; i < statement.EndOf(open); i++)
        {
            if (statement.IsName(i))
                source.Using.Add(statement.Name(i));
        }
    }

    private IReadOnlyList<SqlColumn> ColumnsOf(string? prefix, string table, SqlCtes? ctes)
    {
        if (prefix is not null || ctes?.Find(table) is not { } cte)
            return schema.Columns(prefix, table) ?? [];
        if (cte.Columns is not null)
            return cte.Columns;

        // A recursive one sees what is known of it so far: the names it was given.
        cte.Columns = cte.Names is null ? [] : [.. cte.Names.Select(n => new SqlColumn(n, null, null))];
        var own = cte.Body < 0 ? [] : ColumnsOf(cte.Body + 1, statement.EndOf(cte.Body), cte.Scope);
        cte.Columns = cte.Names is null ? own : [.. cte.Names.Select((n, i) => i < own.Count ? own[i] with { Name = n } : new SqlColumn(n, null, null))];
        return cte.Columns;
    }

    private List<SqlColumn> ValueColumns(SqlClause values)
    {
        if (statement.KindOf(values.Start) != SqlTokenKind.Open)
            return [];
        var count = Items(new SqlClause("", values.Start + 1, statement.EndOf(values.Start))).Take(MostColumns).Count();
        return [.. Enumerable.Range(1, count).Select(i => new SqlColumn(FormattableString.Invariant($"column{i}"), null, null))];
    }

    private IEnumerable<SqlColumn> Columns((int Start, int End) item, SqlCore core, SqlCtes? ctes)
    {
        var sources = Of(core, ctes);
        var isStar = statement.KindOf(item.End - 1) == SqlTokenKind.Star;
        if (isStar && item.End - item.Start == 1)
            return sources.SelectMany((source, i) => source.Columns.Value.Where(c => c.Name is null || !IsShownBefore(sources, i, c.Name)));
        if (isStar && item.End - item.Start == 3 && statement.KindOf(item.Start + 1) == SqlTokenKind.Dot)
            return Named(sources, statement.Name(item.Start))?.Columns.Value ?? [];

        var given = NameOf(item);
        var known = Resolve(IsColumn(item) ? item : (item.Start, item.End - (statement.Is(item.End - 2, "AS") ? 2 : 1)), sources);
        return [known is null ? new SqlColumn(given, null, null) : known with { Name = IsColumn(item) ? known.Name : given }];
    }

    private static bool IsShownBefore(IReadOnlyList<SqlSource> sources, int index, string column) =>
        IsJoined(sources[index], column) && sources.Take(index).Any(s => s.Has(column));

    private SqlColumn? Resolve((int Start, int End) item, IReadOnlyList<SqlSource> sources)
    {
        if (!IsColumn(item))
            return null;
        var name = statement.Name(item.End - 1);
        var from = item.End - item.Start == 1 ? null : statement.Name(item.End - 3);
        return sources.Where(s => from is null || string.Equals(s.Name, from, StringComparison.OrdinalIgnoreCase))
            .SelectMany(s => s.Columns.Value).FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The source of a name, or null.</summary>
    public static SqlSource? Named(IEnumerable<SqlSource> sources, string name) =>
        sources.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    // name, table.name or schema.table.name
    private bool IsColumn((int Start, int End) item) =>
        item.End - item.Start is 1 or 3 or 5
        && Enumerable.Range(item.Start, item.End - item.Start).All(i => (i - item.Start) % 2 == 0 ? statement.IsName(i) : statement.KindOf(i) == SqlTokenKind.Dot);

    // A keyword that may be a name is none here: it is more likely what follows an expression.
    private bool IsAlias(int at) => statement.KindOf(at) switch
    {
        SqlTokenKind.Quoted or SqlTokenKind.Text => true,
        SqlTokenKind.Word => at != typed && statement.IsName(at) && !statement.Is(at, "END", "WINDOW", "ASC", "DESC"),
        _ => false,
    };

    private bool IsOperand(int at) => statement.KindOf(at) switch
    {
        SqlTokenKind.Text or SqlTokenKind.Literal or SqlTokenKind.Variable or SqlTokenKind.Close or SqlTokenKind.Quoted => true,
        SqlTokenKind.Word => statement.IsName(at) || statement.Is(at, "NULL"),
        _ => false,
    };
}
