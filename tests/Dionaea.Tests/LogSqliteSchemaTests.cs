using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

public sealed class LogSqliteSchemaTests
{
    [Fact]
    public void Apply_creates_what_the_original_creates()
    {
        using var ours = Applied();
        using var original = InMemory();
        Execute(original, File.ReadAllText(Repository.Shared("data", "oracle", "schema.sql")));

        Assert.Equal(Shape(original), Shape(ours));
    }

    [Fact]
    public void Apply_creates_28_tables_52_named_indexes_and_a_trigger()
    {
        using var database = Applied();

        Assert.Equal(
            ["index 55", "table 28", "trigger 1"],
            Rows.Of(database, "SELECT type || ' ' || count(*) FROM sqlite_master GROUP BY type ORDER BY type").Select(row => row[0]));
        Assert.Equal(52L, Rows.Of(database, "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")[0][0]);
    }

    [Theory]
    [InlineData("adityamhn", "dionaea.sqlite")]
    [InlineData("ahm1027", "dionaea-1.sqlite")]
    [InlineData("noahassd", "dionaea.sqlite")]
    public void Apply_gives_the_lookup_rows_of_real_sensors_with_their_ids(string folder, string file)
    {
        using var ours = Applied();
        using var real = Rows.Open(Repository.Shared("data", "real", folder, file));

        foreach (var (table, count) in new[] { ("dcerpcservices", 47), ("dcerpcserviceops", 54), ("mysql_command_ops", 29) })
        {
            var rows = Rows.Of(ours, $"SELECT * FROM {table} ORDER BY 1");
            Assert.Equal(count, rows.Count);
            Assert.Equal(Rows.Of(real, $"SELECT * FROM {table} ORDER BY 1"), rows);
        }
    }

    [Fact]
    public void Apply_changes_nothing_when_repeated()
    {
        using var database = Applied();
        Execute(database, "INSERT INTO connections (connection_type) VALUES ('accept')");
        var before = Rows.Dump(database).ToList();

        LogSqliteSchema.Apply(database.Handle!);

        Assert.Equal(before, Rows.Dump(database));
    }

    [Fact]
    public void Seed_keeps_rows_that_are_there_and_finds_services_by_any_spelling_of_their_UUID()
    {
        using var database = InMemory();
        LogSqliteSchema.CreateTables(database.Handle!);
        Execute(database, """
            INSERT INTO dcerpcservices VALUES (900, '4B324FC8167001D312785A47BF6EE188', 'SRVSVC');
            INSERT INTO dcerpcserviceops VALUES (1, 900, 15, 'NetShareEnumAll', '')
            """);

        LogSqliteSchema.Seed(database.Handle!);

        Assert.Equal("NetShareEnumAll", Rows.Of(database, "SELECT dcerpcserviceop_name FROM dcerpcserviceops WHERE dcerpcservice = 900 AND dcerpcserviceop_opnum = 15")[0][0]);
        Assert.Equal(
            "MS08-67",
            Rows.Of(database, "SELECT dcerpcserviceop_vuln FROM dcerpcserviceops JOIN dcerpcservices USING (dcerpcservice) WHERE dcerpcservice_name = 'SRVSVC' AND dcerpcserviceop_opnum = 31")[0][0]);
    }

    [Fact]
    public void Trigger_makes_a_connection_its_own_root_unless_it_is_given_one()
    {
        using var database = Applied();
        Execute(database, """
            INSERT INTO connections (connection_type) VALUES ('accept');
            INSERT INTO connections (connection_type, connection_root) VALUES ('accept', 1);
            INSERT INTO connections (connection_type) VALUES ('reject')
            """);

        Assert.Equal([1L, 1L, 3L], Rows.Of(database, "SELECT connection_root FROM connections ORDER BY connection").Select(row => row[0]));
    }

    [Fact]
    public void Inserts_name_every_column_that_incidents_fill()
    {
        using var database = Applied();
        var lookups = new[] { "dcerpcservices", "dcerpcserviceops", "mysql_command_ops", "resolves" };
        var tables = Rows.Of(database, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => (string)row[0]!).Except(lookups);
        var inserts = LogSqliteSchema.Inserts();

        Assert.Equal(tables.Order(), inserts.Keys.Order());
        foreach (var (table, sql) in inserts)
        {
            var columns = Rows.Of(database, $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid").Select(row => (string)row[0]!);
            Assert.Contains($"({string.Join(", ", columns.Skip(table is "connections" ? 0 : 1))})", sql, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RowStatement_keeps_empty_texts_and_blobs_apart_from_null()
    {
        using var database = Applied();
        using (var insert = new RowStatement(database.Handle!, "INSERT INTO logins (login_username, login_password) VALUES (?1, ?2)"))
        {
            insert.Bind(1, "");
            insert.Bind(2, []);
            insert.Run();
            insert.BindNull(1);
            insert.Bind(2, "a\0ü");
            insert.Run();
            Assert.Equal(2, insert.Count);
        }

        Assert.Equal(
            ["text,blob,0,0", "null,text,,4"],
            Rows.Of(database, "SELECT concat_ws(',', typeof(login_username), typeof(login_password), coalesce(length(CAST(login_username AS BLOB)), ''), length(CAST(login_password AS BLOB))) FROM logins").Select(row => row[0]));
    }

    private static SqliteConnection Applied()
    {
        var database = InMemory();
        LogSqliteSchema.Apply(database.Handle!);
        return database;
    }

    private static SqliteConnection InMemory()
    {
        var database = new SqliteConnection("Data Source=:memory:;Pooling=False");
        database.Open();
        return database;
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Shape(SqliteConnection database) =>
    [
        .. Rows.Of(database, """
            SELECT 'column', m.name, c.cid, c.name, upper(c.type), c."notnull", coalesce(c.dflt_value, ''), c.pk
            FROM sqlite_master AS m JOIN pragma_table_xinfo(m.name) AS c
            WHERE m.type = 'table' ORDER BY 2, 3
            """).Select(row => string.Join(' ', row)),
        .. Rows.Of(database, """
            SELECT 'index', m.name, i.name, i."unique", i.origin, i.partial, c.seqno, c.name
            FROM sqlite_master AS m JOIN pragma_index_list(m.name) AS i JOIN pragma_index_info(i.name) AS c
            WHERE m.type = 'table' ORDER BY 2, 3, 7
            """).Select(row => string.Join(' ', row)),
        .. Rows.Of(database, "SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2").Select(row => string.Join(' ', row)),
    ];
}
