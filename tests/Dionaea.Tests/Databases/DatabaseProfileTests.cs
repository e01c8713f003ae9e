using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

public sealed class DatabaseProfileTests
{
    // One connection without any trap; its trigger makes it its own root.
    private const string Plain =
        "INSERT INTO connections VALUES (1, 'accept', 'tcp', 'smbd', 1700000000, NULL, NULL, '192.0.2.10', 445, '198.51.100.7', '', 4000);";

    private const string Md5 = "'0123456789abcdef0123456789abcdef'";

    [Fact]
    public void Traps_are_none_in_a_file_without_them() => Assert.Empty(Present(Profile(Plain)));

    [Theory]
    [InlineData("S1", "UPDATE connections SET connection_timestamp = 1700000000.25", 1, 1)]
    [InlineData("S6", "UPDATE connections SET remote_host = '::ffff:198.51.100.7'", 1, 1)]
    [InlineData("S6", "UPDATE connections SET remote_host = ''", 1, 1)]
    [InlineData("S6", "UPDATE connections SET local_host = '::ffff:192.0.2.10'", 1, 1)]
    [InlineData("S7", "INSERT INTO logins VALUES (1, 1, X'7361', ''), (2, 1, 'sa', '')", 1, 2)]
    [InlineData("S7", "INSERT INTO mqtt_publish_commands VALUES (1, 1, X'61', 'b')", 1, 1)]
    [InlineData("S8", "CREATE TABLE emu_services_old (emu_serivce INTEGER PRIMARY KEY, connection INTEGER, emu_service_url TEXT); INSERT INTO emu_services_old VALUES (1, 1, 'bindshell://1'); INSERT INTO emu_services VALUES (1, 1, 'bindshell://1'), (2, 1, 'bindshell://1')", 1, 3)]
    [InlineData("S9", "INSERT INTO offers VALUES (1, 1, 'http://198.51.100.7/'), (2, 99, 'http://198.51.100.7/'), (3, NULL, 'http://198.51.100.7/')", 2, 3)]
    [InlineData("S9", "INSERT INTO sip_addrs(sip_command) VALUES (5)", 1, 1)]
    [InlineData("S10", "INSERT INTO downloads VALUES (1, 1, '', NULL), (2, 1, NULL, NULL), (3, 1, 'http://198.51.100.7/', NULL)", 2, 3)]
    [InlineData("S11", $"INSERT INTO virustotals VALUES (1, {Md5}, 1, ''), (2, {Md5}, 2, ''), (3, 'x', 2, '')", 1, 2)]
    [InlineData("S12", $"INSERT INTO virustotals VALUES (1, {Md5}, 1, ''); INSERT INTO virustotalscans VALUES (1, 1, 'A', NULL), (2, 1, 'B', 'Worm')", 1, 2)]
    [InlineData("S13", $"INSERT INTO virustotals VALUES (1, {Md5}, 1, ''); INSERT INTO downloads VALUES (1, 1, 'http://198.51.100.7/', {Md5}), (2, 1, 'http://198.51.100.7/', {Md5})", 1, 2)]
    [InlineData("S14", "INSERT INTO connections SELECT 2, connection_type, connection_transport, connection_protocol, connection_timestamp, 2, 1, local_host, local_port, remote_host, remote_hostname, 1 FROM connections", 1, 2)]
    [InlineData("S14", "UPDATE connections SET connection_root = NULL", 1, 1)]
    [InlineData("S17", "INSERT INTO mqtt_fingerprints VALUES (1, 1, 'c', '', '', 'u', ''), (2, 1, 'c', '', '', '', '')", 1, 1)]
    [InlineData("S17", "INSERT INTO logins VALUES (1, 1, 'sa', NULL), (2, 1, 'sa', '')", 1, 2)]
    [InlineData("S21", "ALTER TABLE connections ADD COLUMN note TEXT", 1, null)]
    [InlineData("S21", "DROP TABLE p0fs", 1, null)]
    [InlineData("S21", "CREATE TABLE other (x)", 1, null)]
    public void A_trap_is_counted_alone_when_it_is_the_only_one(string id, string sql, long found, int? total)
    {
        var profile = Profile($"{Plain} {sql}");

        var trap = Assert.Single(profile.Traps, t => !t.Trap.IsInEveryFile && t.IsPresent);
        Assert.Equal(id, trap.Trap.Id);
        var count = Assert.Single(trap.Counts, c => c.Found > 0);
        Assert.Equal((found, (long?)total), (count.Found, count.Total));
    }

    [Theory]
    [InlineData(1700000000.9994, 0)]
    [InlineData(1700000000.9996, 1)]
    [InlineData(1699999999.99999, 1)]
    [InlineData(-0.0001, 1)]
    public void S2_counts_what_strftime_shows_a_second_later(double time, long found)
    {
        var profile = Profile(FormattableString.Invariant($"{Plain} UPDATE connections SET connection_timestamp = {time:R}"));

        Assert.Equal(found, profile.Traps.Single(t => t.Trap.Id == "S2").Counts[0].Found);
    }

