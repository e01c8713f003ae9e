using System.Diagnostics;
using Xunit;

namespace Dionaea.Tests;

/// <summary>What only a process of its own can show: pipes, full disks, signals, the machine's settings.</summary>
public sealed class ProcessTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public void Command_writes_what_it_writes_in_process()
    {
        using var folder = new TemporaryFolder();
        string[] args = ["query", "top-ports", sample.Path, "-f", "json"];

        var process = WorkbenchProcess.Run(folder.Path, args);

        var run = CommandRun.InProcess(args);
        Assert.Equal((run.Exit, run.Out, run.Error), (process.Exit, process.Out, process.Error));
    }

    [Fact]
    public void Mistake_ends_the_process_with_its_code_and_no_trace()
    {
        using var folder = new TemporaryFolder();

        var process = WorkbenchProcess.Run(folder.Path, "query", "top-ports", "missing.sqlite");

        Assert.Equal((3, ""), (process.Exit, process.Out));
        Assert.StartsWith("workbench: There is no file 'missing.sqlite'.", process.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_pipe_ends_quietly()
    {
        using var folder = new TemporaryFolder();

        var result = WorkbenchProcess.Bash(
            folder.Path,
            """
            workbench queries | head -n 1
            echo "${PIPESTATUS[0]}"
            workbench query top-ports missing 2>&1 | true
            echo "${PIPESTATUS[0]}"
            """);

        var lines = result.Out.Split('\n');
        Assert.Equal(("0", "3", ""), (lines[1], lines[2], result.Error));
    }

    [Fact]
    public void Full_disk_is_told_without_a_trace()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("There is no /dev/full.");
        using var folder = new TemporaryFolder();

        var result = WorkbenchProcess.Bash(folder.Path, "workbench queries > /dev/full; code=$?; workbench --help 2> /dev/full > /dev/full; echo $code $?");

        Assert.Equal("1 1\n", result.Out);
        Assert.StartsWith("workbench: Reading or writing failed: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_without_a_home_folder_or_locale_answers_alike()
    {
        using var folder = new TemporaryFolder();

        var result = WorkbenchProcess.Bash(
            folder.Path,
            $"env -i PATH=\"$PATH\" LC_ALL=POSIX TZ=America/St_Johns DOTNET_ROOT=\"$DOTNET_ROOT\" workbench query services '{sample.Path}'");

        Assert.Equal((0, CommandRun.InProcess("query", "services", sample.Path).Out), (result.Exit, result.Out));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_ends_a_long_query_with_130_and_leaves_nothing(string signal)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("conf/queries"));
        await File.WriteAllTextAsync(folder.PathTo("conf/queries/endless.sql"), EndlessQuery.Text, TestContext.Current.CancellationToken);

        var result = await Interrupt(folder, signal, "query", "endless", sample.Path);

        Assert.Equal((130, "", "workbench: Interrupted.\n"), (result.Exit, result.Out, result.Error));
    }

    [Fact]
    public async Task Signal_ends_a_report_with_130_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder.PathTo("endless.ipynb"),
            """
            {"cells": [{"cell_type": "code", "id": "one", "metadata": {}, "execution_count": null, "outputs": [],
              "source": ["WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 9000000000000) SELECT COUNT(*) AS rows FROM number"]}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """,
            TestContext.Current.CancellationToken);

        var result = await Interrupt(folder, "INT", "report", sample.Path, "-n", folder.PathTo("endless.ipynb"));

        Assert.Equal((130, "", "workbench: Interrupted.\n"), (result.Exit, result.Out, result.Error));
        Assert.Equal(["endless.ipynb"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Signal_ends_writing_a_sample_with_130_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();

        var result = await Interrupt(folder, "INT", "sample", "--connections", "50000000", "-o", "big.sqlite");

        Assert.Equal((130, "", "workbench: Interrupted.\n"), (result.Exit, result.Out, result.Error));
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    // The signal is sent when SQLite is at work, that is, when its library is mapped.
    private static async Task<CommandRun> Interrupt(TemporaryFolder folder, string signal, params string[] args)
    {
        if (!Directory.Exists("/proc/self") || !File.Exists("/usr/bin/env"))
            Assert.Skip("There is no /proc or /usr/bin/env.");
        var token = TestContext.Current.CancellationToken;

        // A shell that started the tests in the background has SIGINT ignored, which processes inherit.
        var process = WorkbenchProcess.Start(folder.Path, "/usr/bin/env", [$"--default-signal={signal}", WorkbenchProcess.Executable, .. args]);
        while (!process.HasExited && !(await Maps(process, token)).Contains("libe_sqlite3", StringComparison.Ordinal))
            await Task.Delay(20, token);
        await Task.Delay(300, token);
        await WorkbenchProcess.Signal(process, signal);
        return WorkbenchProcess.Finish(process, TimeSpan.FromMinutes(1));
    }

    private static async Task<string> Maps(Process process, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync($"/proc/{process.Id}/maps", cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
