using System.Globalization;
using System.Text.Json;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

public sealed partial class SampleDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 1, 2)]
    [InlineData(100, 365, 3)]
    [InlineData(999, 1, 4)]
    [InlineData(5000, 2, ulong.MaxValue)]
    [InlineData(20_000, 40, 0)]
    public void Write_gives_exactly_the_connections_asked_for_within_the_days(int connections, int days, ulong seed)
    {
        using var database = Write(new SampleOptions(connections, days, seed));

        var row = Rows.Of(database, "SELECT count(*), min(connection_timestamp), max(connection_timestamp) FROM connections")[0];
        Assert.Equal((long)connections, row[0]);
        Assert.InRange(Convert.ToDouble(row[1], CultureInfo.InvariantCulture), SampleOptions.Start, SampleOptions.Start + (days * 86_400.0));
        Assert.InRange(Convert.ToDouble(row[2], CultureInfo.InvariantCulture), SampleOptions.Start, SampleOptions.Start + (days * 86_400.0));
        Assert.Equal("ok", Rows.Of(database, "PRAGMA integrity_check")[0][0]);
    }

    [Fact]
    public void Write_gives_the_same_bytes_for_the_same_options_in_any_culture()
    {
        var options = new SampleOptions(1500, 9, 77);
        SampleDatabase.Write(_folder.PathTo("a"), options);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("tr-TR");
            SampleDatabase.Write(_folder.PathTo("b"), options);
            CultureInfo.CurrentCulture = new("ar-SA");
            SampleDatabase.Write(_folder.PathTo("c"), options);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        var bytes = File.ReadAllBytes(_folder.PathTo("a"));
        Assert.Equal(bytes, File.ReadAllBytes(_folder.PathTo("b")));
        Assert.Equal(bytes, File.ReadAllBytes(_folder.PathTo("c")));
    }

    [Fact]
    public void Write_gives_other_rows_for_another_seed()
    {
        using var one = Write(new SampleOptions(300, 3, 1));
        using var other = Write(new SampleOptions(300, 3, 2), "other");

        Assert.True(Hosts(one).Intersect(Hosts(other)).Count() < Hosts(one).Count / 2);
        Assert.NotEqual(Rows.Dump(one), Rows.Dump(other));
    }

    [Fact]
    public void Shipped_sample_is_what_its_options_give()
    {
        using var shipped = Rows.Open(Repository.PathTo("data", "sample", "dionaea.sqlite"));
        using var made = Write(new SampleOptions(7500, 30, 1));

        Assert.Equal(Rows.Dump(made), Rows.Dump(shipped));
        Assert.True(new FileInfo(Repository.PathTo("data", "sample", "dionaea.sqlite")).Length < 4_000_000);
    }

    [Fact]
    public void Write_fills_every_table_that_sensors_fill()
    {
        using var database = Write(new SampleOptions(7500, 30, 5));
        var empty = Rows.Of(database, "SELECT name FROM sqlite_master WHERE type = 'table'")
            .Select(row => (string)row[0]!)
            .Where(table => Rows.Of(database, $"SELECT 1 FROM {table} LIMIT 1").Count == 0);

        // No version of dionaea writes resolves.
        Assert.Equal(["resolves"], empty);
        Assert.Equal(
            ["accept", "connect", "listen", "pending", "reject"],
            Rows.Of(database, "SELECT DISTINCT connection_type FROM connections ORDER BY 1").Select(row => row[0]));
        Assert.Equal(
            ["tcp", "tls", "udp"],
            Rows.Of(database, "SELECT DISTINCT connection_transport FROM connections ORDER BY 1").Select(row => row[0]));
    }

    [Fact]
    public void Write_numbers_connections_in_the_order_of_time()
    {
        using var database = Write(new SampleOptions(7500, 10, 6));

        Assert.Equal(0L, Number(database, """
            SELECT count(*) FROM connections AS a JOIN connections AS b ON b.connection = a.connection + 1
            WHERE b.connection_timestamp < a.connection_timestamp
            """));
    }

    [Fact]
    public void Write_overlaps_attacks()
    {
        using var database = Write(new SampleOptions(20_000, 3, 6));

        Assert.True(Number(database, """
            SELECT count(*) FROM connections AS a JOIN connections AS b ON b.connection = a.connection + 1
            JOIN connections AS c ON c.connection = a.connection + 2
            WHERE a.remote_host = c.remote_host AND a.remote_host <> b.remote_host
            """) > 1000);
    }

    [Fact]
    public void Write_uses_reserved_addresses_and_names_only()
    {
        using var database = Write(new SampleOptions(7500, 30, 7));
        const string Reserved = "(x GLOB '192.0.2.*' OR x GLOB '198.51.100.*' OR x GLOB '203.0.113.*' OR x GLOB '198.1[89].*' OR x GLOB '2001:db8:*')";

        Assert.Equal(0L, Number(database, $"SELECT count(*) FROM (SELECT local_host AS x FROM connections UNION SELECT remote_host FROM connections WHERE remote_host <> '') WHERE NOT {Reserved}"));
        Assert.Equal(0L, Number(database, $"SELECT count(*) FROM (SELECT sip_addr_uri_host AS x FROM sip_addrs UNION SELECT sip_via_address FROM sip_vias) WHERE NOT {Reserved} AND x NOT IN ('0.0.0.0', 'sip.example.com')"));
        var hosts = Rows.Of(database, "SELECT CAST(offer_url AS TEXT) FROM offers UNION SELECT download_url FROM downloads UNION SELECT emu_service_url FROM emu_services UNION SELECT 'name://' || remote_hostname FROM connections UNION SELECT virustotal_permalink FROM virustotals")
            .Select(row => (string)row[0]!)
            .Where(url => url.Length > 0 && url is not "name://" && !url.StartsWith("bindshell:", StringComparison.Ordinal))
            .Select(url => new Uri(url).Host.Trim('[', ']'));
        Assert.All(hosts, host => Assert.Matches(@"^(198\.51\.100\.|203\.0\.113\.|198\.1[89]\.|2001:db8:)|(\.|^)(example\.(com|net|org)|example|invalid)$", host));
    }

    [Fact]
    public void Write_makes_the_documented_tree_of_a_bind_shell()
    {
        using var database = Write(new SampleOptions(7500, 30, 8));
        var roots = Rows.Of(database, """
            SELECT connection_root FROM connections GROUP BY connection_root
            HAVING count(*) = 6 AND sum(connection_protocol = 'remoteshell' AND connection_type = 'listen') = 1
            """);

        Assert.NotEmpty(roots);
        foreach (var root in roots)
        {
            var rows = Rows.Of(database, $"SELECT connection, connection_parent, connection_protocol, connection_type FROM connections WHERE connection_root = {root[0]} ORDER BY connection");
            Assert.Contains(rows[0][2], new[] { "smbd", "epmapper" });
            Assert.Equal(
                ["accept", "remoteshell listen", "remoteshell accept", "FTPCtrl connect", "FTPData listen", "FTPData accept"],
                rows.Select((row, i) => i == 0 ? row[3] : $"{row[2]} {row[3]}"));
            Assert.Equal([null, .. rows.Take(5).Select(row => row[0])], rows.Select(row => row[1]));
        }

        Assert.True(Number(database, "SELECT count(*) FROM emu_services JOIN connections USING (connection) JOIN emu_profiles USING (connection) WHERE connection_root = connection") > 10);
    }

    [Fact]
    public void Write_keeps_roots_parents_and_children_consistent()
    {
        using var database = Write(new SampleOptions(7500, 30, 9));

        Assert.Equal(0L, Number(database, "SELECT count(*) FROM connections AS c LEFT JOIN connections AS p ON p.connection = c.connection_parent WHERE c.connection_parent IS NOT NULL AND (p.connection IS NULL OR p.connection >= c.connection OR p.connection_root <> c.connection_root)"));
        Assert.Equal(0L, Number(database, "SELECT count(*) FROM connections WHERE connection_parent IS NULL AND connection_root IS NOT connection"));
        foreach (var (child, column, parent) in Children(database))
            Assert.Equal(0L, Number(database, $"SELECT count(*) FROM {child} WHERE {column} IS NULL OR {column} NOT IN (SELECT {column} FROM {parent})"));
        Assert.Equal(0L, Number(database, "SELECT count(*) FROM virustotals WHERE virustotal_md5_hash NOT IN (SELECT download_md5_hash FROM downloads)"));
    }

    [Theory]
    [InlineData("mssql_commands", "mssql_command_cmd", "blob")]
    [InlineData("sip_commands", "sip_command_method", "blob")]
    [InlineData("sip_commands", "sip_command_user_agent", "blob,null")]
    [InlineData("mqtt_fingerprints", "mqtt_fingerprint_willtopic", "blob")]
    [InlineData("mqtt_subscribe_commands", "mqtt_subscribe_command_messageid", "null,text")]
    [InlineData("offers", "offer_url", "blob,text")]
    [InlineData("logins", "login_username", "blob,text")]
    [InlineData("logins", "login_password", "text")]
    [InlineData("p0fs", "p0f_uptime", "integer")]
    [InlineData("mysql_commands", "mysql_command_cmd", "integer")]
    [InlineData("sip_addrs", "sip_addr_uri_port", "integer,null")]
    [InlineData("sip_sdp_origins", "sip_sdp_origin_sess_id", "integer")]
    [InlineData("connections", "connection_timestamp", "real")]
    [InlineData("virustotals", "virustotal_timestamp", "integer")]
    [InlineData("virustotalscans", "virustotalscan_result", "null,text")]
    public void Write_stores_values_in_the_classes_of_a_current_sensor(string table, string column, string classes)
    {
        using var database = Write(new SampleOptions(7500, 30, 10));

        Assert.Equal(classes, Rows.Of(database, $"SELECT group_concat(c, ',') FROM (SELECT DISTINCT typeof({column}) AS c FROM {table} ORDER BY 1)")[0][0]);
    }

    [Fact]
    public void Write_gives_profiles_that_are_JSON_and_hashes_that_are_MD5()
    {
        using var database = Write(new SampleOptions(7500, 30, 11));

        foreach (var profile in Rows.Of(database, "SELECT emu_profile_json FROM emu_profiles"))
        {
            using var json = JsonDocument.Parse((string)profile[0]!);
            Assert.All(json.RootElement.EnumerateArray(), call => Assert.Equal(JsonValueKind.String, call.GetProperty("return").ValueKind));
        }

        Assert.All(Rows.Of(database, "SELECT DISTINCT download_md5_hash FROM downloads"), row => Assert.Matches("^[0-9a-f]{32}$", (string)row[0]!));
        Assert.True(Number(database, "SELECT count(*) FROM (SELECT 1 FROM virustotals GROUP BY virustotal_md5_hash HAVING count(*) > 1)") > 0);
        Assert.True(Number(database, "SELECT count(DISTINCT download_md5_hash) FROM downloads WHERE download_md5_hash NOT IN (SELECT virustotal_md5_hash FROM virustotals)") > 0);
        Assert.True(Number(database, "SELECT count(*) FROM virustotalscans WHERE virustotalscan_scanner = 'Kaspersky'") > 0);
    }

    [Fact]
    public void Write_gives_skewed_attackers_a_daily_rhythm_and_gaps()
    {
        using var database = Write(new SampleOptions(60_000, 30, 12));

        var top = Number(database, "SELECT sum(n) FROM (SELECT count(*) AS n FROM connections WHERE remote_host <> '' GROUP BY remote_host ORDER BY n DESC LIMIT 20)");
        Assert.InRange(top, 15_000, 45_000);
        Assert.True(Number(database, "SELECT count(*) FROM (SELECT 1 FROM connections GROUP BY remote_host HAVING count(DISTINCT CAST(connection_timestamp / 86400 AS INTEGER)) = 1)") > 2000);
        Assert.True(Number(database, "SELECT count(*) FROM (SELECT 1 FROM connections GROUP BY remote_host HAVING count(DISTINCT CAST(connection_timestamp / 86400 AS INTEGER)) > 7)") > 10);
        var hours = Rows.Of(database, "SELECT count(*) FROM connections GROUP BY CAST(connection_timestamp / 3600 AS INTEGER) % 24 ORDER BY CAST(connection_timestamp / 3600 AS INTEGER) % 24").Select(row => (long)row[0]!).ToArray();
        Assert.True(hours[14] + hours[15] + hours[16] > 3 * (hours[2] + hours[3] + hours[4]) / 2);
        Assert.InRange(Number(database, "SELECT count(*) FROM (SELECT connection_timestamp - lag(connection_timestamp) OVER (ORDER BY connection) AS s FROM connections) WHERE s > 7200"), 1, 4);
    }

    private SqliteConnection Write(SampleOptions options, string name = "sample")
    {
        SampleDatabase.Write(_folder.PathTo(name), options, cancellation: TestContext.Current.CancellationToken);
        return Rows.Open(_folder.PathTo(name));
    }

    private static HashSet<string> Hosts(SqliteConnection database) =>
        [.. Rows.Of(database, "SELECT DISTINCT remote_host FROM connections").Select(row => (string)row[0]!)];

    private static long Number(SqliteConnection database, string sql) => (long)Rows.Of(database, sql)[0][0]!;

    private static IEnumerable<(string Child, string Column, string Parent)> Children(SqliteConnection database)
    {
        var found = Rows.Of(database, """
            SELECT m.name, c.name, CASE WHEN c.name LIKE '%s' THEN c.name ELSE c.name || 's' END
            FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND c.cid = 1 AND c.name IN ('connection', 'sip_command', 'mysql_command', 'virustotal')
            """);
        Assert.Equal(23, found.Count);
        return found.Select(row => ((string)row[0]!, (string)row[1]!, (string)row[2]!));
    }
}
