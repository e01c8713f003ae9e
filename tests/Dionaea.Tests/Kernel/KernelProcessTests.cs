using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The kernel as a process of its own: signals, restarts, and front ends that die.</summary>
public sealed class KernelProcessTests : IDisposable
{
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) AS most FROM n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _connection = KernelClient.NewConnectionFile();

    public KernelProcessTests()
    {
        File.WriteAllText(_folder.PathTo("connection.json"), _connection);
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), _folder.PathTo("dionaea.sqlite"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Interrupt_signal_stops_the_cell_however_often_and_the_end_signal_the_kernel()
    {
        if (!File.Exists("/bin/kill"))
            Assert.Skip("There is no /bin/kill.");
        var process = Start();
        using var client = Connect();
        client.Run("#!open dionaea.sqlite");
        for (var i = 0; i < 3; i++)
        {
            var id = client.Execute(Endless);
            client.SeenFirst(id, "execute_input");
            Signal(process, "INT");
            Assert.Equal("Interrupted", (string?)client.Reply(id).Content["ename"]);
        }

        Assert.Equal("ok", (string?)client.Run("SELECT COUNT(*) AS n FROM connections").Reply.Content["status"]);
        Signal(process, "TERM");
        Assert.Equal((0, "", ""), Ended(process));
    }

    [Fact]
    public void Restarted_kernel_serves_on_the_same_ports_and_has_forgotten_the_session()
    {
        var first = Start();
        using (var client = Connect())
        {
            client.Run("#!open dionaea.sqlite");
            var id = client.Send("shutdown_request", new JsonObject { ["restart"] = true }, "control");
            Assert.True((bool?)client.Reply(id, "control").Content["restart"]);
            Assert.Contains(client.Seen(id), m => m.Type == "shutdown_reply");
        }

        Assert.Equal((0, "", ""), Ended(first));
        var second = Start();
        using (var client = Connect())
        {
            var (reply, _) = client.Run("SELECT 1 AS one");
            Assert.Contains("No database is open", (string?)reply.Content["evalue"], StringComparison.Ordinal);
            Assert.Equal(1, (int?)reply.Content["execution_count"]);
            Assert.False((bool?)client.Ask("shutdown_request", new JsonObject { ["restart"] = false })["restart"]);
        }

        Assert.Equal((0, "", ""), Ended(second));
    }

    [Fact]
    public void Shutdown_stops_the_cell_that_runs()
    {
        var process = Start();
        using var client = Connect();
        client.Run("#!open dionaea.sqlite");
        client.SeenFirst(client.Execute(Endless), "execute_input");

        Assert.Equal("ok", (string?)client.Ask("shutdown_request", [], "control")["status"]);

        Assert.Equal((0, "", ""), Ended(process));
    }

    [Fact]
    public async Task Kernel_whose_front_end_dies_ends()
    {
        if (!File.Exists("/bin/sleep"))
            Assert.Skip("There is no /bin/sleep.");
        var parent = WorkbenchProcess.Start(_folder.Path, "/bin/sleep", ["120"]);
        var process = Start(new Dictionary<string, string?> { ["JPY_PARENT_PID"] = $"{parent.Id}" });
        using var client = Connect();
        client.Run("#!open dionaea.sqlite");
        var id = client.Execute(Endless);
        client.SeenFirst(id, "execute_input");
        Assert.False(process.HasExited);

        parent.Kill();
        await parent.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, "", ""), Ended(process));
    }

    [Fact]
    public void Kernel_loads_no_compiler()
    {
        if (!Directory.Exists("/proc/self"))
            Assert.Skip("There is no /proc.");
        var process = Start();
        using var client = Connect();
        client.Run("#!open dionaea.sqlite\n#!query top-ports");
        var loaded = File.ReadAllText($"/proc/{process.Id}/maps");
        client.Ask("shutdown_request", [], "control");

        Assert.Contains("NetMQ.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("CodeAnalysis", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("CodeAnalysis", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workbench.deps.json")), StringComparison.Ordinal);
        Assert.Equal(0, Ended(process).Exit);
    }

    [Theory]
    [InlineData("missing.json", 3, "can't be read")]
    [InlineData("empty.json", 3, "is not a JSON object")]
    [InlineData("ipc.json", 3, "asks for the transport 'ipc'")]
    [InlineData("md5.json", 3, "asks for the signatures 'hmac-md5'")]
    [InlineData("port.json", 3, "has no port called 'iopub_port'")]
    public void Connection_file_that_is_none_is_named_with_its_fault(string name, int exit, string expected)
    {
        File.WriteAllText(_folder.PathTo("empty.json"), "");
        File.WriteAllText(_folder.PathTo("ipc.json"), _connection.Replace("\"tcp\"", "\"ipc\"", StringComparison.Ordinal));
        File.WriteAllText(_folder.PathTo("md5.json"), _connection.Replace("hmac-sha256", "hmac-md5", StringComparison.Ordinal));
        File.WriteAllText(_folder.PathTo("port.json"), _connection.Replace("iopub_port\":", "iopub_port\":9", StringComparison.Ordinal));

        var run = CommandRun.InProcess("kernel", "run", _folder.PathTo(name));

        Assert.Equal((exit, ""), (run.Exit, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static void Signal(Process process, string name)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", $"{process.Id}"]);
        Assert.True(kill.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    private static (int Exit, string Out, string Error) Ended(Process process)
    {
        var run = WorkbenchProcess.Finish(process, TimeSpan.FromSeconds(60));
        return (run.Exit, run.Out, run.Error);
    }

    // A shell that started the tests in the background has SIGINT ignored, which processes inherit.
    private Process Start(Dictionary<string, string?>? environment = null)
    {
        string[] command = [WorkbenchProcess.Executable, "kernel", "run", _folder.PathTo("connection.json")];
        return File.Exists("/usr/bin/env") && !OperatingSystem.IsMacOS()
            ? WorkbenchProcess.Start(_folder.Path, "/usr/bin/env", ["--default-signal=INT", .. command], environment)
            : WorkbenchProcess.Start(_folder.Path, command[0], command[1..], environment);
    }

    private KernelClient Connect()
    {
        var client = new KernelClient(_connection);
        client.WaitUntilReady();
        return client;
    }
}
