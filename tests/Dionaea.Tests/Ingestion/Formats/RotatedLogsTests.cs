using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Folders of rotated databases and logs, which tell of the same connections in part.</summary>
public sealed class RotatedLogsTests : IDisposable
{
    private const string Ends = "SELECT connection_type, connection_transport, connection_protocol, local_host, local_port, remote_host, remote_port FROM connections ORDER BY 1, 2, 3, 4, 5, 6, 7, connection_timestamp";
    private const string Times = "SELECT connection_timestamp FROM connections ORDER BY connection_type, connection_transport, connection_protocol, local_host, local_port, remote_host, remote_port, connection_timestamp";
    private static readonly string[] Days = ["25", "15", "3", "1"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("json.7", "sqlite.9")]
    [InlineData("json.6", "sqlite.8")]
    [InlineData("json.3", "sqlite.4")]
    public void Log_json_and_log_sqlite_of_the_same_day_agree_connection_by_connection(string json, string sqlite)
    {
        using var fromJson = LogRun.Of(RealFiles.PathTo($"tpet/dionaea.{json}.gz"));
        using var fromSqlite = LogRun.Of(RealFiles.PathTo($"tpet/dionaea.{sqlite}.gz"));

        Assert.Equal(fromSqlite.Lines(Ends), fromJson.Lines(Ends));
        var apart = fromSqlite.Query(Times).Zip(fromJson.Query(Times), (a, b) => Math.Abs(Convert.ToDouble(a[0], null) - Convert.ToDouble(b[0], null)));
        Assert.True(apart.Max() < 0.05, "times are apart");
        const string Logins = "SELECT login_username, login_password FROM logins";
        Assert.Equal(Sorted(fromSqlite.Lines(Logins)), Sorted(fromJson.Lines(Logins)));
    }

    [Fact]
    public void Rotated_databases_become_one_with_the_sums_of_all_tables_in_order()
    {
        var names = Days.Select(day => $"sweetie-data/dionaea.sqlite.{day}.gz").ToArray();
        using var run = LogRun.Of(Path.GetDirectoryName(RealFiles.PathTo(names[0]))!);

        foreach (var table in RowTable.All.Where(table => KnownTables.Upstream.ContainsKey(table.Name)))
        {
            var sql = $"SELECT COUNT(*) FROM {table.Name}";
            Assert.Equal(RealFiles.Query(_folder, names, sql).Sum(count => long.Parse(count, null)), run.CountOf(table.Name));
        }

        Assert.Equal(names, run.Summary.Logs.Where(log => log.Outcome == LogOutcome.New).Select(log => log.Name[log.Name.IndexOf("sweetie", StringComparison.Ordinal)..]));
        var missing = Assert.Single(run.Summary.Missing);
        Assert.Equal([(2, 2), (4, 14), (16, 24)], missing.Numbers);
        Assert.Equal(3, run.Summary.Gaps!.Count);
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Fact]
    public void Rows_of_rotated_databases_still_belong_to_their_connections()
    {
        var names = Days.Select(day => $"sweetie-data/dionaea.sqlite.{day}.gz").ToArray();
        using var run = LogRun.Of([.. names.Select(RealFiles.PathTo)]);
        const string Trees = "SELECT c.connection_timestamp, c.connection_protocol, c.remote_host, p.connection_timestamp, p.connection_protocol, r.connection_timestamp, r.connection_protocol FROM connections AS c LEFT JOIN connections AS p ON p.connection = c.connection_parent LEFT JOIN connections AS r ON r.connection = c.connection_root";
        Assert.Equal(Sorted(RealFiles.Query(_folder, names, Trees)), Sorted(run.Lines(Trees)));
        Assert.NotEmpty(run.Query("SELECT 1 FROM connections WHERE connection_parent IS NOT NULL"));

        foreach (var table in RowTable.All.Where(table => table.Parent == RowTable.Connections && KnownTables.Upstream.ContainsKey(table.Name)))
        {
            var columns = KnownTables.Upstream[table.Name].Skip(2).Select(column => $", {column}");
            var sql = $"SELECT connection_timestamp, remote_host, remote_port{string.Concat(columns)} FROM {table.Name} JOIN connections USING (connection)";
            Assert.Equal(Sorted(RealFiles.Query(_folder, names, sql)), Sorted(run.Lines(sql)));
        }

        const string Addresses = "SELECT connection_timestamp, remote_host, sip_command_call_id, sip_addr_type, sip_addr_uri_user FROM sip_addrs JOIN sip_commands USING (sip_command) JOIN connections USING (connection)";
        Assert.Equal(Sorted(RealFiles.Query(_folder, names, Addresses)), Sorted(run.Lines(Addresses)));
        const string Arguments = "SELECT connection_timestamp, remote_host, mysql_command_cmd, mysql_command_arg_data FROM mysql_command_args JOIN mysql_commands USING (mysql_command) JOIN connections USING (connection)";
        Assert.Equal(Sorted(RealFiles.Query(_folder, names, Arguments)), Sorted(run.Lines(Arguments)));
    }

