using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What statements can select from: what the opened database has, and the kept results. Holds for one question.</summary>
internal sealed class TypingSchema(Workbench workbench)
{
    // Table-valued functions that statements may use (https://sqlite.org/json1.html, pragma.html), and the schema table.
    private static readonly Dictionary<string, string[]> Built = new(StringComparer.OrdinalIgnoreCase)
    {
        ["json_each"] = ["key", "value", "type", "atom", "id", "parent", "fullkey", "path"],
        ["json_tree"] = ["key", "value", "type", "atom", "id", "parent", "fullkey", "path"],
        ["pragma_table_info"] = ["cid", "name", "type", "notnull", "dflt_value", "pk"],
        ["pragma_table_xinfo"] = ["cid", "name", "type", "notnull", "dflt_value", "pk", "hidden"],
        ["sqlite_schema"] = ["type", "name", "tbl_name", "rootpage", "sql"],
        ["sqlite_master"] = ["type", "name", "tbl_name", "rootpage", "sql"],
    };

    private readonly IReadOnlyDictionary<string, Table> _kept = workbench.Kept;
    private readonly HoneypotDatabase? _database = workbench.Opened;

    /// <summary>The functions that stand in place of a table.</summary>
    public static IReadOnlyList<string> TableFunctions { get; } = ["json_each", "json_tree"];

    /// <summary>Everything that can be selected from: views, kept results, tables that the file has, then those it lacks.</summary>
    public IEnumerable<Relation> All
    {
        get
        {
            var relations = (_database?.Relations ?? Relation.Known).Values;
            return relations.Where(r => r.Type == RelationType.View)
                .Concat(_kept.Select(k => Relation.Of(k.Key, k.Value)))
                .Concat(relations.Where(r => r.Type is RelationType.Stored or RelationType.Adapted))
                .Concat(relations.Where(r => r.Type == RelationType.Absent));
        }
    }

    /// <summary>How many rows a kept result has.</summary>
    public int KeptRows(string name) => _kept.TryGetValue(name, out var table) ? table.Rows.Count : 0;

    /// <summary>How many rows a stored table has, as far as that is known without a scan.</summary>
    public RowEstimate? Estimate(string table) => _database?.EstimateRows(table);

    /// <summary>The tables of the file itself.</summary>
    public IEnumerable<string> Stored => _database?.StoredTables.Keys ?? [];

    /// <summary>What a name stands for, or null.</summary>
    public Relation? Find(string name) =>
        _kept.TryGetValue(name, out var table) ? Relation.Of(name, table) : (_database?.Relations ?? Relation.Known).GetValueOrDefault(name);

    /// <summary>The columns of what stands in a FROM, or null where that is unknown.</summary>
    /// <param name="schema"><c>main</c>, <c>temp</c>, or null.</param>
    /// <param name="name">The name.</param>
    public IReadOnlyList<SqlColumn>? Columns(string? schema, string name)
    {
        if (string.Equals(schema, "main", StringComparison.OrdinalIgnoreCase) && _database is not null && _database.StoredTables.TryGetValue(name, out var stored))
            return [.. stored.Select(column => new SqlColumn(column, name, new ViewColumn(column, Kinds.Guess(column, null) ?? Kind.Text, "")))];
        if (Find(name) is { } relation)
            return [.. relation.Columns.Select(column => new SqlColumn(column.Name, relation.Name, column))];
        return Built.TryGetValue(name, out var built) ? [.. built.Select(column => new SqlColumn(column, null, null))] : null;
    }
}
