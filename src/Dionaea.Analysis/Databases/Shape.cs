using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Which tables and columns a database has, and the temporary views that make it look like the newest schema: what
/// is missing is an empty table or a NULL column, what had another name has today's. Raw tables that are whole keep
/// their names and are read directly.
/// </summary>
internal sealed class Shape
{
    // Spelling and place of columns and tables in older files: schema specification, "Historic variants".
    private static readonly (string Table, string Column, string Older)[] Renamed =
    [
        ("connections", "connection_root", "connection_tree"),
        ("downloads", "download", "downloads"),
        ("emu_services", "emu_serivce", "emu_service"),
        ("emu_services_old", "emu_serivce", "emu_service"),
    ];

    private static readonly (string Table, string Leftover, string[] Columns)[] Leftovers =
    [
        ("downloads", "downloads_old", ["downloads", "connection", "download_url", "download_md5_hash"]),
        ("dcerpcrequests", "dcerpcs", ["dcerpc", "connection", "dcerpc_uuid", "dcerpc_opnum", ""]),
    ];

    private readonly Dictionary<string, IReadOnlyList<string>> _tables;

    private Shape(Dictionary<string, IReadOnlyList<string>> tables)
    {
        _tables = tables;
        var views = AnalysisViews.All;
        ViewDefinitions = string.Join(";\n", Stored().Concat(views.Select(v => $"CREATE TEMP VIEW {Raw.Quote(v.Name)} AS {v.Sql}")));
        Names = new HashSet<string>([.. tables.Keys, .. KnownTables.Columns.Keys, .. views.Select(v => v.Name)], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The stored tables and their columns, as the file has them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables => _tables;

    /// <summary>The statements that make the temporary views.</summary>
    public string ViewDefinitions { get; }

    /// <summary>The names of all tables and views that a statement can use.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The tables of older files whose rows the views show under today's names.</summary>
    public static IEnumerable<string> OlderTables => Leftovers.Select(l => l.Leftover);

    /// <summary>What a column was called in older files, or null when it always had its name.</summary>
    public static string? OlderName(string table, string column) => Renamed.FirstOrDefault(
        r => r.Table.Equals(table, StringComparison.OrdinalIgnoreCase) && r.Column.Equals(column, StringComparison.OrdinalIgnoreCase)).Older;

    /// <summary>Everything that a statement can select from, with its columns.</summary>
    public IEnumerable<Relation> Relations()
    {
        foreach (var view in AnalysisViews.All)
            yield return Relation.Of(view);
        foreach (var (table, known) in KnownTables.Columns)
        {
            var hasLeftover = Leftovers.Any(l => l.Table == table && Has(l.Leftover));
            if (IsWhole(table) && !hasLeftover)
                yield return new Relation(table, RelationType.Stored, _tables[table]);
            else if (Has(table) || hasLeftover)
                yield return new Relation(table, RelationType.Adapted, [.. known, .. hasLeftover ? [] : Extra(table, known)]);
            else
                yield return new Relation(table, RelationType.Absent, known);
        }

        foreach (var (table, columns) in _tables.Where(t => !KnownTables.Columns.ContainsKey(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal))
            yield return new Relation(table, RelationType.Stored, columns);
    }

    /// <summary>Whether the file stores a table.</summary>
    public bool Has(string table) => _tables.ContainsKey(table);

    /// <summary>Whether the file stores a column.</summary>
    public bool Has(string table, string column) =>
        _tables.TryGetValue(table, out var columns) && columns.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the shape of an opened database.</summary>
    /// <exception cref="WorkbenchException">It is damaged, or none of its tables is one of log_sqlite's.</exception>
    public static Shape Read(sqlite3 database, string name)
    {
        var tables = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        const string sql = "SELECT m.name, p.name FROM sqlite_master AS m JOIN pragma_table_info(m.name, 'main') AS p "
            + "WHERE m.type IN ('table', 'view') AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name, p.cid";
        var code = raw.sqlite3_prepare_v2(database, sql, out var statement);
        if (code != raw.SQLITE_OK)
            throw SqliteFault.For(database, code, null, name, null);

        using (statement)
        {
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                var table = raw.sqlite3_column_text(statement, 0).utf8_to_string();
                if (!tables.TryGetValue(table, out var columns))
                    tables[table] = columns = [];
                columns.Add(raw.sqlite3_column_text(statement, 1).utf8_to_string());
            }

            if (code != raw.SQLITE_DONE)
                throw SqliteFault.For(database, code, null, name, null);
        }

        return IsDionaea(tables)
            ? new Shape(tables.ToDictionary(t => t.Key, t => (IReadOnlyList<string>)t.Value, StringComparer.OrdinalIgnoreCase))
            : throw NotDionaea(tables.Keys, name);
    }

    private static bool IsDionaea(Dictionary<string, List<string>> tables)
    {
        if (tables.TryGetValue("connections", out var connections))
            return new[] { "connection", "connection_timestamp" }.All(c => connections.Contains(c, StringComparer.OrdinalIgnoreCase));
        return tables.Keys.Count(KnownTables.Columns.ContainsKey) >= 3;
    }

    private static WorkbenchException NotDionaea(IEnumerable<string> tables, string name)
    {
        var found = tables.Order(StringComparer.Ordinal).Take(8).Select(t => $"'{Suggestion.Excerpt(t)}'").ToList();
        return WorkbenchException.Input(
            found.Count == 0
                ? $"'{name}' is an SQLite database without tables."
                : $"'{name}' is an SQLite database, but not dionaea's: it has the tables {string.Join(", ", found)}.",
            "Expected is the file that dionaea's log_sqlite writes (dionaea.sqlite, formerly logsql.sqlite), with a table 'connections'.");
    }

    private IEnumerable<string> Stored()
    {
        foreach (var (table, known) in KnownTables.Columns)
        {
            var leftover = Leftovers.FirstOrDefault(l => l.Table == table && Has(l.Leftover));
            if (IsWhole(table) && leftover.Leftover is null)
                continue;

            var parts = new List<string> { Has(table) ? Select(table, known) : Empty(known) };
            if (leftover.Leftover is not null)
                parts.Add(FromLeftover(leftover.Leftover, known, leftover.Columns));
            yield return $"CREATE TEMP VIEW {Raw.Quote(table)} AS {string.Join(" UNION ALL ", parts)}";
        }
    }

    private bool IsWhole(string table) => Has(table) && KnownTables.Columns[table].All(c => Has(table, c));

    private IEnumerable<string> Extra(string table, IReadOnlyList<string> known) => _tables[table].Except(known, StringComparer.OrdinalIgnoreCase);

    private static string Empty(IReadOnlyList<string> known) =>
        $"SELECT {string.Join(", ", known.Select(c => $"NULL AS {Raw.Quote(c)}"))} WHERE 0";

    private string Select(string table, IReadOnlyList<string> known)
    {
        var all = known.Select(c => Expression(table, c)).Concat(Extra(table, known).Select(Raw.Quote));
        var alone = Leftovers.All(l => l.Table != table || !Has(l.Leftover));
        return $"SELECT {string.Join(", ", alone ? all : known.Select(c => Expression(table, c)))} FROM main.{Raw.Quote(table)}";
    }

    private string Expression(string table, string column)
    {
        if (Has(table, column))
            return Raw.Quote(column);
        var older = Renamed.FirstOrDefault(r => r.Table == table && r.Column == column).Older;
        return $"{(older is not null && Has(table, older) ? Raw.Quote(older) : "NULL")} AS {Raw.Quote(column)}";
    }

    private string FromLeftover(string leftover, IReadOnlyList<string> known, string[] columns) =>
        $"SELECT {string.Join(", ", known.Select((c, i) => i < columns.Length && Has(leftover, columns[i]) ? $"{Raw.Quote(columns[i])} AS {Raw.Quote(c)}" : $"NULL AS {Raw.Quote(c)}"))} FROM main.{Raw.Quote(leftover)}";
}
