using Xunit;

namespace Dionaea.Tests;

/// <summary>Reports of VirusTotal as files of their own (inputs.md, VirusTotal report file).</summary>
public sealed class VirusTotalFileTests
{
    private const string Report = """{"response_code": 1, "resource": "3eab379ddac7d80d3e38399fd273ddd4", "scan_date": "2020-11-29 08:00:00", "permalink": "https://www.virustotal.com/file/x/analysis/1/", "positives": 1, "total": 2, "scans": {"EngineA": {"detected": true, "version": "1", "result": "Worm.X", "update": "20201129"}, "EngineB": {"detected": false, "version": "2", "result": null, "update": "20201129"}}}""";
    private const string Old = """{"result": 1, "permalink": "http://www.virustotal.com/x", "report": ["2010-10-07 04:59:07", {"EngineA": "", "EngineB": "Worm.X"}]}""";

    [Fact]
    public void A_report_is_stored_once_whatever_its_form()
    {
        using var run = LogRun.OfText(Report);
        run.AddBytes(System.Text.Encoding.UTF8.GetBytes(Report), name: "copy");
        run.AddBytes(System.Text.Encoding.UTF8.GetBytes(Report.Replace(", ", ",\n  ", StringComparison.Ordinal)), name: "pretty");

        Assert.Equal("virustotal", run.Summary.Logs[0].Format);
        Assert.Equal(["1\t3eab379ddac7d80d3e38399fd273ddd4\t1606636800\thttps://www.virustotal.com/file/x/analysis/1/"], run.Lines("SELECT * FROM virustotals"));
        Assert.Equal(["1\tEngineA\tWorm.X", "1\tEngineB\t"], run.Lines("SELECT virustotal, virustotalscan_scanner, virustotalscan_result FROM virustotalscans ORDER BY 2"));
        Assert.Equal(1, run.Count("dionaea.modules.python.virustotal.report").Recognised);
    }

    [Fact]
    public void A_report_of_the_first_interface_is_about_the_file_that_its_name_tells()
    {
        using var run = LogRun.OfText(Old, name: "3eab379ddac7d80d3e38399fd273ddd4.json");
        Assert.Equal(["3eab379ddac7d80d3e38399fd273ddd4\t1286427547"], run.Lines("SELECT virustotal_md5_hash, virustotal_timestamp FROM virustotals"));
        Assert.Equal(["EngineA\t", "EngineB\tWorm.X"], run.Lines("SELECT virustotalscan_scanner, virustotalscan_result FROM virustotalscans ORDER BY 1"));
        run.AddBytes(System.Text.Encoding.UTF8.GetBytes(Old + " "), name: "nameless.json");
        Assert.Contains("names no MD5", Assert.Single(run.Lines("SELECT reason FROM workbench_rejected")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"response_code": 0, "resource": "ffffffffffffffffffffffffffffffff", "verbose_msg": "not known"}""", "")]
    [InlineData("""{"response_code": 1, "resource": "3eab379ddac7d80d3e38399fd273ddd4", "permalink": "x", "scan_date": "never", "scans": {}}""", "NOT NULL")]
    [InlineData("""{"response_code": 1, "resource": "3eab379ddac7d80d3e38399fd273ddd4", "permalink": "x", "scans": {"A": {"result": """, "not JSON")]
    public void A_report_without_a_verdict_leaves_no_row(string text, string reason)
    {
        using var run = LogRun.OfText(text);
        Assert.Equal(0, run.CountOf("virustotals"));
        Assert.Equal(reason.Length == 0 ? 0 : 1, run.CountOf("workbench_rejected"));
        Assert.All(run.Lines("SELECT reason FROM workbench_rejected"), told => Assert.Contains(reason, told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_beside_the_log_that_names_it_is_not_counted_twice()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("report.json"), Report);
        File.WriteAllText(folder.PathTo("incidents.json"), """{"timestamp": "2020-11-30T10:00:00", "name": "dionaea", "origin": "dionaea.modules.python.virustotal.report", "data": {"md5hash": "3eab379ddac7d80d3e38399fd273ddd4", "path": "report.json"}}""" + "\n");
        using var run = LogRun.Of(folder.Path);
        Assert.Equal(1, run.CountOf("virustotals"));
        Assert.Equal(2, run.CountOf("virustotalscans"));
    }
}
