using Microsoft.Data.Sqlite;

namespace Dionaea.Tests;

/// <summary>Rows of SQLite files as they are stored, read without the workbench.</summary>
internal static class Rows
{
    /// <summary>Opens a file for reading.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>All rows of a statement; null, long, double, string or <c>byte[]</c>.</summary>
    public static List<object?[]> Of(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>
    /// Everything in a file as text, a line a row: the statements that made it, then every table's rows in the
    /// order of their ids, each value with its storage class.
    /// </summary>
    public static IEnumerable<string> Dump(SqliteConnection database)
    {
        foreach (var item in Of(database, "SELECT type, name, sql FROM sqlite_master ORDER BY rowid"))
            yield return string.Join('\t', item);
        foreach (var table in Of(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            var columns = Of(database, $"SELECT name FROM pragma_table_info('{table[0]}') ORDER BY cid")
                .Select(column => $"typeof({column[0]}) || ' ' || quote({column[0]})");
            foreach (var row in Of(database, $"SELECT {string.Join(", ", columns)} FROM {table[0]} ORDER BY 1"))
                yield return table[0] + "\t" + string.Join('\t', row);
        }
    }
}
