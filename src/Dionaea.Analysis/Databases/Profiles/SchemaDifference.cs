namespace Dionaea.Analysis;

/// <summary>
/// How a file's tables and columns differ from the newest log_sqlite schema: from the fork's when the file has
/// anything of the fork, else from dionaea's own last release. Columns are written <c>table.column</c>.
/// </summary>
/// <param name="MissingTables">Tables that are not stored; they read as empty.</param>
/// <param name="MissingColumns">Columns that stored tables lack; they read as NULL.</param>
/// <param name="Renamed">What stands under an older name, as a phrase ("connection_tree for connections.connection_root").</param>
/// <param name="ExtraTables">Tables and views that no known version writes.</param>
/// <param name="ExtraColumns">Columns that no known version writes.</param>
public sealed record SchemaDifference(
    IReadOnlyList<string> MissingTables,
    IReadOnlyList<string> MissingColumns,
    IReadOnlyList<string> Renamed,
    IReadOnlyList<string> ExtraTables,
    IReadOnlyList<string> ExtraColumns)
{
    /// <summary>Compares what a file stores.</summary>
    internal static SchemaDifference Of(IReadOnlyDictionary<string, IReadOnlyList<string>> stored)
    {
        var isFork = KnownTables.Fork.Any(t => t.Value.Any(c => Has(stored, t.Key, c)));
        var expected = KnownTables.Upstream.Concat(isFork ? KnownTables.Fork : [])
            .SelectMany(t => t.Value.Select(column => (Table: t.Key, Column: column))).ToList();
        var lacking = expected.Where(e => stored.ContainsKey(e.Table) && !Has(stored, e.Table, e.Column)).ToList();
        var extra = stored.Where(t => KnownTables.Columns.ContainsKey(t.Key))
            .SelectMany(t => t.Value.Where(c => !IsKnown(t.Key, c)).Select(c => $"{t.Key}.{c}"));
        return new SchemaDifference(
            Ordered(expected.Select(e => e.Table).Distinct().Where(t => !stored.ContainsKey(t))),
            Ordered(lacking.Where(e => Older(stored, e.Table, e.Column) is null).Select(e => $"{e.Table}.{e.Column}")),
            Ordered(lacking.Where(e => Older(stored, e.Table, e.Column) is not null)
                .Select(e => $"{Older(stored, e.Table, e.Column)} for {e.Table}.{e.Column}")
                .Concat(Shape.OlderTables.Where(stored.ContainsKey))),
            Ordered(stored.Keys.Where(t => !KnownTables.Columns.ContainsKey(t) && !Shape.OlderTables.Contains(t, StringComparer.OrdinalIgnoreCase) && !IsOfSqlite(t))),
            Ordered(extra));
    }

    /// <summary>Whether a name is of a table that SQLite itself keeps.</summary>
    internal static bool IsOfSqlite(string table) => table.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase);

    private static List<string> Ordered(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    private static bool Has(IReadOnlyDictionary<string, IReadOnlyList<string>> stored, string table, string column) =>
        stored.TryGetValue(table, out var columns) && columns.Contains(column, StringComparer.OrdinalIgnoreCase);

    private static string? Older(IReadOnlyDictionary<string, IReadOnlyList<string>> stored, string table, string column) =>
        Shape.OlderName(table, column) is { } older && Has(stored, table, older) ? older : null;

    private static bool IsKnown(string table, string column) => KnownTables.Columns[table].Any(known =>
        known.Equals(column, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Shape.OlderName(table, known), column, StringComparison.OrdinalIgnoreCase));
}
