using System.Globalization;
using CsCheck;
using Dionaea.Analysis;
using Dionaea.Cli;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The classic tree where no original output exists to compare with.</summary>
public sealed class ClassicTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _number;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classic_equals_a_naive_printer_on_any_small_database() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var path = _folder.PathTo($"{Interlocked.Increment(ref _number)}.sqlite");
            RandomForest.Write(path, seed);
            using var database = Rows.Open(path);
            Assert.Equal($"using database located at {path}\n{NaiveTree.Print(database)}", Print(path));
        },
        seed: HostileText.Seed,
        iter: 60,
        threads: 1);

    [Theory]
    [InlineData("en-US")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void Classic_does_not_depend_on_the_culture(string culture)
    {
        using var database = TestDatabase.Small();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(
                """
                2020-03-01 00:00:00
                  connection 1 smbd tcp accept 192.0.2.10:445 <- ::ffff:198.51.100.7:4000 (1 None)
                   offer: http://x/
                   download: 3eab379ddac7d80d3e38399fd273ddd4 
                       names 
                    connection 5 remoteshell tcp listen 192.0.2.10:4444 (1 1)

                """.ReplaceLineEndings("\n"),
                Body(Print(database.Path, "-c", "1")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("UTC", "2020-03-02 00:00:00")]
    [InlineData("Asia/Kolkata", "2020-03-02 05:30:00")]
    [InlineData("America/Denver", "2020-03-01 17:00:00")]
    public void Classic_shows_times_in_the_zone_that_is_given(string zone, string time)
    {
        using var database = TestDatabase.Small();

        // 1583107199.9996 is rounded to milliseconds before it is cut to seconds.
        Assert.StartsWith(time + "\n", Body(Print(database.Path, "-c", "3", "-z", zone)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Classic_ends_at_a_circle(int length)
    {
        var rows = string.Join(',', Enumerable.Range(1, length).Select(i => $"({i}, 'listen', 'tcp', 's', 0, {(i == 1 ? 1 : 9)}, {(i % length) + 1}, 'l', 1, '', '', 0)"));
        using var database = new TestDatabase($"INSERT INTO connections VALUES {rows};");
        var run = CommandRun.InProcess("tree", database.Path, "--classic");
        Assert.Equal(0, run.Exit);
        Assert.Equal(length, run.Out.Split("connection ").Length - 1);
        Assert.Equal(length > 1, run.Error.Contains("circle", StringComparison.Ordinal));
    }

    [Fact]
    public void Classic_follows_a_chain_to_a_depth_and_says_so()
    {
        using var database = new TestDatabase(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO connections SELECT i, 'listen', 'tcp', 's', 0, 1, NULLIF(i - 1, 0), 'l', 1, '', '', 0 FROM n;
            """);
        var run = CommandRun.InProcess("tree", database.Path, "--classic");
        Assert.Equal(0, run.Exit);
        Assert.Equal(1001, run.Out.Split("connection ").Length - 1);
        Assert.Contains("deeper than 1,000 levels", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Classic_prints_a_hundred_thousand_children()
    {
        using var database = new TestDatabase(Wide(100_000));
        var text = Print(database.Path);
        Assert.Equal(100_003, text.Count(c => c == '\n'));
        Assert.EndsWith("    connection 100001 s tcp listen l:1 (1 1)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Classic_writes_values_as_they_are_but_not_to_a_terminal()
    {
        using var database = new TestDatabase("INSERT INTO connections VALUES (1, 'accept', 'tcp', char(27) || '[2J', 0, 1, NULL, 'a' || char(10) || 'b', 1, 'r', '', 2);");
        Assert.Contains("connection 1 \u001b[2J tcp accept a\nb:1", Print(database.Path), StringComparison.Ordinal);

        using var output = new StringWriter();
        Assert.Equal(0, CommandLine.Run(["tree", database.Path, "--classic"], new Streams(output, TextWriter.Null, false) { IsOutTerminal = true }));
        Assert.DoesNotContain("\u001b", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("connection 1 \\x1b[2J tcp accept a\\nb:1", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-t", "1583020800; DROP TABLE connections")]
    [InlineData("-T", "(SELECT 1)")]
    [InlineData("-p", "31 OR 1")]
    [InlineData("-t", "1--1")]
    [InlineData("-t", "((((((((((((((((((((((((((((((((((((((((((((((((((((((1")]
    public void Classic_takes_arithmetic_and_no_sql(string option, string value)
    {
        using var database = TestDatabase.Small();
        var run = CommandRun.InProcess("tree", database.Path, "--classic", option, value);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.Contains("but it takes a number", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Classic_binds_the_values_of_filters()
    {
        using var database = TestDatabase.Small();
        foreach (var option in new[] { "-r", "-o", "-d", "-u", "-P", "-m", "-y" })
            Assert.Equal("", Body(Print(database.Path, option, "x' OR '1'='1")));
    }

    [Fact]
    public void Classic_takes_empty_values_and_zero_as_not_given()
    {
        using var database = TestDatabase.Small();
        Assert.Equal(Print(database.Path), Print(database.Path, "-r", "", "-c", "0", "-o", "", "-d", "", "-t", "", "-T", "", "-u", "", "-p", "", "-P", "", "-m", "", "-y", ""));
    }

    [Fact]
    public void Query_only_prints_the_statement_with_its_values()
    {
        using var database = TestDatabase.Small();
        var text = Body(Print(database.Path, "-q", "-P", "smbd", "-t", "2*3"));
        Assert.Contains("c.connection_protocol = $protocol", text, StringComparison.Ordinal);
        Assert.Contains("-- $protocol = smbd\n", text, StringComparison.Ordinal);
        Assert.Contains("-- $time_from = 6\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7/2", 3L)]
    [InlineData("-7/2", -3L)]
    [InlineData("7/2.0", 3.5)]
    [InlineData("1+2*3", 7L)]
    [InlineData("(1+2)*3", 9L)]
    [InlineData("10-2-3", 5L)]
    [InlineData(" 1 + - 2 ", -1L)]
    [InlineData("1/0", null)]
    [InlineData("1/0+1", null)]
    [InlineData("1.0/0.0", null)]
    [InlineData("9223372036854775807+1", 9223372036854775808.0)]
    [InlineData("9223372036854775808", 9223372036854775808.0)]
    [InlineData(".5+.5", 1.0)]
    public void Arithmetic_is_sqlite_s(string text, object? value)
    {
        Assert.Equal(value, SqlArithmetic.Evaluate("-t", text));
        using var database = new TestDatabase();
        using var rows = Rows.Open(database.Path);
        Assert.Equal(Rows.Of(rows, $"SELECT {text}")[0][0], SqlArithmetic.Evaluate("-t", text));
    }

    [Fact]
    public void Times_are_those_of_sqlite()
    {
        using var database = new TestDatabase(
            """
            WITH RECURSIVE n(i, x) AS (SELECT 1, 1 UNION ALL SELECT i + 1, (x * 1103515245 + 12345) % 2147483648 FROM n WHERE i < 3000)
            INSERT INTO connections (connection, connection_root, connection_timestamp)
            SELECT i, i, CASE i % 3 WHEN 0 THEN (x - 1073741824) * 400.0 WHEN 1 THEN x + (i % 997) / 997.0 ELSE x + 0.9993 + (i % 13) / 10000.0 END FROM n;
            INSERT INTO connections (connection, connection_root, connection_timestamp)
            VALUES (3001, 3001, 9e999), (3002, 3002, 'x'), (3003, 3003, X'31'), (3004, 3004, 253402300799.9996), (3005, 3005, -210866760000), (3006, 3006, '12');
            """);
        using var rows = Rows.Open(database.Path);
        var expected = Rows.Of(rows, "SELECT COALESCE(datetime(connection_timestamp, 'unixepoch'), 'None') FROM connections ORDER BY connection").Select(row => row[0]);
        Assert.Equal(expected, Body(Print(database.Path)).Split('\n').Where((line, i) => i % 2 == 0 && line.Length > 0));
    }

    [Fact]
    public void Profiles_are_written_as_python_writes_them()
    {
        string[] profiles =
        [
            """[{"call": "LoadLibraryA", "args": ["urlmon"], "return": "0x7df20000"}]""",
            """[ ]""", """{"a": {}, "b": [], "c": [[1]], "a": 2}""", """["it's", "\"", "'\"", "\\", "\n\r\t\u0000\u001b\u00e9\u200b\ue000\u3000\ud83d\ude00"]""",
            """[1, -0, 1.0, 1e22, 1E-7, 123456789012345678901234567890, true, false, null]""", "5",
        ];
        var expected = PythonProcess.Run("import json, sys\nfor line in sys.stdin: print(json.loads(line))", string.Join('\n', profiles));
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), Profiles(profiles));
    }

    [Fact]
    public void A_profile_that_is_not_json_stays_as_it_is()
    {
        string[] profiles = ["", "{", "[1,]", new string('[', 10_000)];
        Assert.Equal(profiles, Profiles(profiles));
    }

    private static IEnumerable<string> Profiles(string[] profiles)
    {
        using var database = TestDatabase.Small();
        database.Execute("CREATE TABLE emu_profiles (emu_profile INTEGER PRIMARY KEY, connection INTEGER, emu_profile_json TEXT);");
        foreach (var profile in profiles)
            database.Execute($"INSERT INTO emu_profiles (connection, emu_profile_json) VALUES (2, '{profile.Replace("'", "''", StringComparison.Ordinal)}');");
        const string start = "   profile: ";
        return [.. Print(database.Path, "-c", "2").Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..])];
    }

    [Fact]
    public void A_hostile_database_is_printed()
    {
        var path = _folder.PathTo("hostile.sqlite");
        HostileDatabase.Write(path);
        Assert.True(Print(path).Length > 100_000);
    }

    /// <summary>An attack with many connections below its first.</summary>
    internal static string Wide(int children) =>
        $"""
        CREATE INDEX connections_parent_idx ON connections (connection_parent);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= {children.ToString(CultureInfo.InvariantCulture)})
        INSERT INTO connections SELECT i, 'listen', 'tcp', 's', 1583020800, 1, CASE WHEN i > 1 THEN 1 END, 'l', 1, '', '', 0 FROM n;
        """;

    private static string Print(string path, params string[] options)
    {
        var run = CommandRun.InProcess(["tree", path, "--classic", .. options]);
        Assert.True(run.Exit == 0, run.Error);
        return run.Out;
    }

    private static string Body(string text) => text[(text.IndexOf('\n') + 1)..];
}
