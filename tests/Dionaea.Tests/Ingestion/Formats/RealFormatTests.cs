using System.IO.Compression;
using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Files of real sensors, each record stored or rejected.</summary>
public sealed class RealFormatTests
{
    [Theory]
    [InlineData("log_json", "craievich/dionaea.json", 6287)]
    [InlineData("log_json", "hary654321/dionaea.json", 777)]
    [InlineData("log_json", "noahassd/dionaea.json", 3183)]
    [InlineData("log_json", "tpet/dionaea.json.3.gz", 12)]
    [InlineData("log_json", "tpet/dionaea.json.7.gz", 8533)]
    [InlineData("table-export", "honeynet-2023/dionaea.json.2023-05-30", 181)]
    [InlineData("mhn", "mhn-dekuwin24/session.json", 2030)]
    [InlineData("mhn", "mhn-thekorean63/session.json", 125)]
    [InlineData("csv", "kibana-bhavyansh77/kibana-dionaea.csv", 3219)]
    [InlineData("csv", "noahassd/dionaea.csv", 3183)]
    [InlineData("log_sqlite", "noahassd/dionaea.sqlite", 3182)]
    [InlineData("log_sqlite", "maniactwister/logsql.sqlite", 2551)]
    public void Each_connection_of_a_real_file_is_stored(string format, string name, long connections)
    {
        var path = Real(name);
        Assert.Equal(format, LogFormats.Recognise(LogInput.File(path)).Name);
        using var run = LogRun.Of(path);
        Assert.Empty(run.Query("SELECT reason FROM workbench_rejected"));
        if (format != "table-export")
            Assert.Equal(connections, run.CountOf("connections"));
        Assert.Empty(run.Query("SELECT 1 FROM connections WHERE connection_timestamp IS NULL OR remote_host IS NULL OR connection_protocol IS NULL"));
    }

    [Fact]
    public void Ingesting_a_database_alone_gives_all_its_rows_under_their_numbers()
    {
        var path = Real("maniactwister/logsql.sqlite");
        using var run = LogRun.Of(path);
        using var source = Rows.Open(path);
        foreach (var table in RowTable.All.Where(table => table.Name is not ("emu_services" or "http_requests" or "nbns_queries") && !table.Name.StartsWith("mqtt", StringComparison.Ordinal)))
        {
            var columns = string.Join(", ", table.Columns.Where(column => column != "dcerpcrequest_stub_data"));
            var sql = $"SELECT {columns} FROM {table.Name} ORDER BY 1";
            Assert.Equal(Text(Rows.Of(source, sql)), Text(run.Query(sql)));
        }
    }

    [Fact]
    public void Ingesting_rotated_databases_gives_the_sums_of_their_rows_with_links()
    {
        var paths = new[] { "25", "15", "3", "1" }.Select(number => Real($"sweetie-data/dionaea.sqlite.{number}.gz")).ToArray();
        using var run = LogRun.Of(paths);
        Assert.Equal(2759 + 9052 + 10946 + 429, run.CountOf("connections"));
        Assert.Equal(198 + 795 + 1010, run.CountOf("dcerpcbinds"));
        Assert.Equal(203 + 1839 + 2465 + 35, run.CountOf("downloads"));
        Assert.Equal(3208 + 2464 + 1956 + 68, run.CountOf("sip_addrs"));
        Assert.Equal(391 + 420, run.CountOf("mysql_command_args"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
        Assert.Empty(run.Query("SELECT 1 FROM connections AS c WHERE NOT EXISTS (SELECT 1 FROM connections AS r WHERE r.connection = c.connection_root)"));
        Assert.Empty(run.Query("SELECT 1 FROM connections AS c JOIN connections AS r ON r.connection = c.connection_root WHERE abs(r.connection_timestamp - c.connection_timestamp) > 86400"));
        Assert.Equal(run.CountOf("connections"), run.CountOf("connections WHERE connection_parent IS NULL") + run.CountOf("connections AS c JOIN connections AS p ON p.connection = c.connection_parent"));
    }

    [Fact]
    public void Ingesting_both_logs_of_the_same_days_counts_nothing_twice()
    {
        var names = new[] { "sqlite.9", "sqlite.8", "sqlite.4", "json.7", "json.6", "json.3" };
        using var run = LogRun.Of([.. names.Select(name => Real($"tpet/dionaea.{name}.gz"))]);
        Assert.Equal(8533 + 32696 + 12, run.CountOf("connections"));
        Assert.Equal(1 + 14, run.CountOf("logins"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
        Assert.Equal(8533 + 32696 + 12, run.Counts.Single(count => count.Origin == "connections").Recognised);
    }

    [Fact]
    public void A_database_after_its_log_json_adds_only_what_that_could_not_tell()
    {
        using var run = LogRun.Of(Real("tpet/dionaea.json.7.gz"), Real("tpet/dionaea.sqlite.9.gz"));
        Assert.Equal(8533, run.CountOf("connections"));
        Assert.Equal(1, run.CountOf("logins"));
        Assert.Equal(3, run.CountOf("downloads"));
        Assert.Equal(5, run.CountOf("mysql_command_args"));
    }

    [Theory]
    [InlineData("dionaea.json")]
    [InlineData("dionaea-flat.json")]
    public void Log_json_gives_the_connections_that_log_sqlite_has(string name)
    {
        using var run = LogRun.Of(Repository.Shared("data", "oracle", "small", name));
        using var source = Rows.Open(Repository.Shared("data", "oracle", "small", "dionaea.sqlite"));
        const string Connections = "SELECT connection_type, connection_transport, connection_protocol, connection_timestamp, local_host, local_port, remote_host, remote_hostname, remote_port FROM connections";
        Assert.Subset(Text(Rows.Of(source, Connections)).ToHashSet(), Text(run.Query(Connections)).ToHashSet());
        const string Logins = "SELECT connection_timestamp, remote_host, remote_port, CAST(login_username AS TEXT), CAST(login_password AS TEXT) FROM logins JOIN connections USING (connection)";
        Assert.Subset(Text(Rows.Of(source, Logins)).ToHashSet(), Text(run.Query(Logins)).ToHashSet());
        Assert.NotEqual(0, run.CountOf("logins"));
    }

    [Fact]
    public void A_cut_gzip_log_keeps_what_was_before_the_cut_and_tells_of_it()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(Real("craievich/dionaea.json")));
        using var run = LogRun.OfBytes(packed.ToArray()[..(int)(packed.Length / 2)]);
        Assert.InRange(run.CountOf("connections"), 2000, 6000);
        Assert.NotEmpty(run.Query("SELECT 1 FROM workbench_rejected WHERE reason LIKE 'the packed log is damaged or cut off%'"));
    }

    [Fact]
    public void A_log_packed_with_zstandard_is_read_as_it_is()
    {
        using var compressor = new ZstdSharp.Compressor();
        using var run = LogRun.OfBytes(compressor.Wrap(File.ReadAllBytes(Real("hary654321/dionaea.json"))).ToArray());
        Assert.Equal(777, run.CountOf("connections"));
    }

    private static string Real(string name) => Repository.Shared(["data", "real", .. name.Split('/')]);

    private static List<string> Text(IEnumerable<object?[]> rows) =>
        [.. rows.Select(row => string.Join('\t', row.Select(value => value is byte[] bytes ? "x" + Encoding.Latin1.GetString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture))))];
}
