using Dionaea.Analysis;
using SQLitePCL;

namespace Dionaea.Tests;

/// <summary>
/// A log_sqlite database in which every text column of every table holds hostile values, while its joins still
/// find each other: hashes, UUIDs, command numbers and links between connections agree.
/// </summary>
internal static class HostileDatabase
{
    /// <summary>Rows of <c>connections</c>.</summary>
    public const int Connections = 600;

    /// <summary>The Unix second of the first connection, 2026-05-01T00:00:00Z; the others follow half-hourly.</summary>
    public const long Start = 1_777_593_600;

    private const int SecondsApart = 1800;

    // Columns that must hold the same value wherever the same thing is meant.
    private static readonly HashSet<string> Joined = new(StringComparer.Ordinal)
    {
        "download_md5_hash", "virustotal_md5_hash", "dcerpcbind_uuid", "dcerpcrequest_uuid", "dcerpcservice_uuid",
    };

    private static readonly string[] Types = ["accept", "connect", "listen", "reject", "pending"];

    private sealed record Column(string Name, string Declared, int Index);

    /// <summary>Writes the database; the file must not exist.</summary>
    public static void Write(string path)
    {
        Batteries_V2.Init();
        Assert(raw.sqlite3_open(path, out var database));
        using (database)
        {
            LogSqliteSchema.Execute(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            LogSqliteSchema.CreateTables(database);
            LogSqliteSchema.Execute(database, "BEGIN");
            WriteConnections(database);
            foreach (var table in Tables(database).Where(table => table != "connections"))
                WriteRows(database, table);
            LogSqliteSchema.Seed(database);
            LogSqliteSchema.Execute(database, "COMMIT");
            LogSqliteSchema.CreateIndexes(database);
        }
    }

    // Three rows of four are inbound and otherwise hostile, so that analyses have something to show; the last
    // one's type and transport are hostile too. Every seventh hangs below the one before it.
    private static void WriteConnections(sqlite3 database)
    {
        using var insert = Insert(database, "connections", 12);
        for (var row = 1; row <= Connections; row++)
        {
            var isChild = row % 7 == 0;
            insert.Bind(1, row);
            if (row % 4 == 0)
                Bind(insert, 2, Short(row * 3));
            else
                insert.Bind(2, row % 11 == 0 ? Types[row / 11 % Types.Length] : "accept");
            if (row % 4 == 0)
                Bind(insert, 3, Short(row * 5));
            else
                insert.Bind(3, "tcp");
            Bind(insert, 4, Protocol(row));
            insert.Bind(5, Start + ((row - 1) * SecondsApart) + (row / 1000.0));
            insert.Bind(6, isChild ? row - 1 : row);
            if (isChild)
                insert.Bind(7, row - 1);
            else
                insert.BindNull(7);
            Bind(insert, 8, Short(row / 4));
            insert.Bind(9, row % 3 == 0 ? 445 : row * 109 % 65_536);
            Bind(insert, 10, Host(row));
            Bind(insert, 11, Short((row * 17) + 5));
            insert.Bind(12, row * 211 % 65_536);
            insert.Run();
        }
    }

    private static void WriteRows(sqlite3 database, string table)
    {
        var columns = Columns(database, table);
        using var insert = Insert(database, table, columns.Count);
        var rows = HostileValues.Short.Count * 2;
        for (var row = 1; row <= rows + HostileValues.Long.Count; row++)
        {
            if (IsTaken(table, row))
                break;
            foreach (var column in columns)
                BindColumn(insert, table, column, row, rows);
            insert.Run();
        }
    }

    private static void BindColumn(RowStatement insert, string table, Column column, int row, int rows)
    {
        var parameter = column.Index + 1;
        if (column.Index == 0)
            insert.Bind(parameter, row);
        else if (column.Name is "connection")
            insert.Bind(parameter, ((row - 1) % Connections) + 1);
        else if (column.Name is "virustotal_timestamp")
            insert.Bind(parameter, Start + (row * 60L));
        else if (column.Name is "mysql_command_cmd")
            insert.Bind(parameter, table is "mysql_commands" ? row % 29 : row - 1);
        else if (column.Declared is not ("TEXT" or ""))
            insert.Bind(parameter, IsReference(column) ? row : row % 64);
        else if (Joined.Contains(column.Name))
            Bind(insert, parameter, Short(row));
        else if (row > rows)
            Bind(insert, parameter, HasRoomFor(column) ? HostileValues.Long[row - rows - 1] : Short(row));
        else
            Bind(insert, parameter, Mixed((row * 7) + (column.Index * 13), row, column));
    }

    // The second time round, texts are stored as bytes, as services of dionaea 0.5.0 and later do.
    private static HostileValue Mixed(int number, int row, Column column)
    {
        var value = Short(number);
        return row > HostileValues.Short.Count && column.Name is not "virustotalscan_scanner" ? value with { IsBlob = true } : value;
    }

    // A megabyte in every column and its index would fill the disk.
    private static bool HasRoomFor(Column column) => column.Name is
        "offer_url" or "download_url" or "login_username" or "login_password" or "emu_profile_json" or "mssql_command_cmd"
        or "mysql_command_arg_data" or "sip_command_user_agent" or "mqtt_publish_command_message" or "virustotal_permalink";

    private static bool IsReference(Column column) =>
        column.Name is "virustotal" or "mysql_command" or "sip_command" or "dcerpcservice";

    // The lookup tables have one row per key.
    private static bool IsTaken(string table, int row) => table switch
    {
        "mysql_command_ops" => row > 29,
        "dcerpcservices" or "dcerpcserviceops" => row > HostileValues.Short.Count,
        _ => false,
    };

    private static HostileValue Protocol(int row) =>
        row <= HostileValues.Long.Count ? HostileValues.Long[row - 1] : Short(row);

    // A dozen attackers return, the others come once, a few with very long names.
    private static HostileValue Host(int row) =>
        row > 20 && row <= 20 + HostileValues.Long.Count ? HostileValues.Long[row - 21] : row % 3 == 0 ? Short(row % 12) : Short(row * 11);

    private static HostileValue Short(int number) => HostileValues.Short[number % HostileValues.Short.Count];

    private static void Bind(RowStatement statement, int parameter, HostileValue value)
    {
        if (value.IsBlob)
            statement.Bind(parameter, value.Bytes);
        else
            statement.BindUtf8(parameter, value.Bytes);
    }

    private static RowStatement Insert(sqlite3 database, string table, int columns) => new(
        database, $"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Range(1, columns).Select(i => $"?{i}"))})");

    private static List<string> Tables(sqlite3 database) =>
        [.. Rows(database, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Select(row => row[0])];

    private static List<Column> Columns(sqlite3 database, string table) =>
        [.. Rows(database, $"SELECT name, type FROM pragma_table_info('{table}') ORDER BY cid").Select((row, i) => new Column(row[0], row[1], i))];

    private static List<string[]> Rows(sqlite3 database, string sql)
    {
        Assert(raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            var rows = new List<string[]>();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement))
                    .Select(i => raw.sqlite3_column_text(statement, i).utf8_to_string())]);
            }

            return rows;
        }
    }

    private static void Assert(int result) => Xunit.Assert.Equal(raw.SQLITE_OK, result);
}
