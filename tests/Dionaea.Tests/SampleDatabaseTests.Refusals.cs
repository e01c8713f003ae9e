using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed partial class SampleDatabaseTests
{
    [Fact]
    public void Write_refuses_to_overwrite()
    {
        File.WriteAllText(_folder.PathTo("there"), "mine");

        var fault = Assert.Throws<WorkbenchException>(() => SampleDatabase.Write(_folder.PathTo("there"), new SampleOptions(10, 1, 1)));

        Assert.Equal(ExitCode.Failed, fault.Exit);
        Assert.Contains("exists already", fault.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.PathTo("there")));
    }

    [Fact]
    public void Write_says_what_is_wrong_with_its_place()
    {
        Assert.Contains("does not exist", Assert.Throws<WorkbenchException>(() => SampleDatabase.Write(_folder.PathTo("no/such"), new SampleOptions(10, 1, 1))).Message, StringComparison.Ordinal);
        if (!Directory.Exists("/proc/self"))
            Assert.Skip("There is no folder here that nobody may write to.");

        var fault = Assert.Throws<WorkbenchException>(() => SampleDatabase.Write("/proc/self/sample.sqlite", new SampleOptions(10, 1, 1)));

        Assert.Equal(ExitCode.Failed, fault.Exit);
        Assert.Contains("could not be written", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Write_refuses_what_is_no_path(string path) => Assert.Equal(
        ExitCode.Usage, Assert.Throws<WorkbenchException>(() => SampleDatabase.Write(path, new SampleOptions(10, 1, 1))).Exit);

    [Theory]
    [InlineData("", ExitCode.Usage)]
    [InlineData("a\0b", ExitCode.Usage)]
    [InlineData("no/such", ExitCode.Failed)]
    [InlineData("there", ExitCode.Failed)]
    public void Writing_a_log_refuses_the_same_places(string name, ExitCode expected)
    {
        File.WriteAllText(_folder.PathTo("there"), "mine");

        var fault = Assert.Throws<WorkbenchException>(() => SampleLog.Write(name.Length == 0 ? name : _folder.PathTo(name), new SampleOptions(10, 1, 1)));

        Assert.Equal(expected, fault.Exit);
        Assert.Equal("mine", File.ReadAllText(_folder.PathTo("there")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(SampleOptions.MostConnections + 1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, SampleOptions.MostDays + 1)]
    public void Write_refuses_numbers_out_of_range(int connections, int days) => Assert.Equal(
        ExitCode.Usage,
        Assert.Throws<WorkbenchException>(() => SampleDatabase.Write(_folder.PathTo("x"), new SampleOptions(connections, days, 1))).Exit);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_leaves_nothing_when_cancelled(bool whileIndexing)
    {
        using var source = new CancellationTokenSource();
        var progress = new Watcher(step =>
        {
            if (step.Indexing == whileIndexing)
                source.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => SampleDatabase.Write(_folder.PathTo("x"), new SampleOptions(50_000, 9, 1), progress, source.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_reports_progress_and_leaves_one_file()
    {
        var steps = new List<SampleProgress>();
        SampleDatabase.Write(_folder.PathTo("x"), new SampleOptions(50_000, 9, 1), new Watcher(steps.Add), CancellationToken.None);

        Assert.Equal(new SampleProgress(50_000, true), steps[^1]);
        Assert.Equal(steps.OrderBy(step => step.Connections), steps);
        Assert.True(steps.Count > 3);
        Assert.Equal([_folder.PathTo("x")], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private sealed class Watcher(Action<SampleProgress> action) : IProgress<SampleProgress>
    {
        public void Report(SampleProgress value) => action(value);
    }
}
