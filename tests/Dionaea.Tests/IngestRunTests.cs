using System.IO.Compression;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs read into databases by content, position and resumption.</summary>
public sealed class IngestRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shipped_sample_is_what_ingesting_its_log_gives()
    {
        Run("made.sqlite", Repository.PathTo("data", "sample", "dionaea_incident.json.gz"));

        Assert.Equal(OracleSet.Actual(Repository.PathTo("data", "sample", "dionaea.sqlite")), OracleSet.Actual(_folder.PathTo("made.sqlite")));
    }

    [Fact]
    public void A_log_adds_nothing_twice_when_renamed_or_packed()
    {
        var lines = Lines(400);
        File.WriteAllLines(_folder.PathTo("a.json"), lines);
        Run("x.sqlite", _folder.PathTo("a.json"));
        var before = OracleSet.Actual(_folder.PathTo("x.sqlite"));
        File.Move(_folder.PathTo("a.json"), _folder.PathTo("b.json"));
        using (var packed = new GZipStream(File.Create(_folder.PathTo("c.gz")), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(_folder.PathTo("b.json")));

        var summary = Run("x.sqlite", _folder.PathTo("b.json"), _folder.PathTo("c.gz"));

        Assert.All(summary.Logs, log => Assert.Equal(LogOutcome.Known, log.Outcome));
        Assert.Equal(before, OracleSet.Actual(_folder.PathTo("x.sqlite")));
    }

    [Fact]
    public void A_log_that_grew_is_read_on_amid_a_half_written_line()
    {
        var text = string.Concat(Lines(300).Select(line => line + "\n"));
        File.WriteAllText(_folder.PathTo("whole.json"), text);
        Run("whole.sqlite", _folder.PathTo("whole.json"));
        foreach (var length in new[] { 100, text.Length / 3, text.Length / 2, text.Length - 1, text.Length })
        {
            File.WriteAllText(_folder.PathTo("grown.json"), text[..length]);
            Run("grown.sqlite", _folder.PathTo("grown.json"));
        }

        Assert.Equal(OracleSet.Actual(_folder.PathTo("whole.sqlite")), OracleSet.Actual(_folder.PathTo("grown.sqlite")));
        using var database = Rows.Open(_folder.PathTo("grown.sqlite"));
        Assert.Empty(Rows.Of(database, "SELECT * FROM workbench_rejected"));
    }

    private IngestSummary Run(string into, params string[] logs) =>
        new IngestRun(new IngestOptions { Logs = logs, Into = _folder.PathTo(into), DionaeaTypes = true, CommitEvery = 50 }).Run(TestContext.Current.CancellationToken);

    private string[] Lines(int count)
    {
        var path = _folder.PathTo("sample.json");
        SampleLog.Write(path, new SampleOptions(count, 3, 4), cancellation: TestContext.Current.CancellationToken);
        var lines = File.ReadAllLines(path);
        return [.. lines.Where(line => !line.Contains("virustotal", StringComparison.Ordinal))];
    }
}