    [Fact]
    public void A_folder_with_both_logs_of_the_same_days_counts_nothing_twice()
    {
        string[] databases = ["tpet/dionaea.sqlite.9.gz", "tpet/dionaea.sqlite.8.gz", "tpet/dionaea.sqlite.4.gz"];
        var folder = Path.GetDirectoryName(RealFiles.PathTo(databases[0]))!;
        using var run = LogRun.Of(folder);

        Assert.Equal(RealFiles.Query(_folder, databases, "SELECT COUNT(*) FROM connections").Sum(count => long.Parse(count, null)), run.CountOf("connections"));
        Assert.Equal(RealFiles.Query(_folder, databases, "SELECT COUNT(*) FROM logins").Sum(count => long.Parse(count, null)), run.CountOf("logins"));
        Assert.Equal(run.CountOf("connections"), run.Count("connections").Recognised);
        Assert.Equal(run.CountOf("logins"), run.Count("logins").Recognised);
        var dump = run.Dump();

        run.Add(folder);

        Assert.All(run.Summary.Logs.Where(log => log.Outcome != LogOutcome.PassedOver), log => Assert.Equal(LogOutcome.Known, log.Outcome));
        Assert.Equal(dump, run.Dump());
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Fact]
    public void The_logs_of_the_same_days_in_the_other_order_give_the_same_connections_and_rows()
    {
        using var run = LogRun.Of([.. new[] { "json.7", "json.6", "json.3" }.Select(log => RealFiles.PathTo($"tpet/dionaea.{log}.gz"))]);
        var before = run.CountOf("connections");
        run.Add([.. new[] { "sqlite.9", "sqlite.8", "sqlite.4" }.Select(log => RealFiles.PathTo($"tpet/dionaea.{log}.gz"))]);

        Assert.Equal(before, run.CountOf("connections"));
        using var other = LogRun.Of(Path.GetDirectoryName(RealFiles.PathTo("tpet/dionaea.sqlite.9.gz"))!);
        Assert.Equal(other.Lines(Ends), run.Lines(Ends));
        foreach (var table in RowTable.All.Where(table => KnownTables.Upstream.ContainsKey(table.Name)))
            Assert.Equal(other.CountOf(table.Name), run.CountOf(table.Name));
    }

    [Theory]
    [InlineData("dionaea_incident.json", "dionaea.sqlite", "dionaea.json")]
    [InlineData("dionaea.sqlite", "dionaea_incident.json", "dionaea.json")]
    [InlineData("dionaea.json", "dionaea.sqlite", "dionaea_incident.json")]
    [InlineData("dionaea.json", "dionaea_incident.json", "dionaea.sqlite")]
    public void The_three_logs_of_a_live_sensor_in_any_order_are_its_database(string first, string second, string third)
    {
        var sensor = Repository.Shared("data", "live", "dionaea.sqlite");
        using var run = new LogRun();
        foreach (var name in new[] { first, second, third })
            run.Add(Repository.Shared("data", "live", name));

        using var source = Rows.Open(sensor);
        foreach (var table in RowTable.All.Where(table => KnownTables.Upstream.ContainsKey(table.Name)))
            Assert.Equal((long)Rows.Of(source, $"SELECT COUNT(*) FROM {table.Name}")[0][0]!, run.CountOf(table.Name));
        const string Links = "SELECT c.connection_protocol, c.remote_port, c.local_port, p.connection_protocol, p.remote_port FROM connections AS c JOIN connections AS p ON p.connection = c.connection_parent";
        Assert.Equal(Sorted(LogRun.Lines(Rows.Of(source, Links))), Sorted(run.Lines(Links)));
    }

    [Fact]
    public void A_copy_of_a_database_that_grew_adds_only_what_is_new()
    {
        var older = _folder.PathTo("older.sqlite");
        var newer = _folder.PathTo("newer.sqlite");
        SampleDatabase.Write(newer, new SampleOptions(400, 3, 5), cancellation: TestContext.Current.CancellationToken);
        File.Copy(newer, older);
        Execute(older, """
            DELETE FROM connections WHERE connection > (SELECT max(connection) / 2 FROM connections);
            DELETE FROM logins WHERE connection NOT IN (SELECT connection FROM connections);
            DELETE FROM offers WHERE connection NOT IN (SELECT connection FROM connections);
            """);
        using var run = LogRun.Of(older);
        run.Add(newer);

        using var source = Rows.Open(newer);
        Assert.Equal((long)Rows.Of(source, "SELECT COUNT(*) FROM connections")[0][0]!, run.CountOf("connections"));
        Assert.Equal((long)Rows.Of(source, "SELECT COUNT(*) FROM logins")[0][0]!, run.CountOf("logins"));
        Assert.Equal((long)Rows.Of(source, "SELECT COUNT(*) FROM offers")[0][0]!, run.CountOf("offers"));
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
