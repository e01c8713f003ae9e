using System.Text.Json;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The classic tree against what readlogsqltree printed of the same databases.</summary>
public sealed class ClassicTreeOracleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tree", "dionaea.sqlite", "tree.txt")]
    [InlineData("tree-text", "from-log.sqlite", "tree-from-log.txt")]
    public void Classic_equals_the_original_when_it_survives(string name, string database, string expected)
    {
        var set = new OracleSet("oracle", name);
        Assert.Equal(File.ReadAllText(set.PathTo(expected)), Print(set.PathTo(database), database));
    }

    [Theory]
    [InlineData("tree", "dionaea.sqlite")]
    [InlineData("tree-text", "from-log.sqlite")]
    public void Classic_takes_the_original_s_options(string name, string database)
    {
        var set = new OracleSet("oracle", name);
        Assert.All(set.Lines("tree-options.jsonl"), line =>
        {
            using var run = JsonDocument.Parse(line);
            string[] options = [.. run.RootElement.GetProperty("args").EnumerateArray().Select(a => a.GetString()!)];
            if (options is not ["-q"])
                Assert.Equal(run.RootElement.GetProperty("stdout").GetString(), Print(set.PathTo(database), database, options));
        });
    }

    [Theory]
    [InlineData("oracle", "small", "tree-until-crash.txt")]
    [InlineData("oracle", "damaged", "tree-until-crash.txt")]
    [InlineData("oracle", "restart", "tree-until-crash.txt")]
    [InlineData("oracle", "tree-text", "tree-until-crash.txt")]
    [InlineData("live", "", "tree-until-crash.txt")]
    public void Classic_starts_like_the_original_when_that_fails(string folder, string name, string expected)
    {
        var set = name.Length == 0 ? new OracleSet(folder) : new OracleSet(folder, name);
        AssertStarts(set, expected, Print(set.PathTo("dionaea.sqlite"), "dionaea.sqlite"));
    }

    [Theory]
    [InlineData("small")]
    [InlineData("damaged")]
    [InlineData("restart")]
    [InlineData("medium")]
    public void Classic_of_an_ingested_log_starts_like_the_original(string name)
    {
        var set = new OracleSet("oracle", name);
        var path = _folder.PathTo("from-log.sqlite");
        Assert.Equal(0, CommandRun.InProcess("ingest", set.PathTo("incidents.jsonl"), "--into", path).Exit);
        AssertStarts(set, "tree-from-log-until-crash.txt", Print(path, "from-log.sqlite"));
    }

    [Fact]
    public void Classic_of_a_database_from_inside_starts_like_the_original()
    {
        var set = new OracleSet("oracle", "medium");
        var path = _folder.PathTo("dionaea.sqlite");
        Write(set, "expected.sql.gz", path);
        AssertStarts(set, "tree-until-crash.txt", Print(path, "dionaea.sqlite"));
    }

    [Fact]
    public void Classic_does_not_depend_on_the_machine()
    {
        var set = new OracleSet("oracle", "tree");
        var run = CommandRun.Process(
            set.Folder,
            new Dictionary<string, string> { ["TZ"] = "Asia/Tokyo", ["LANG"] = "ar_SA.UTF-8", ["LC_ALL"] = "th_TH.UTF-8" },
            "tree", "dionaea.sqlite", "--classic");
        Assert.Equal((0, File.ReadAllText(set.PathTo("tree.txt")), ""), (run.Exit, run.Out, run.Error));
    }

    // The path is the user's; the sets' are relative.
    private static string Print(string path, string shown, params string[] options)
    {
        var run = CommandRun.InProcess(["tree", path, "--classic", .. options]);
        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.StartsWith($"using database located at {path}\n", run.Out, StringComparison.Ordinal);
        return $"using database located at {shown}{run.Out[run.Out.IndexOf('\n')..]}";
    }

    private static void AssertStarts(OracleSet set, string name, string actual)
    {
        var expected = File.ReadAllText(set.PathTo(name));
        Assert.StartsWith(expected[..(expected.LastIndexOf('\n') + 1)], actual, StringComparison.Ordinal);
    }

    private static void Write(OracleSet set, string name, string path)
    {
        Batteries_V2.Init();
        raw.sqlite3_open(path, out var file);
        using (file)
            LogSqliteSchema.CreateTables(file);
        using var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        using var transaction = database.BeginTransaction();
        foreach (var line in set.Lines(name).Where(line => line[0] == '['))
        {
            using var row = JsonDocument.Parse(line);
            JsonElement[] values = [.. row.RootElement.EnumerateArray()];
            using var command = database.CreateCommand();
            command.CommandText = $"INSERT INTO {values[0].GetString()} VALUES ({string.Join(',', values.Skip(1).Select((_, i) => $"${i}"))})";
            for (var i = 1; i < values.Length; i++)
                command.Parameters.AddWithValue($"${i - 1}", Value(values[i]));
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => DBNull.Value,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => Convert.FromHexString(value.GetProperty("blob").GetString()!),
        _ => value.GetRawText().Contains('.', StringComparison.Ordinal) ? value.GetDouble() : value.GetInt64(),
    };
}
