using System.Globalization;
using System.Text;
using System.Text.Json;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Files of real sensors, each record stored as an independent reading of the file has it.</summary>
public sealed class RealFormatTests : IDisposable
{
    private const string Connections = "SELECT CAST(round(connection_timestamp * 1000000) AS INTEGER), connection_type, connection_transport, connection_protocol, local_host, local_port, remote_host, remote_port FROM connections";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("craievich/dionaea.json")]
    [InlineData("hary654321/dionaea.json")]
    [InlineData("noahassd/dionaea.json")]
    [InlineData("tpet/dionaea.json.3.gz")]
    [InlineData("tpet/dionaea.json.6.gz")]
    [InlineData("tpet/dionaea.json.7.gz")]
    public void Each_connection_and_login_of_log_json_is_stored(string name)
    {
        var lines = RealFiles.Lines(name).ConvertAll(line => JsonDocument.Parse(line).RootElement);
        using var run = LogRun.Of(RealFiles.PathTo(name));

        Assert.Equal("log_json", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(Sorted(lines.Select(OfLogJson)), Sorted(run.Lines(Connections)));
        Assert.Equal(Sorted(lines.SelectMany(Logins)), Sorted(run.Lines("SELECT login_username, login_password FROM logins")));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Theory]
    [InlineData("mhn-dekuwin24/session.json")]
    [InlineData("mhn-thekorean63/session.json")]
    public void Each_connection_of_a_mongo_export_is_stored(string name)
    {
        var expected = RealFiles.Lines(name).ConvertAll(line => JsonDocument.Parse(line).RootElement).Select(record => string.Join(
            '\t',
            Microseconds(record.GetProperty("timestamp").GetProperty("$date").GetString()!),
            record.GetProperty("protocol"), record.GetProperty("destination_port"), record.GetProperty("source_ip"), record.GetProperty("source_port")));
        using var run = LogRun.Of(RealFiles.PathTo(name));

        Assert.Equal("mhn", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(Sorted(expected), Sorted(run.Lines("SELECT CAST(round(connection_timestamp * 1000000) AS INTEGER), connection_protocol, local_port, remote_host, remote_port FROM connections")));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Theory]
    [InlineData("kibana-bhavyansh77/kibana-dionaea.csv", "timestamp", "dest_ip", "dest_port", "connection.")]
    [InlineData("noahassd/dionaea.csv", "timestamp", "dst_ip", "dst_port", "")]
    public void Each_connection_of_a_table_is_stored(string name, string time, string localHost, string localPort, string prefix)
    {
        using var reader = new StreamReader(RealFiles.Open(name));
        var records = Csv(reader.ReadToEnd());
        var columns = records[0];
        var expected = records.Skip(1).Select(record => string.Join(
            '\t',
            Microseconds(Cell(record, time)),
            Cell(record, prefix.Length > 0 ? "connection.type" : "connection_type"), Cell(record, prefix + "transport"), Cell(record, prefix + "protocol"),
            Cell(record, localHost), Cell(record, localPort).Replace(",", "", StringComparison.Ordinal),
            Cell(record, "src_ip"), Cell(record, "src_port").Replace(",", "", StringComparison.Ordinal)));
        using var run = LogRun.Of(RealFiles.PathTo(name));

        Assert.Equal("csv", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(Sorted(expected), Sorted(run.Lines(Connections)));
        Assert.Equal(0, run.CountOf("workbench_rejected"));

        string Cell(List<string> record, string column) => record[columns.IndexOf(column)];
    }

    [Fact]
    public void Each_row_of_a_table_export_is_stored_once()
    {
        const string Name = "honeynet-2023/dionaea.json.2023-05-30";
        var lines = RealFiles.Lines(Name).ConvertAll(line => JsonDocument.Parse(line).RootElement);
        using var run = LogRun.Of(RealFiles.PathTo(Name));

        Assert.Equal("table-export", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(
            lines.Select(line => line.GetProperty("connection").GetInt64()).Distinct().Order(),
            run.Query("SELECT connection FROM connections ORDER BY 1").Select(row => (long)row[0]!));
        foreach (var table in RowTable.All.Skip(1))
        {
            var rows = lines.Where(line => line.TryGetProperty(table.Key, out var key) && key.ValueKind == JsonValueKind.Number && table.Columns.Skip(2).Any(column => line.TryGetProperty(column, out _)))
                .Select(line => line.GetProperty(table.Key).GetInt64()).Distinct().Count();
            if (rows > 0)
                Assert.Equal(rows, run.CountOf(table.Name));
        }

        Assert.NotEqual(0, run.CountOf("sip_commands"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Theory]
    [InlineData("maniactwister/logsql.sqlite")]
    [InlineData("noahassd/dionaea.sqlite")]
    [InlineData("adityamhn/dionaea.sqlite")]
    [InlineData("ahm1027/dionaea-1.sqlite")]
    [InlineData("vikrant/dionaea.sqlite")]
    [InlineData("noahassd/dionaea.sqlite.1.gz")]
    [InlineData("tpet/dionaea.sqlite.8.gz")]
    [InlineData("sweetie-data/dionaea.sqlite.15.gz")]
    public void A_database_alone_gives_all_its_rows_under_their_numbers(string name)
    {
        using var run = LogRun.Of(RealFiles.PathTo(name));
        foreach (var table in RealFiles.Query(_folder, [name], "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('emu_services_old', 'dcerpcserviceops')"))
        {
            var columns = string.Join(", ", RealFiles.Query(_folder, [name], $"SELECT name FROM pragma_table_info('{table}')"));
            var sql = $"SELECT {columns} FROM {table} ORDER BY 1";
            Assert.Equal(RealFiles.Query(_folder, [name], sql), run.Lines(sql));
        }

        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Fact]
    public void Log_incident_of_old_releases_is_known_by_the_ends_of_its_connections()
    {
        const string Name = "beemaster/log_incident_samples.jsonl";
        using var run = LogRun.Of(RealFiles.PathTo(Name));

        Assert.Equal("log_incident", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(RealFiles.Lines(Name).Count, run.Summary.Counts.Sum(count => count.Stored + count.UnknownConnection + count.Rejected));
    }

    [Theory]
    [InlineData("dionaea.json")]
    [InlineData("dionaea-flat.json")]
    public void Log_json_gives_the_connections_that_log_sqlite_has(string name)
    {
        using var run = LogRun.Of(Repository.Shared("data", "oracle", "small", name));
        using var source = Rows.Open(Repository.Shared("data", "oracle", "small", "dionaea.sqlite"));
        const string All = "SELECT connection_type, connection_transport, connection_protocol, connection_timestamp, local_host, local_port, remote_host, remote_hostname, remote_port FROM connections";
        Assert.Subset(LogRun.Lines(Rows.Of(source, All)).ToHashSet(), run.Lines(All).ToHashSet());
        const string Logins = "SELECT connection_timestamp, remote_host, remote_port, login_username, login_password FROM logins JOIN connections USING (connection)";
        Assert.Subset(LogRun.Lines(Rows.Of(source, Logins)).ToHashSet(), run.Lines(Logins).ToHashSet());
        const string Systems = "SELECT connection_timestamp, remote_host, remote_port, p0f_genre, p0f_link, p0f_detail, p0f_uptime, p0f_tos, p0f_dist, p0f_nat, p0f_fw FROM p0fs JOIN connections USING (connection)";
        Assert.Subset(LogRun.Lines(Rows.Of(source, Systems)).ToHashSet(), run.Lines(Systems).ToHashSet());
        Assert.NotEqual(0, run.CountOf("logins"));
        Assert.NotEqual(0, run.CountOf("p0fs"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static string OfLogJson(JsonElement line)
    {
        var connection = line.GetProperty("connection");
        return string.Join(
            '\t',
            Microseconds(line.GetProperty("timestamp").GetString()!),
            connection.GetProperty("type"), connection.GetProperty("transport"), connection.GetProperty("protocol"),
            line.GetProperty("dst_ip"), line.GetProperty("dst_port"), line.GetProperty("src_ip"), line.GetProperty("src_port"));
    }

    private static IEnumerable<string> Logins(JsonElement line)
    {
        if (!line.TryGetProperty("credentials", out var credentials))
            return [];
        return credentials.ValueKind == JsonValueKind.Array
            ? credentials.EnumerateArray().Select(login => $"{login.GetProperty("username")}\t{login.GetProperty("password")}")
            : credentials.GetProperty("username").EnumerateArray().Zip(credentials.GetProperty("password").EnumerateArray(), (name, password) => $"{name}\t{password}");
    }

    private static string Microseconds(string time)
    {
        var read = DateTime.TryParseExact(time, "MMM d, yyyy @ HH:mm:ss.fff", CultureInfo.InvariantCulture, DateTimeStyles.None, out var shown)
            ? shown
            : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        return ((read - DateTime.UnixEpoch).Ticks / 10).ToString(CultureInfo.InvariantCulture);
    }

    private static List<List<string>> Csv(string text)
    {
        List<List<string>> records = [[]];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\n' or '\r'))
                cell.Append(c);
            else if (c != '\r')
            {
                records[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                    records.Add([]);
            }
        }

        if (cell.Length > 0)
            records[^1].Add(cell.ToString());
        return [.. records.Where(record => record.Count > 1)];
    }
}
