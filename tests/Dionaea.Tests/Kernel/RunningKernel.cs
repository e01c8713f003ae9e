using Dionaea.Analysis;
using Dionaea.Kernel;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>A kernel in this process, on a small database or beside notebooks, with a front end that is connected.</summary>
public sealed class RunningKernel : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Small();
    private readonly KernelServer _server;
    private readonly Thread _thread;

    /// <summary>Starts it with a small database open.</summary>
    public RunningKernel()
        : this(null, null) => Assert.Equal("ok", (string?)Client.Run("#!open dionaea.sqlite").Reply.Content["status"]);

    /// <summary>Starts it in a folder, with nothing open.</summary>
    /// <param name="folder">Where its notebook lies; null for the folder of the small database.</param>
    /// <param name="data">The folder whose databases the notebook may open; null for the same.</param>
    public RunningKernel(string? folder, string? data)
    {
        var connection = KernelClient.NewConnectionFile();
        var cache = new DatabaseFileOptions { CacheFolder = Path.Combine(_database.Folder, "cache") };
        var options = new KernelOptions(
            WorkbenchSettings.Default with { Files = cache }, new CellPolicy(null, [data ?? _database.Folder], folder ?? _database.Folder), "1.2.3", Faults.Add, TimeProvider.System);
        _server = new KernelServer(ConnectionFile.Parse(connection, "test"), options);
        _thread = new Thread(_server.Run) { IsBackground = true };
        _thread.Start();
        Client = new KernelClient(connection);
        Client.WaitUntilReady();
    }

    /// <summary>What the kernel logged.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The front end.</summary>
    internal KernelClient Client { get; }

    public void Dispose()
    {
        _server.End();
        Assert.True(_thread.Join(TimeSpan.FromSeconds(30)), "the kernel did not end");
        Client.Dispose();
        _server.Dispose();
        _database.Dispose();
    }
}
