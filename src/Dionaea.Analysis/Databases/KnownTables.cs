namespace Dionaea.Analysis;

/// <summary>
/// The stored tables that every database is shown with: those of the newest log_sqlite schema, the one that a defect
/// of dionaea's leaves behind, and those of the fork.
/// </summary>
internal static class KnownTables
{
    private static readonly Lazy<IReadOnlyList<(string Table, string Column, Kind Kind, string Part)>> Rows = new(Read);

    /// <summary>The columns of each table, in order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; } = Of(null);

    /// <summary>The kind of each column name; a name means the same in every table.</summary>
    public static IReadOnlyDictionary<string, Kind> KindOf { get; } = Rows.Value
        .DistinctBy(row => row.Column)
        .ToDictionary(row => row.Column, row => row.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of each table that dionaea's own last release creates, in order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Upstream { get; } = Of("upstream");

    /// <summary>What the fork adds: whole tables, and columns of others.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Fork { get; } = Of("fork");

    private static Dictionary<string, IReadOnlyList<string>> Of(string? part) => Rows.Value
        .Where(row => part is null || row.Part == part)
        .GroupBy(row => row.Table, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(row => row.Column)], StringComparer.OrdinalIgnoreCase);

    private static List<(string, string, Kind, string)> Read() =>
    [
        .. Resources.Text("Schema/tables.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.TrimEnd('\r').Split(','))
            .Select(cells => (cells[0], cells[1], Kinds.Find(cells[2]) ?? throw new InvalidOperationException($"unknown kind in tables.csv: {cells[2]}"), cells[3])),
    ];
}
