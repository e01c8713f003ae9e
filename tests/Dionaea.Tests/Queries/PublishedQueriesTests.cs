using System.Globalization;
using System.Net;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Holds the sources' own figures against what the sources do, told again on the raw tables or in plain C#.</summary>
public sealed class PublishedQueriesTests : IDisposable
{
    private static readonly IPNetwork[] Reserved =
    [
        .. "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.14.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
            .Split(' ').Select(IPNetwork.Parse),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // SQLite takes a bare column from the first row of a group, as the notes of the queries say.
    [Theory]
    [InlineData("A03", "SELECT (SELECT COUNT(*) FROM connections), (SELECT COUNT(*) FROM (SELECT 1 FROM connections GROUP BY remote_host)), (SELECT COUNT(*) FROM (SELECT 1 FROM downloads GROUP BY download_url)), (SELECT COUNT(*) FROM downloads), (SELECT COUNT(*) FROM virustotalscans WHERE virustotalscan_scanner = 'AVG'), (SELECT COUNT(*) FROM virustotalscans WHERE virustotalscan_scanner = 'AVG' AND virustotalscan_result IS NOT NULL)")]
    [InlineData("B01", "SELECT unixepoch(date(floor(connection_timestamp), 'unixepoch')), COUNT(local_port), local_port FROM connections WHERE connection_type = 'accept' GROUP BY 1 ORDER BY 1 DESC LIMIT 3")]
    [InlineData("B06", "SELECT ROUND((connection_timestamp % 86400) / 3600), COUNT(*) FROM connections WHERE connection_parent IS NULL AND connection_timestamp IS NOT NULL GROUP BY 1 ORDER BY 1")]
    [InlineData("C01", "SELECT remote_host, COUNT(remote_host) FROM connections WHERE connection_type = 'accept' GROUP BY date(floor(connection_timestamp), 'unixepoch') ORDER BY 2 DESC, date(floor(connection_timestamp), 'unixepoch') LIMIT 10")]
    [InlineData("E02", "SELECT virustotalscan_result, COUNT(*) FROM downloads, virustotals, virustotalscans WHERE download_md5_hash = virustotal_md5_hash AND virustotals.virustotal = virustotalscans.virustotal AND virustotalscan_scanner = 'AVG' AND virustotalscan_result IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1")]
    [InlineData("E03", "SELECT virustotal_md5_hash, virustotal_timestamp, SUM(virustotalscan_result IS NOT NULL), COUNT(*), ROUND(100.0 * SUM(virustotalscan_result IS NOT NULL) / COUNT(*), 0), virustotal_permalink FROM (SELECT * FROM virustotals NATURAL JOIN virustotalscans ORDER BY virustotal) GROUP BY 1 ORDER BY 1")]
    [InlineData("F01", "SELECT CAST(login_username AS TEXT), CAST(login_password AS TEXT), connection_protocol, COUNT(u || p) FROM (SELECT *, CAST(login_username AS TEXT) AS u, CAST(login_password AS TEXT) AS p FROM logins JOIN connections USING (connection) ORDER BY login) GROUP BY u || p ORDER BY 4 DESC, 1, 2, 3 LIMIT 50")]
    [InlineData("I04", "SELECT connection, remote_host, substr(CAST(mysql_command_arg_data AS TEXT), 0, 60) FROM mysql_command_args NATURAL JOIN mysql_commands NATURAL JOIN connections WHERE CAST(mysql_command_arg_data AS TEXT) LIKE '%%' ORDER BY connection, mysql_command, mysql_command_arg_index LIMIT 50")]
    [InlineData("L01", "SELECT connection, CAST(floor(connection_timestamp) AS INTEGER), connection_type, connection_protocol, remote_host, remote_port, local_port FROM connections WHERE (connection_root = connection OR connection_root IS NULL) AND connection_timestamp IS NOT NULL AND connection IN (SELECT connection FROM downloads WHERE download_md5_hash = 'aa') ORDER BY connection_timestamp, connection")]
    public void Figures_as_published_are_those_of_the_source(string id, string source)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            using var file = RandomDatabase.Make(seed);
            using var raw = Rows.Open(file.Path);

            Assert.Equal(Rows.Of(raw, source), Published(id, file));
        }
    }

    [Fact]
    public void New_files_are_what_gnuplotsql_s_last_row_of_a_day_counts()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            using var file = RandomDatabase.Make(seed);
            using var raw = Rows.Open(file.Path);
            var last = new Dictionary<string, long>();
            foreach (var row in Rows.Of(raw, "SELECT date(floor(c.connection_timestamp), 'unixepoch'), COUNT(d.download_md5_hash) FROM downloads AS d INDEXED BY downloads_md5_hash_idx JOIN connections AS c ON d.connection = c.connection NATURAL JOIN offers JOIN connections AS r ON c.connection_root = r.connection GROUP BY d.download_md5_hash ORDER BY c.connection_timestamp"))
                last[row[0] as string ?? ""] = (long)row[1]!;
            var accepts = Rows.Of(raw, "SELECT date(floor(connection_timestamp), 'unixepoch'), COUNT(*) FROM connections GROUP BY 1").Select(r => (long)r[1]!);
            var found = Published("G01", file);

            Assert.Equal(accepts, found.Select(r => (long)r[2]!));
            Assert.Equal(
                last.Where(p => p.Key.Length > 0 && p.Value > 0).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value),
                found.Where(r => r[0] is not null && (long)r[7]! > 0).Select(r => (long)r[7]!));
        }
    }

    [Fact]
    public void Countries_are_those_of_DionaeaFR_s_two_pies()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            SampleDatabase.Write(_folder.PathTo($"{seed}.sqlite"), new SampleOptions(2000, 9, (ulong)seed));
            using var raw = Rows.Open(_folder.PathTo($"{seed}.sqlite"));
            var connections = Pie(raw, "connection_type <> 'listen'", (count, _) => count);
            var hosts = Pie(raw, "remote_host <> ''", (count, isFirst) => isFirst ? count : 1);
            var seven = connections.Where(c => c.Key is not ("Reserved" or "Unknown")).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(7).Select(c => c.Key).ToList();
            var expected = seven.Append("Others").Append("Reserved").Append("Unknown").Select(name => (name, Sum(connections, name), Sum(hosts, name))).Where(r => r.Item2 > 0 || r.name == "Unknown");

            using var database = HoneypotDatabase.Open(_folder.PathTo($"{seed}.sqlite"));
            Assert.Equal(expected, Published("C03", database).Select(r => ((string)r[0]!, (long)r[1]!, (long)r[2]!)));

            long Sum(Dictionary<string, long> pie, string name) =>
                name != "Others" ? pie.GetValueOrDefault(name) : pie.Where(p => !seven.Contains(p.Key) && p.Key is not ("Reserved" or "Unknown")).Sum(p => p.Value);
        }
    }

    [Fact]
    public void The_command_and_the_cell_take_the_figures_as_published()
    {
        var sample = Repository.PathTo("data", "sample", "dionaea.sqlite");
        var command = CommandRun.InProcess("query", "B06", sample, "--as-published", "-f", "csv");
        var other = CommandRun.InProcess("query", "top-ports", sample, "--as-published");
        var help = CommandRun.InProcess("queries", "B06");
        using var workbench = new Dionaea.Reporting.Workbench(WorkbenchSettings.Default);
        workbench.Open(sample);
        var cell = new Dionaea.Reporting.CellExecutor(workbench, new Dionaea.Reporting.CellPolicy(null, [], "/")).Run("#!query attacks-over-a-day --as-published\n");

        Assert.Equal(26, command.Out.TrimEnd().Split('\n').Length);
        Assert.Equal((2, true), (other.Exit, other.Error.Contains("has no other figures as published", StringComparison.Ordinal)));
        Assert.Contains("--as-published: The query of 2009", help.Out, StringComparison.Ordinal);
        Assert.Equal("Attacks over a day (as published)", Assert.Single(cell.Outputs.OfType<Dionaea.Reporting.AnswerOutput>()).Answer.Query!.Title);
    }

    private IReadOnlyList<object?[]> Published(string id, VintageDatabase file)
    {
        using var database = file.Open();
        return Published(id, database);
    }

    private IReadOnlyList<object?[]> Published(string id, HoneypotDatabase database)
    {
        using var geolocation = new Geolocation(GeographyOfTests.Write(_folder.Path).Files, () => false);
        using var session = database.OpenSession(geolocation);
        var query = new QueryCatalogue()[id].AsPublished();
        var values = query.Parameters.ToDictionary(p => p.Name, p => p.Name switch
        {
            "scanner" => "AVG",
            "md5" => "aa",
            _ => p.Default is null ? null : p.Parse(p.Default),
        });
        return session.Run(query.Sql, values, Limits.Default, query.Columns).Rows;
    }

    private static Dictionary<string, long> Pie(SqliteConnection raw, string where, Func<long, bool, long> value)
    {
        var pie = new Dictionary<string, long>();
        foreach (var row in Rows.Of(raw, string.Create(CultureInfo.InvariantCulture, $"SELECT remote_host, COUNT(remote_host) FROM connections WHERE {where} GROUP BY 1 ORDER BY 2 DESC")))
        {
            var host = (string)row[0]!;
            if (host.Contains(':', StringComparison.Ordinal))
                continue;
            var country = !IPAddress.TryParse(host, out var address) ? "Unknown"
                : Reserved.Any(n => n.Contains(address)) ? "Reserved"
                : GeographyOfTests.Of(host).Country ?? "Unknown";
            pie[country] = pie.GetValueOrDefault(country) + value((long)row[1]!, !pie.ContainsKey(country));
        }

        return pie;
    }
}