    [Fact]
    public void S14_counts_links_to_rows_that_are_gone_and_chains()
    {
        var profile = Profile(
            $"""
            {Plain}
            INSERT INTO connections(connection, connection_root, connection_parent, remote_host, connection_timestamp) VALUES
              (2, 1, 1, 'a', 1), (3, 2, 2, 'a', 1), (4, 77, 1, 'a', 1), (5, 1, 78, 'a', 1), (6, 6, 6, 'a', 1), (7, 1, NULL, 'a', 1);
            """);

        var counts = profile.Traps.Single(t => t.Trap.Id == "S14").Counts.ToDictionary(c => c.Part, c => c.Found);
        Assert.Equal(1, counts["their own root, though they have a parent"]);
        Assert.Equal(1, counts["without a parent, though another is their root"]);
        Assert.Equal(1, counts["their own parent"]);
        Assert.Equal(1, counts["with a root that is gone"]);
        Assert.Equal(1, counts["with a root that is not its own root"]);
        Assert.Equal(1, counts["with a parent that is gone"]);
        Assert.Equal(0, counts["without a root"]);
    }

    [Fact]
    public void S18_is_present_when_the_file_is_in_use()
    {
        using var made = VintageDatabase.Newest(Plain);
        using var writer = new SqliteConnection($"Data Source={made.Path};Pooling=False");
        writer.Open();
        using var begin = writer.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        using var database = made.Open();

        var profile = DatabaseProfile.Read(database, "UTC", Limits.Default, TestContext.Current.CancellationToken);

        Assert.Equal(["S18"], Present(profile));
    }

    [Fact]
    public void Every_trap_of_the_catalogue_is_measured_or_lies_in_queries() =>
        Assert.Equal(
            Enumerable.Range(1, 21).Select(n => $"S{n}").Order(StringComparer.Ordinal),
            Traps.All.Select(t => t.Id).Concat(Traps.OfQueries).Order(StringComparer.Ordinal));

    [Fact]
    public void Tables_have_their_rows_span_and_orphans()
    {
        var profile = Profile(
            $"""
            {Plain}
            INSERT INTO connections(connection, connection_timestamp, remote_host) VALUES (2, 1700000500.5, 'a'), (3, 'soon', 'a'), (4, NULL, 'a');
            INSERT INTO logins VALUES (1, 2, 'a', ''), (2, 3, 'a', ''), (3, 1, 'a', ''), (4, 50, 'a', '');
            """);

        Assert.Equal(new TableProfile("logins", true, 4, 1700000000, 1700000500.5, 1), profile.Tables.Single(t => t.Name == "logins"));
        Assert.Equal(new TableProfile("offers", true, 0, null, null, 0), profile.Tables.Single(t => t.Name == "offers"));
        Assert.Equal(new TableProfile("connections", true, 4, null, null, null), profile.Tables.Single(t => t.Name == "connections"));
        Assert.Equal((4, 2, 1700000000, 1700000500.5), (profile.Connections, profile.WithoutTime, profile.Span.First, profile.Span.Last));
    }

    [Theory]
    [InlineData("")]
    [InlineData("INSERT INTO connections(connection, connection_timestamp) VALUES (1, NULL), (2, 'x'), (3, X'00')")]
    public void A_file_without_times_has_no_span_and_no_gaps(string sql)
    {
        var profile = Profile(sql);

        Assert.Equal(new DatabaseSpan(null, null), profile.Span);
        Assert.Equal(profile.Connections, profile.WithoutTime);
        Assert.Equal((null, 0, 0, 0), (profile.Gaps.Usual, profile.Gaps.Count, profile.Gaps.Days, profile.Gaps.EmptyDayCount));
    }

    [Fact]
    public void Unknown_views_are_listed_but_not_run()
    {
        var profile = Profile(
            "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS connection FROM n; CREATE TABLE \"a\"\"b'; DROP\" (\"con\"\"n\", connection)");

        Assert.Equal(["a\"b'; DROP", "endless"], profile.Schema.ExtraTables);
        Assert.Null(profile.Tables.Single(t => t.Name == "endless").Rows);
        Assert.Equal(0, profile.Tables.Single(t => t.Name == "a\"b'; DROP").Rows);
    }

    [Fact]
    public void A_column_that_is_missing_or_extra_is_named_with_its_table()
    {
        var profile = Profile("ALTER TABLE p0fs DROP COLUMN p0f_fw; ALTER TABLE p0fs ADD COLUMN \"p0f\"\"firewall\"; DROP TABLE resolves; CREATE TABLE mine (x)");

        Assert.Equal(["p0fs.p0f_fw"], profile.Schema.MissingColumns);
        Assert.Equal(["p0fs.p0f\"firewall"], profile.Schema.ExtraColumns);
        Assert.Equal(["resolves"], profile.Schema.MissingTables);
        Assert.Equal(["mine"], profile.Schema.ExtraTables);
    }

    [Fact]
    public void A_zone_that_does_not_exist_is_refused_with_the_nearest()
    {
        using var made = VintageDatabase.Newest(Plain);
        using var database = made.Open();

        var error = Assert.Throws<WorkbenchException>(() => DatabaseProfile.Read(database, "Europe/Berlinn", Limits.Default, TestContext.Current.CancellationToken));
        Assert.Contains("Europe/Berlin'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var made = VintageDatabase.Newest(Plain);
        using var database = made.Open();

        Assert.ThrowsAny<OperationCanceledException>(() => DatabaseProfile.Read(database, "UTC", Limits.Default, new CancellationToken(canceled: true)));
    }

    private static DatabaseProfile Profile(string sql)
    {
        using var made = VintageDatabase.Newest(sql);
        using var database = made.Open();
        return DatabaseProfile.Read(database, "UTC", Limits.Default, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Present(DatabaseProfile profile) =>
        profile.Traps.Where(t => !t.Trap.IsInEveryFile && t.IsPresent).Select(t => t.Trap.Id);
}
