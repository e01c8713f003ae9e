using System.Diagnostics;
using Dionaea.Kernel;
using Xunit;

namespace Dionaea.Tests;

public sealed class ParentWatchTests
{
    [Fact]
    public void Linux_knows_a_process_by_its_number_and_start()
    {
        using var proc = new TemporaryFolder();
        Directory.CreateDirectory(proc.PathTo("71"));
        void Write(string state, string started) => File.WriteAllText(
            proc.PathTo("71/stat"), $"71 (a) b) S 1) {state} 1 71 71 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 {started} 1000 200 18446744073709551615\n");

        Write("S", "500");
        var isThere = ParentWatch.OnLinux(proc.Path, 71);
        Assert.True(isThere());
        Write("R", "500");
        Assert.True(isThere());

        Write("Z", "500");
        Assert.False(isThere());
        Write("S", "900");
        Assert.False(isThere());
        File.Delete(proc.PathTo("71/stat"));
        Assert.False(isThere());
        Assert.False(ParentWatch.OnLinux(proc.Path, 72)());
    }

    [Fact]
    public void Linux_knows_this_process()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("This machine is no Linux.");

        Assert.True(ParentWatch.OnLinux("/proc", Environment.ProcessId)());
    }

    [Fact]
    public void MacOS_asks_with_a_signal_that_does_nothing()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/sleep"))
            Assert.Skip("There is no kill(2) or no /bin/sleep here.");
        using var process = Process.Start("/bin/sleep", ["60"]);
        var isThere = ParentWatch.OnMacOs(process.Id);

        Assert.True(isThere());
        process.Kill();
        process.WaitForExit();
        Assert.False(isThere());
        Assert.True(ParentWatch.OnMacOs(1)());
    }

    [Fact]
    public async Task Windows_waits_for_the_handle()
    {
        using var ended = new ManualResetEvent(false);
        var wait = Task.Run(ParentWatch.OnWindows(ended.SafeWaitHandle.DangerousGetHandle()), TestContext.Current.CancellationToken);

        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        ended.Set();
        await wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("parent")]
    public void Nothing_is_watched_where_no_parent_is_named(string? parent)
    {
        using var gone = new ManualResetEventSlim();

        ParentWatch.Start(parent, gone.Set);

        Assert.False(gone.Wait(100, TestContext.Current.CancellationToken));
    }
}
