using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Scripts for PostgreSQL, loaded by its own psql and compared with what SQLite reads.</summary>
public sealed class PostgresScriptTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Databases() => ["small", "damaged", "tree-text", "maniactwister", "sample"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Databases))]
    public void Every_row_of_every_table_is_loaded_with_its_values(string name)
    {
        var path = name switch
        {
            "sample" => Repository.PathTo("data", "sample", "dionaea.sqlite"),
            "maniactwister" => Repository.Shared("data", "real", name, "logsql.sqlite"),
            _ => Repository.Shared("data", "oracle", name, "dionaea.sqlite"),
        };
        var notes = Load(path, name);
        Assert.Equal(name == "damaged", notes.Contains("wider", StringComparison.Ordinal));

        using var stored = Rows.Open(path);
        var tables = Rows.Of(stored, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").Select(row => (string)row[0]!).ToList();
        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            var columns = Rows.Of(stored, $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid").Select(row => (string)row[0]!).ToList();
            var expected = Rows.Of(stored, $"SELECT * FROM {table} ORDER BY 1");
            var loaded = server.Json(name, $"SELECT * FROM dionaea.{table} ORDER BY 1");
            Assert.Equal(expected.Count, loaded.Count);
            foreach (var (row, json) in expected.Zip(loaded))
            {
                for (var i = 0; i < columns.Count; i++)
                    Assert.True(IsSame(row[i], json, columns[i]), $"{table}.{columns[i]}: {row[i]} became {json}");
            }
        }

        Assert.Equal(Rows.Of(stored, "SELECT coalesce(max(offer), 0) + 1 FROM offers")[0][0], server.Json(name, "SELECT nextval('dionaea.offers_offer_seq') AS next")[0].GetProperty("next").GetInt64());
    }

    [Fact]
    public void Values_of_any_type_and_bytes_that_are_no_text_arrive_unchanged()
    {
        var path = _folder.PathTo("odd.sqlite");
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), path);
        using (var database = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = """
                DELETE FROM offers;
                INSERT INTO offers VALUES (1, 1, 'a\b' || char(9) || char(10) || char(13) || '\.' || '\N'), (2, 1, x'00ff'), (3, 1, CAST(x'61ff' AS TEXT)),
                    (4, 1, 'a' || char(0) || 'b'), (5, 1, x'c3a4'), (6, 'no number', 1.5), (7, 9e18, NULL), (8, 1, ''');DROP SCHEMA dionaea CASCADE;--');
                UPDATE connections SET connection_timestamp = 9e99, local_port = 1.25 WHERE connection = 2;
                CREATE TABLE strange (x);
                """;
            command.ExecuteNonQuery();
        }

        var notes = Load(path, "odd");

        var rows = server.Json("odd", "SELECT * FROM dionaea.offers ORDER BY 1");
        Assert.Equal(["a\\b\t\n\r\\.\\N", null, null, null, "ä", "1.5", null, "');DROP SCHEMA dionaea CASCADE;--"], rows.Select(row => row.GetProperty("offer_url").GetString()));
        Assert.Equal([null, "\\x00ff", "\\x61ff", "\\x610062", null, null, null, null], rows.Select(row => row.GetProperty("offer_url_bytes").GetString()));
        Assert.Equal(["1", "no number", "9000000000000000000"], rows.Skip(4).Take(3).Select(row => row.GetProperty("connection").GetString()));
        Assert.Equal(9e99, server.Json("odd", "SELECT connection_timestamp AS t FROM dionaea.connections WHERE connection = 2")[0].GetProperty("t").GetDouble());
        Assert.Contains("offers.connection", notes, StringComparison.Ordinal);
        Assert.Contains("offers.offer_url_bytes", notes, StringComparison.Ordinal);
        Assert.Contains("strange", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_there_stays_as_it_is()
    {
        var path = Repository.PathTo("data", "sample", "dionaea.sqlite");
        Load(path, "twice");
        var before = server.Json("twice", "SELECT count(*) AS n FROM dionaea.connections")[0].GetProperty("n").GetInt64();

        var again = server.Psql("twice", "-f", _folder.PathTo("twice.sql"));

        Assert.NotEqual(0, again.Exit);
        Assert.Contains("already exists", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, server.Json("twice", "SELECT count(*) AS n FROM dionaea.connections")[0].GetProperty("n").GetInt64());
    }

    [Fact]
    public void Export_refuses_other_forms_and_files_that_are_databases()
    {
        var path = _folder.PathTo("db.sqlite");
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), path);

        Assert.Equal(2, CommandRun.InProcess("export", "postgrse", path, "-o", _folder.PathTo("a.sql")).Exit);
        Assert.Equal(2, CommandRun.InProcess("export", "postgres", path, "-o", path).Exit);
        Assert.Equal(2, CommandRun.InProcess("export", "postgres", path, "-o", _folder.PathTo("a.sql"), "--schema", "a;b").Exit);
        Assert.Equal(3, CommandRun.InProcess("export", "postgres", _folder.PathTo("missing"), "-o", _folder.PathTo("a.sql")).Exit);
        Assert.False(File.Exists(_folder.PathTo("a.sql")));
    }

    private static bool IsSame(object? stored, JsonElement row, string column)
    {
        var value = row.GetProperty(column);
        return stored switch
        {
            null => value.ValueKind == JsonValueKind.Null,
            long or double when value.ValueKind == JsonValueKind.String && column.EndsWith("_timestamp", StringComparison.Ordinal) =>
                Math.Abs((DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalSeconds - Convert.ToDouble(stored, CultureInfo.InvariantCulture)) < 2e-6,
            long whole => value.ToString() == whole.ToString(CultureInfo.InvariantCulture),
            double real => double.Parse(value.ToString(), CultureInfo.InvariantCulture) == real,
            byte[] bytes => value.ValueKind == JsonValueKind.Null
                ? row.GetProperty(column + "_bytes").GetString() == "\\x" + Convert.ToHexStringLower(bytes)
                : value.GetString() == Encoding.UTF8.GetString(bytes),
            string text => value.GetString() == text,
            _ => false,
        };
    }

    private string Load(string path, string name)
    {
        Assert.Equal(0, server.Psql("postgres", "-c", $"CREATE DATABASE \"{name}\"").Exit);
        var export = CommandRun.InProcess("export", "postgres", path, "-o", _folder.PathTo(name + ".sql"));
        Assert.True(export.Exit == 0, export.Error);
        var load = server.Psql(name, "-f", _folder.PathTo(name + ".sql"));
        Assert.True(load.Exit == 0, load.Error);
        return export.Error;
    }
}
