using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The statements of all tables, each prepared when its first row comes.</summary>
/// <param name="database">The database.</param>
/// <param name="isBulk">Whether the indexes are still missing.</param>
internal sealed class RowStatements(sqlite3 database, bool isBulk) : IDisposable
{
    private readonly RowTableStatements?[] _tables = new RowTableStatements?[RowTable.All.Count];

    /// <summary>Those of a table.</summary>
    public RowTableStatements For(RowTable table) => _tables[table.Index] ??= new RowTableStatements(database, table, isBulk);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var table in _tables)
            table?.Dispose();
    }
}
