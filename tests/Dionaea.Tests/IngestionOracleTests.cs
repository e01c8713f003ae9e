using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Databases made from logs, against those that dionaea's own log_sqlite made of the same logs.</summary>
public sealed class IngestionOracleTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("medium")]
    [InlineData("tree")]
    [InlineData("tree-text")]
    public void Ingesting_a_log_gives_the_original_s_rows(string name)
    {
        var set = new OracleSet("oracle", name);
        Same(set.Expected("expected-from-log.sql.gz"), Ingest(set, "incidents.jsonl", new IncidentWriterOptions()));
    }

    [Theory]
    [InlineData("small")]
    [InlineData("medium")]
    [InlineData("tree")]
    [InlineData("tree-text")]
    public void Ingesting_a_log_gives_the_original_s_blobs_when_types_are_dionaea_s(string name)
    {
        var set = new OracleSet("oracle", name);
        Same(set.Expected("expected-from-log-retyped.sql.gz"), Ingest(set, "incidents.jsonl", new IncidentWriterOptions { DionaeaTypes = true }));
    }

    [Fact]
    public void Ingesting_the_live_log_gives_the_original_s_rows()
    {
        var set = new OracleSet("live");
        Same(set.Expected("expected-from-log.sql.gz"), Ingest(set, "dionaea_incident.json", new IncidentWriterOptions()));
    }

    [Fact]
    public void Ingesting_the_live_log_gives_the_sensor_s_own_rows_but_for_what_the_log_lacks()
    {
        var set = new OracleSet("live");
        var expected = WithoutLeft(set.Expected("expected.sql.gz"), LeftBySensor(set));
        var actual = Ingest(set, "dionaea_incident.json", new IncidentWriterOptions { DionaeaTypes = true });

        var (sensor, ours) = (expected["connections"], actual["connections"]);
        Assert.Equal(584, sensor.Count);
        Assert.Equal(sensor.Select(row => WithoutTime(row).Others), ours.Select(row => WithoutTime(row).Others));
        Assert.All(sensor.Zip(ours), pair => Assert.InRange(WithoutTime(pair.First).Time - WithoutTime(pair.Second).Time, 0, 0.02));
        expected.Remove("connections");
        actual.Remove("connections");
        foreach (var rows in expected.Values)
            Replace(rows);
        Same(expected, actual);
    }

    // The log has U+FFFD for what is not UTF-8.
    private static void Replace(List<string> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = string.Join('\t', rows[i].Split('\t').Select(value => value.StartsWith('x')
                ? "x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromHexString(value[1..]))))
                : value));
        }
    }

    // The rows of commands that log_sqlite failed on half way, and the log therefore lacks: those with a field that is
    // not UTF-8.
    private static Dictionary<string, List<long>> LeftBySensor(OracleSet set)
    {
        var left = new Dictionary<string, List<long>> { ["mysql_commands"] = [], ["sip_commands"] = [] };
        var ids = left.Keys.ToDictionary(table => table, _ => 0L);
        foreach (var line in set.Lines("stream.jsonl"))
        {
            using var record = JsonDocument.Parse(line);
            var table = record.RootElement.GetProperty("origin").GetString() switch
            {
                "dionaea.modules.python.mysql.command" => "mysql_commands",
                "dionaea.modules.python.sip.command" => "sip_commands",
                _ => null,
            };
            if (table is null)
                continue;
            ids[table]++;
            if (line.Contains("\"unreadable\"", StringComparison.Ordinal) || line.Contains("\"rawstr\"", StringComparison.Ordinal))
                left[table].Add(ids[table]);
        }

        Assert.Equal((93, 84), (ids["mysql_commands"], ids["sip_commands"]));
        Assert.Equal((6, 12), (left["mysql_commands"].Count, left["sip_commands"].Count));
        return left;
    }

    private static (double Time, string Others) WithoutTime(string row)
    {
        // After the number, type, transport and protocol.
        var values = row.Split('\t');
        var time = double.Parse(values[4].TrimStart('r'), CultureInfo.InvariantCulture);
        values[4] = "";
        return (time, string.Join('\t', values));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ingesting_a_log_over_restarts_keeps_all_shells_in_one_table(bool retyped)
    {
        var set = new OracleSet("oracle", "restart");
        var expected = set.Expected(retyped ? "expected-from-log-retyped.sql.gz" : "expected-from-log.sql.gz");
        var shells = expected["emu_services_old"].Concat(expected["emu_services"]).Select((row, i) => $"{i + 1}{row[row.IndexOf('\t')..]}").ToList();
        expected["emu_services"] = shells;
        expected.Remove("emu_services_old");
        Same(expected, Ingest(set, "incidents.jsonl", new IncidentWriterOptions { DionaeaTypes = retyped }));
    }

    [Fact]
    public void Ingesting_a_damaged_log_rejects_what_the_original_fails_on()
    {
        var set = new OracleSet("oracle", "damaged");
        var failed = set.Lines("stream.jsonl").Select(line => JsonDocument.Parse(line).RootElement)
            .Where(record => record.TryGetProperty("errors", out var errors) && errors.TryGetProperty("log_sqlite", out _))
            .Select(record => record.GetProperty("line")).Where(line => line.ValueKind == JsonValueKind.Number).Select(line => line.GetInt64());
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        Write(set, "incidents.jsonl", path, new IncidentWriterOptions());
        using var database = Rows.Open(path);
        var lines = set.Lines("incidents.jsonl").ToList();
        var rejected = Rows.Of(database, "SELECT number, line, offset, reason FROM workbench_rejected ORDER BY number");
        Assert.Equal(failed.Order(), rejected.Select(row => (long)row[0]!));
        Assert.Equal(34, rejected.Count);
        Assert.All(rejected, row => Assert.Equal(lines[(int)(long)row[0]! - 1], Encoding.UTF8.GetString((byte[])row[1]!)));
        Assert.All(rejected, row => Assert.Equal(lines.Take((int)(long)row[0]! - 1).Sum(line => line.Length + 1), (long)row[2]!));
    }

    [Theory]
    [InlineData("small")]
    [InlineData("tree")]
    [InlineData("tree-text")]
    public void Ingesting_a_log_with_ids_that_tell_nothing_gives_the_original_s_rows(string name)
    {
        // As 0.5.0 to 0.6.0 wrote it: each object has a number of its own.
        var set = new OracleSet("oracle", name);
        using var folder = new TemporaryFolder();
        var number = 0;
        var lines = set.Lines("incidents.jsonl").Select(line => Regex.Replace(line, "\"id\": \"[0-9a-f]{64}\"", _ => $"\"id\": {++number % 7}"));
        File.WriteAllLines(folder.PathTo("log"), lines);
        var input = LogInput.File(folder.PathTo("log")) with { Reports = new ReportFolder(set.Folder) };
        var path = folder.PathTo("dionaea.sqlite");
        using (var reader = LogFormats.Recognise(input).Open(input, LogPosition.Start))
        using (var writer = IncidentWriter.Open(path))
        {
            Ingestion.Transfer(reader, writer, cancellation: TestContext.Current.CancellationToken);
            writer.Complete();
        }

        Same(set.Expected("expected-from-log.sql.gz"), OracleSet.Actual(path));
    }

    [Fact]
    public void Ingesting_a_damaged_log_lacks_only_the_rows_of_what_is_rejected()
    {
        var set = new OracleSet("oracle", "damaged");
        var actual = Ingest(set, "incidents.jsonl", new IncidentWriterOptions());
        foreach (var (table, rows) in set.Expected("expected-from-log.sql.gz"))
        {
            var left = rows.Select(Unnumbered).ToList();
            Assert.All(actual[table].Select(Unnumbered), row => Assert.True(left.Remove(row), $"{table}: {row}"));
            Assert.Equal(Left.GetValueOrDefault(table), left.Count);
        }
    }

    // How many rows the original left of incidents that it failed on, counted by hand: a login, two MySQL commands with
    // an argument, seven SIP commands with their addresses and vias, two VirusTotal reports with a result.
    private static Dictionary<string, int> Left { get; } = new()
    {
        ["logins"] = 1,
        ["mysql_commands"] = 2,
        ["mysql_command_args"] = 1,
        ["sip_commands"] = 7,
        ["sip_addrs"] = 15,
        ["sip_vias"] = 1,
        ["virustotals"] = 2,
        ["virustotalscans"] = 1,
    };

    private static string Unnumbered(string row)
    {
        var values = row.Split('\t');
        return values.Length < 3 ? row : string.Join('\t', values[2..]);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("medium")]
    [InlineData("tree")]
    [InlineData("tree-text")]
    public void Feeding_typed_incidents_gives_the_sensor_s_rows(string name)
    {
        var set = new OracleSet("oracle", name);
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        var left = Feed(set, path);
        Same(WithoutLeft(set.Expected("expected.sql.gz"), left), OracleSet.Actual(path));
    }

    private static SortedDictionary<string, List<string>> WithoutLeft(SortedDictionary<string, List<string>> expected, Dictionary<string, List<long>> left)
    {
        foreach (var (table, children) in new[] { ("mysql_commands", "mysql_command_"), ("sip_commands", "sip_") })
        {
            foreach (var child in expected.Keys.Where(key => key.StartsWith(children, StringComparison.Ordinal) && key != table && key != "mysql_command_ops").ToList())
                expected[child] = Without(left[table], expected[child], column: 1);
            expected[table] = Without(left[table], expected[table], column: 0);
        }

        return expected;
    }

    // The ids of the rows that the original left behind of incidents it failed on, by table.
    private static Dictionary<string, List<long>> Feed(OracleSet set, string path)
    {
        var ids = new Dictionary<string, long> { ["mysql_commands"] = 0, ["sip_commands"] = 0 };
        var left = ids.Keys.ToDictionary(table => table, _ => new List<long>());
        using var writer = IncidentWriter.Open(path);
        var feed = new OracleStream(writer) { Source = LogInput.File(set.PathTo("stream.jsonl")) };
        foreach (var line in set.Lines("stream.jsonl"))
        {
            using var record = JsonDocument.Parse(line);
            var row = feed.Feed(record.RootElement);
            var origin = record.RootElement.GetProperty("origin").GetString()!;
            var table = origin.EndsWith("mysql.command", StringComparison.Ordinal) ? "mysql_commands" : "sip_commands";
            if (table == "sip_commands" && !origin.EndsWith("sip.command", StringComparison.Ordinal))
                continue;
            if (row > 0)
                ids[table]++;
            else if (record.RootElement.TryGetProperty("errors", out var errors) && errors.TryGetProperty("log_sqlite", out _))
                left[table].Add(++ids[table]);
        }

        writer.Complete();
        return left;
    }

    private static List<string> Without(List<long> left, List<string> rows, int column)
    {
        var kept = new List<string>();
        foreach (var row in rows.Select(row => row.Split('\t')))
        {
            var id = long.Parse(row[column], CultureInfo.InvariantCulture);
            if (left.Contains(id))
                continue;
            row[column] = (id - left.Count(other => other < id)).ToString(CultureInfo.InvariantCulture);
            row[0] = (kept.Count + 1).ToString(CultureInfo.InvariantCulture);
            kept.Add(string.Join('\t', row));
        }

        return kept;
    }

    private static SortedDictionary<string, List<string>> Ingest(OracleSet set, string name, IncidentWriterOptions options)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        Write(set, name, path, options);
        return OracleSet.Actual(path);
    }

    private static void Write(OracleSet set, string name, string path, IncidentWriterOptions options)
    {
        var input = LogInput.File(set.PathTo(name));
        using var reader = LogFormats.Recognise(input).Open(input, LogPosition.Start);
        using var writer = IncidentWriter.Open(path, options);
        Ingestion.Transfer(reader, writer, cancellation: TestContext.Current.CancellationToken);
        writer.Complete();
    }

    private static void Same(SortedDictionary<string, List<string>> expected, SortedDictionary<string, List<string>> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (table, rows) in expected)
            Assert.Equal(rows.Select(row => $"{table}\t{row}"), actual[table].Select(row => $"{table}\t{row}"));
    }
}
