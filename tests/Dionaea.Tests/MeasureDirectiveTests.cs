using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class MeasureDirectiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measure_shows_plan_rows_and_time_of_each_copy_and_leaves_the_database_as_it_is()
    {
        var path = _folder.PathTo("db.sqlite");
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), path);
        var before = File.ReadAllBytes(path);

        var answer = Run("#!measure stored analysed unindexed large-cache mapped --repeat 1\nSELECT * FROM connections WHERE remote_host = '192.0.2.1' OR connection < 11");

        Assert.True(answer.IsVolatile);
        Assert.Equal(["stored", "analysed", "unindexed", "large-cache", "mapped"], answer.Table.Rows.Select(row => row[0]));
        Assert.All(answer.Table.Rows, row => Assert.Equal(10L, row[3]));
        Assert.All(answer.Table.Rows, row => Assert.InRange((double)row[4]!, 0, double.MaxValue));
        Assert.Contains("connections_remote_host_idx", (string)answer.Table.Rows[0][2]!, StringComparison.Ordinal);
        Assert.DoesNotContain("connections_remote_host_idx", (string)answer.Table.Rows[2][2]!, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(["db.sqlite"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("#!measure unindex\nSELECT 1", "Did you mean 'unindexed'?")]
    [InlineData("#!measure --repeat 0\nSELECT 1", "from 1 to 20")]
    [InlineData("#!measure stored\nDELETE FROM connections", "not")]
    [InlineData("#!measure stored\nATTACH 'x' AS y", "not")]
    public void Measure_refuses_what_it_can_not_measure(string cell, string expected)
    {
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), _folder.PathTo("db.sqlite"));
        Assert.Contains(expected, Error(cell), StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_says_nothing_of_time_when_a_run_does_not_end_within_the_limit()
    {
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), _folder.PathTo("db.sqlite"));
        using var database = HoneypotDatabase.Open(_folder.PathTo("db.sqlite"));

        var table = Measurement.Run(
            database,
            Geolocation.None,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n",
            new Dictionary<string, object?>(),
            [ScratchVariant.Get("stored")],
            1,
            DatabaseFileOptions.Default,
            Limits.Default with { Time = TimeSpan.FromMilliseconds(300) },
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal([null, null], table.Rows[0][3..]);
    }

    private Answer Run(string cell) => Assert.Single(Execute(cell).Outputs.OfType<AnswerOutput>()).Answer;

    private string Error(string cell) => Execute(cell).Error!.Error.Text;

    private CellResult Execute(string cell)
    {
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(_folder.PathTo("db.sqlite"));
        return new CellExecutor(workbench, new CellPolicy(null, [], _folder.Path)).Run(cell, TestContext.Current.CancellationToken);
    }
}
