using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The schema of dionaea's log_sqlite as its last upstream releases create it: 28 tables, a trigger, 52 named
/// indexes and the seed rows. Every step may be repeated on a file that already has it.
/// </summary>
internal static partial class LogSqliteSchema
{
    private static readonly Lazy<IReadOnlySet<(string Table, string Column)>> Numbers = new(ReadNumbers);

    /// <summary>Applies all of it: tables, seed rows, indexes and trigger.</summary>
    /// <exception cref="SqliteException">SQLite refused, for instance because the disk is full.</exception>
    public static void Apply(sqlite3 database)
    {
        CreateTables(database);
        Seed(database);
        CreateIndexes(database);
    }

    /// <summary>Creates the tables that are missing.</summary>
    public static void CreateTables(sqlite3 database) => Execute(database, Text("log_sqlite.sql"));

    /// <summary>Creates the indexes and the trigger that are missing; a bulk load does this last.</summary>
    public static void CreateIndexes(sqlite3 database) => Execute(database, Text("log_sqlite.indexes.sql"));

    /// <summary>
    /// Adds the lookup rows that are missing: 47 DCE/RPC services, 54 operations, 29 MySQL commands. In an empty
    /// file they get log_sqlite's ids: services in ordinal order of their names, the rest as listed.
    /// </summary>
    public static void Seed(sqlite3 database)
    {
        var statements = Statements("log_sqlite.seed.sql");
        var operations = Rows("rpc_services.csv");
        var services = operations.DistinctBy(row => row[1]).OrderBy(row => row[0], StringComparer.Ordinal);
        Insert(database, statements[0], services.Select(row => row[..2]));
        Insert(database, statements[1], operations.Where(row => row[2].Length > 0).OrderBy(row => row[0], StringComparer.Ordinal));
        Insert(database, statements[2], Rows("mysql_commands.csv"));
    }

    /// <summary>The INSERT statement of each table that incidents fill, by the table's name.</summary>
    public static IReadOnlyDictionary<string, string> Inserts() =>
        Statements("log_sqlite.rows.sql").ToDictionary(
            sql => sql[(sql.IndexOf("INSERT INTO ", StringComparison.Ordinal) + "INSERT INTO ".Length)..].Split(['\n', ' '], 2)[0],
            StringComparer.Ordinal);

    /// <summary>The indexes, each over one column.</summary>
    public static IEnumerable<(string Name, string Table, string Column)> Indexes() =>
        Statements("log_sqlite.indexes.sql")
            .Select(sql => IndexStatement().Match(sql))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));

    /// <summary>Whether a column of log_sqlite's is declared as a number; false for tables that are not upstream's.</summary>
    public static bool IsNumber(string table, string column) => Numbers.Value.Contains((table, column));

    /// <summary>Whether a declared type is one of numbers: INTEGER, NUMBER and their kin.</summary>
    public static bool IsNumber(string type) =>
        type.Contains("INT", StringComparison.OrdinalIgnoreCase) || type.Contains("NUM", StringComparison.OrdinalIgnoreCase);

    /// <summary>The statement that gives row ?1 of <c>connections</c> the root ?2 and the parent ?3.</summary>
    public static string Link() => Statements("log_sqlite.link.sql")[0];

    /// <summary>Runs statements whose results do not matter.</summary>
    public static void Execute(sqlite3 database, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, sql), database);

    private static HashSet<(string Table, string Column)> ReadNumbers()
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_open(":memory:", out var database), database);
        using (database)
        {
            CreateTables(database);
            var columns = new HashSet<(string, string)>();
            using var rows = new RowReading(database, "SELECT m.name, p.name, p.type FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p WHERE m.type = 'table'");
            while (rows.Next())
            {
                if (IsNumber(raw.sqlite3_column_text(rows.Statement, 2).utf8_to_string()))
                    columns.Add((raw.sqlite3_column_text(rows.Statement, 0).utf8_to_string(), raw.sqlite3_column_text(rows.Statement, 1).utf8_to_string()));
            }

            return columns;
        }
    }

    [GeneratedRegex(@"CREATE INDEX IF NOT EXISTS (\w+) ON (\w+) \((\w+)\)")]
    private static partial Regex IndexStatement();

    private static void Insert(sqlite3 database, string sql, IEnumerable<string[]> rows)
    {
        using var statement = new RowStatement(database, sql);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                statement.Bind(i + 1, row[i]);
            statement.Run();
        }
    }

    private static string[] Statements(string name) =>
        [.. Text(name).Split(";\n", StringSplitOptions.TrimEntries).Where(sql => sql.Length > 0)];

    private static List<string[]> Rows(string name) =>
        [.. Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];

    private static string Text(string name) => Resources.Text("Schema/" + name).ReplaceLineEndings("\n");
}
