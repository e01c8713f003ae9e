using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Writes a result into a temporary table of a session.</summary>
internal static class KeptTable
{
    /// <summary>Creates the table, replacing one of the same name, and fills it; all or nothing.</summary>
    public static void Write(sqlite3 database, string name, Table table, string databaseName)
    {
        var columns = string.Join(", ", table.Columns.Select(c => Raw.Quote(c.Name)));
        Raw.Execute(database, $"SAVEPOINT keep; DROP TABLE IF EXISTS temp.{Raw.Quote(name)}; CREATE TEMP TABLE {Raw.Quote(name)} ({columns})", databaseName);
        try
        {
            var holes = string.Join(", ", table.Columns.Select(_ => "?"));
            var sql = $"INSERT INTO temp.{Raw.Quote(name)} VALUES ({holes})";
            if (raw.sqlite3_prepare_v2(database, sql, out var insert) is var code && code != raw.SQLITE_OK)
                throw SqliteFault.For(database, code, null, databaseName, null);
            using (insert)
                Insert(database, insert, table, databaseName);
            Raw.Execute(database, "RELEASE keep", databaseName);
        }
        catch
        {
            Raw.Execute(database, "ROLLBACK TO keep; RELEASE keep", databaseName);
            throw;
        }
    }

    private static void Insert(sqlite3 database, sqlite3_stmt insert, Table table, string databaseName)
    {
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < row.Length; i++)
                Raw.Bind(insert, i + 1, row[i]);
            var code = raw.sqlite3_step(insert);
            if (code != raw.SQLITE_DONE)
                throw SqliteFault.For(database, code, null, databaseName, null);
            raw.sqlite3_reset(insert);
        }
    }
}
