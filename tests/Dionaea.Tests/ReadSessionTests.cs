using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class ReadSessionTests : IDisposable
{
    private static readonly Dictionary<string, object?> None = [];
    private readonly TestDatabase _file = TestDatabase.Small();
    private readonly HoneypotDatabase _database;
    private readonly ReadSession _session;

    public ReadSessionTests()
    {
        _database = _file.Open();
        _session = _database.OpenSession();
    }

    public void Dispose()
    {
        _session.Dispose();
        _database.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData("ATTACH 'x.sqlite' AS x")]
    [InlineData("VACUUM INTO 'x.sqlite'")]
    [InlineData("PRAGMA query_only = OFF")]
    [InlineData("PRAGMA journal_mode = WAL")]
    [InlineData("PRAGMA writable_schema = ON")]
    [InlineData("CREATE TABLE t (a)")]
    [InlineData("CREATE TEMP TABLE t (a)")]
    [InlineData("CREATE TEMP VIEW v AS SELECT 1")]
    [InlineData("CREATE TEMP TRIGGER t AFTER INSERT ON connections BEGIN SELECT 1; END")]
    [InlineData("CREATE VIRTUAL TABLE v USING fts5(a)")]
    [InlineData("INSERT INTO connections DEFAULT VALUES")]
    [InlineData("INSERT INTO connections DEFAULT VALUES RETURNING connection")]
    [InlineData("UPDATE connections SET local_port = 1")]
    [InlineData("DELETE FROM connections RETURNING *")]
    [InlineData("DROP TABLE connections")]
    [InlineData("ALTER TABLE connections ADD COLUMN x")]
    [InlineData("REINDEX")]
    [InlineData("ANALYZE")]
    [InlineData("BEGIN")]
    [InlineData("SAVEPOINT s")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("SELECT fts3_tokenizer('simple')")]
    [InlineData("SELECT sqlite_log(1, 'x')")]
    [InlineData("SELECT * FROM sqlite_dbpage")]
    [InlineData("SELECT * FROM pragma_database_list")]
    [InlineData("SELECT readfile('/etc/passwd')")]
    [InlineData("SELECT 1; DELETE FROM connections")]
    public void Run_refuses_all_but_reading(string sql)
    {
        var before = File.ReadAllBytes(_file.Path);

        Assert.Throws<WorkbenchException>(() => _session.Run(sql, None, Limits.Default));

        Assert.Equal(before, File.ReadAllBytes(_file.Path));
        Assert.Equal(5L, _session.Run("SELECT COUNT(*) FROM connections", None, Limits.Default).Rows[0][0]);
        Assert.Equal(["dionaea.sqlite"], Directory.EnumerateFiles(_file.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("SELECT name FROM pragma_table_info('connections') LIMIT 1", "connection")]
    [InlineData("SELECT json_extract('{\"a\": 2}', '$.a')", 2L)]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT MAX(i) FROM n", 3L)]
    [InlineData("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'", 4L)]
    [InlineData("-- a comment\nSELECT 7; -- and another", 7L)]
    public void Run_allows_reading(string sql, object expected) =>
        Assert.Equal(expected, _session.Run(sql, None, Limits.Default).Rows[0][0]);

    [Fact]
    public void Run_stops_at_the_time_limit_and_the_session_stays_whole()
    {
        var limits = Limits.Default with { Time = TimeSpan.FromMilliseconds(100) };

        var error = Assert.Throws<WorkbenchException>(() =>
            _session.Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n", None, limits));

        Assert.Equal(ExitCode.Limit, error.Exit);
        Assert.Equal(5L, _session.Run("SELECT COUNT(*) FROM connections", None, Limits.Default).Rows[0][0]);
    }

    [Fact]
    public void Run_stops_when_cancelled()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.Throws<OperationCanceledException>(() =>
            _session.Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n", None, Limits.Default, cancellation: cancel.Token));
    }

    [Fact]
    public void Run_says_when_rows_are_cut()
    {
        var table = _session.Run("SELECT connection FROM connections ORDER BY 1", None, Limits.Default with { Rows = 2 });

        Assert.Equal("cut at 2 rows", table.Truncated);
        Assert.Equal([1L, 2L], table.Rows.Select(r => r[0]));
        Assert.Null(_session.Run("SELECT connection FROM connections", None, Limits.Default with { Rows = 5 }).Truncated);
    }

    [Fact]
    public void Run_cuts_long_values_between_characters()
    {
        var table = _session.Run("SELECT replace(hex(zeroblob(100)), '0', 'é')", None, Limits.Default with { TextLength = 11 });

        Assert.Equal("ééééé", table.Rows[0][0]);
        Assert.Equal("1 long value cut at 11 bytes", table.Truncated);
    }

    [Fact]
    public void Run_cuts_rows_at_the_memory_limit()
    {
        var table = _session.Run(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT hex(zeroblob(5000)) FROM n",
            None,
            Limits.Default with { Memory = 1 << 20 });

        Assert.InRange(table.Rows.Count, 20, 100);
        Assert.Contains("at 1 MB", table.Truncated, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_names_the_place_of_a_mistake()
    {
        var error = Assert.Throws<WorkbenchException>(() => _session.Run("SELECT connection,\n       remote_hots\nFROM connections", None, Limits.Default));

        Assert.Contains("no such column: remote_hots (line 2, column 8)", error.Message, StringComparison.Ordinal);
        Assert.Contains("#!schema", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_asks_for_a_parameter_without_a_value() =>
        Assert.Contains("uses $since", Assert.Throws<WorkbenchException>(() => _session.Run("SELECT $since", None, Limits.Default)).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_guesses_kinds_from_names_and_stored_columns()
    {
        var table = _session.Run(
            "SELECT remote_host AS who, connection_timestamp AS at, COUNT(*) AS n, 5 AS day, 'x' AS port FROM connections GROUP BY 1, 2 ORDER BY 2",
            None,
            Limits.Default);

        Assert.Equal([Kind.Host, Kind.Timestamp, Kind.Number, Kind.Number, Kind.Text], table.Columns.Select(c => c.Kind));
    }

    [Fact]
    public void Run_reads_text_with_a_zero_character_whole() =>
        Assert.Equal("a\0b", _session.Run("SELECT CAST(X'610062' AS TEXT)", None, Limits.Default).Rows[0][0]);

    [Fact]
    public void Keep_makes_a_table_for_later_statements_and_replaces_it()
    {
        var ports = _session.Run("SELECT local_port, COUNT(*) AS hits FROM connections GROUP BY 1 ORDER BY 1", None, Limits.Default);

        _session.Keep("ports", ports);
        _session.Keep("ports", ports);

        var table = _session.Run("SELECT local_port, hits FROM ports ORDER BY hits DESC, local_port", None, Limits.Default);
        Assert.Equal([445L, 2L], table.Rows[0]);
        Assert.Equal(Kind.Port, table.Columns[0].Kind);
        Assert.Throws<WorkbenchException>(() => _session.Run("DELETE FROM ports", None, Limits.Default));
    }

    [Theory]
    [InlineData("connections")]
    [InlineData("Inbound")]
    [InlineData("http_requests")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("x\"; DROP TABLE y; --")]
    [InlineData("")]
    public void Keep_refuses_names_that_are_taken_or_not_plain(string name) =>
        Assert.Throws<WorkbenchException>(() => _session.Keep(name, new Table([new Column("a", Kind.Text)], [])));

    [Fact]
    public void Split_finds_statements_and_their_lines()
    {
        var statements = _session.Split("-- first; with a semicolon\nSELECT ';';\n\n\nSELECT 2\n");

        Assert.Equal([1, 5], statements.Select(s => s.Line));
        Assert.EndsWith("SELECT ';'", statements[0].Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_show_what_lies_behind_the_traps()
    {
        Assert.Equal(
            [["198.51.100.7", 2L], ["203.0.113.5", 1L], ["203.0.113.9", 1L]],
            _session.Run("SELECT attacker, COUNT(*) FROM inbound GROUP BY 1 ORDER BY 2 DESC, 1", None, Limits.Default).Rows);
        Assert.Equal(
            [[1583020800L, 3L], [1583107200L, 1L]],
            _session.Run("SELECT day, COUNT(*) FROM inbound GROUP BY 1 ORDER BY 1", None, Limits.Default).Rows);
        Assert.Equal(
            [["sa", null, 1L], ["sa", "", 2L]],
            _session.Run("SELECT username, password, COUNT(*) FROM credentials GROUP BY 1, 2 ORDER BY 2", None, Limits.Default).Rows);
        Assert.Equal(
            [[null, 1583020800.25], ["http://198.51.100.7/x", null]],
            _session.Run("SELECT url, time FROM captures ORDER BY download", None, Limits.Default).Rows);
        Assert.Equal([["http://x/"]], _session.Run("SELECT url FROM offered_urls", None, Limits.Default).Rows);
        Assert.Equal(
            [[1L, 2L, 1L, 1L]],
            _session.Run("SELECT root, connections, offers, downloads FROM attacks WHERE root = 1", None, Limits.Default).Rows);
        Assert.Empty(_session.Run("SELECT * FROM sip_calls", None, Limits.Default).Rows);
    }
}
