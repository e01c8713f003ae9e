using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Tests;

/// <summary>Small databases with links of every kind and values of every storage class in every column.</summary>
internal static class RandomForest
{
    private static readonly string?[] Types = ["accept", "accept", "accept", "connect", "listen", "reject", "pending", "odd", null];

    private static readonly object[] Values =
    [
        "", "a", "b'c", "{0} %s", "line\nline", "\u001b[31m", "\0x", "é\U0001f600", "<b>", "1", 5L, -1L, 2.5, new byte[] { 0x61, 0xff, 0x62 }, DBNull.Value,
    ];

    /// <summary>Writes a database; the same for the same seed.</summary>
    public static void Write(string path, int seed)
    {
        var random = new Random(seed);
        Batteries_V2.Init();
        raw.sqlite3_open(path, out var file);
        using (file)
        {
            LogSqliteSchema.Execute(file, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
            LogSqliteSchema.CreateTables(file);
            LogSqliteSchema.Seed(file);
            if (random.Next(4) > 0)
                LogSqliteSchema.CreateIndexes(file);
            LogSqliteSchema.Execute(file, "DROP TRIGGER IF EXISTS connections_INSERT_update_connection_root_trg; COMMIT");
        }

        using var database = Open(path);
        using var transaction = database.BeginTransaction();
        var connections = random.Next(1, 14);
        for (var id = 1; id <= connections; id++)
        {
            Insert(database, "connections", [
                id, Types[random.Next(Types.Length)] ?? (object)DBNull.Value, Any(random), Any(random), Time(random), Root(random, id, connections), Parent(random, connections),
                Any(random), Any(random), Any(random), Any(random), Any(random)]);
        }

        foreach (var table in Rows.Of(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'connections'").Select(row => (string)row[0]!))
            Fill(database, table, random, connections);
        transaction.Commit();
    }

    /// <summary>Opens a database for reading and writing.</summary>
    public static SqliteConnection Open(string path)
    {
        var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        return database;
    }

    private static void Fill(SqliteConnection database, string table, Random random, int connections)
    {
        if (table is "dcerpcservices" or "dcerpcserviceops" or "mysql_command_ops")
            return;
        var columns = Rows.Of(database, $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid").Select(row => (string)row[0]!).ToList();
        var count = random.Next(0, 6);
        for (var row = 1; row <= count; row++)
            Insert(database, table, [row, .. columns.Skip(1).Select(column => Of(column, random, connections))]);
    }

    private static object Of(string column, Random random, int connections) => column switch
    {
        "connection" => random.Next(1, connections + 1),
        "mysql_command" or "sip_command" or "virustotal" => random.Next(1, 4),
        "dcerpcbind_uuid" or "dcerpcrequest_uuid" => Pick<object>(random, "4b324fc8-1670-01d3-1278-5a47bf6ee188", "unknown", DBNull.Value),
        "dcerpcrequest_opnum" => random.Next(28, 34),
        "download_md5_hash" or "virustotal_md5_hash" => Pick<object>(random, "m1", "m2"),
        "virustotal_timestamp" => Time(random),
        "mysql_command_cmd" => Pick<object>(random, 3L, 22L, 200L, "x"),
        "emu_profile_json" => Pick<object>(random, "not json", "['"),
        _ => Any(random),
    };

    private static object Root(Random random, int id, int connections) => random.Next(4) switch
    {
        0 => DBNull.Value,
        1 => random.Next(1, connections + 1),
        _ => id,
    };

    private static object Parent(Random random, int connections) => random.Next(3) == 0 ? DBNull.Value : random.Next(1, connections + 2);

    private static object Time(Random random) => random.Next(4) switch
    {
        0 => 1_600_000_000L + random.Next(100_000),
        1 => 1_600_000_000.9996,
        2 => DBNull.Value,
        _ => 1_600_000_000.25 + random.Next(100_000),
    };

    private static object Any(Random random) => Values[random.Next(Values.Length)];

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    // A row that a constraint of the schema refuses is left out.
    private static void Insert(SqliteConnection database, string table, object[] values)
    {
        using var command = database.CreateCommand();
        command.CommandText = $"INSERT OR IGNORE INTO {table} VALUES ({string.Join(',', values.Select((_, i) => $"${i}"))})";
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i}", values[i]);
        command.ExecuteNonQuery();
    }
}
