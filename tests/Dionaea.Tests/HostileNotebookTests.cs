using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace Dionaea.Tests;

/// <summary>
/// Runs the notebooks of <c>data/hostile/notebooks</c> with <c>workbench run</c> in a folder that is watched: each cell is
/// refused with the message that it names, and nothing is written but the executed copy.
/// </summary>
[Collection(MeasuredMemory.Name)]
public sealed class HostileNotebookTests : IDisposable
{
    private const string Secret = "secret-that-no-output-may-show";
    private readonly TemporaryFolder _root = new();

    public HostileNotebookTests()
    {
        foreach (var folder in new[] { "home/folder", "home/exports", "outside", "conf", "copies", "cache" })
            Directory.CreateDirectory(_root.PathTo(folder));
        using (var database = TestDatabase.Small())
            File.Copy(database.Path, _root.PathTo("home/dionaea.sqlite"));
        using (var database = TestDatabase.Small())
        {
            database.Execute($"UPDATE connections SET remote_hostname = '{Secret}'");
            File.Copy(database.Path, _root.PathTo("outside/secret.sqlite"));
        }

        File.WriteAllText(_root.PathTo("home/notes.txt"), Secret);
        File.WriteAllText(_root.PathTo("home/exports/taken.csv"), "mine");
        File.WriteAllText(_root.PathTo("conf/workbench.yaml"), "limits: {seconds: 1, megabytes: 40}\n");
        foreach (var file in Directory.EnumerateFiles(_root.Path, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddYears(40));
        if (OperatingSystem.IsWindows())
            return;
        File.CreateSymbolicLink(_root.PathTo("home/link.sqlite"), _root.PathTo("outside/secret.sqlite"));
        File.CreateSymbolicLink(_root.PathTo("home/linked"), _root.PathTo("outside"));
        File.CreateSymbolicLink(_root.PathTo("home/exports/trap.csv"), _root.PathTo("outside/trapped.csv"));
    }

    public static TheoryData<string> Notebooks => [.. Directory.EnumerateFiles(Repository.PathTo("data", "hostile", "notebooks"), "*.ipynb").Select(f => Path.GetFileName(f)).Order()];

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Each_cell_is_refused_and_writes_nothing(string name)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        var before = Snapshot();
        var faults = new List<string>();
        using var watcher = new FileSystemWatcher(_root.Path) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        var events = new List<string>();
        void See(object sender, FileSystemEventArgs e)
        {
            lock (events)
                events.Add(Path.GetRelativePath(_root.Path, e.FullPath));
        }

        watcher.Created += See;
        watcher.Changed += See;
        watcher.Deleted += See;
        watcher.Renamed += See;
        foreach (var cell in Cells(name))
            faults.AddRange(Run(cell).Select(fault => $"{(string)cell["id"]!}: {fault}"));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, Snapshot());
        lock (events)
            Assert.DoesNotContain(events, path => !path.StartsWith("copies", StringComparison.Ordinal) && path != Path.Combine("home", "cell.ipynb"));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_process_that_runs_one_ends_in_order(string name)
    {
        File.Copy(Repository.PathTo("data", "hostile", "notebooks", name), _root.PathTo("home/" + name));
        var before = Snapshot();

        var run = CommandRun.Process(
            _root.PathTo("home"), new Dictionary<string, string> { ["WORKBENCH_CACHE"] = _root.PathTo("cache") }, "run", name, "--conf", "../conf", "-o", "../copies/run.ipynb");

        Assert.Equal(1, run.Exit);
        Assert.Contains("Code cell 1", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Error + File.ReadAllText(_root.PathTo("copies/run.ipynb")), StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void The_page_of_promises_names_tests_that_exist()
    {
        var page = File.ReadAllText(Repository.PathTo("notebooks", "pages", "safety.md"));
        var named = Regex.Matches(page, "`(\\w+Tests)`").Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotNull(typeof(HostileNotebookTests).Assembly.GetType($"Dionaea.Tests.{name}")));
    }

    private static IEnumerable<JsonObject> Cells(string name)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(Repository.PathTo("data", "hostile", "notebooks", name)))!;
        return notebook["cells"]!.AsArray().Select(c => c!.AsObject()).Where(c => (string?)c["cell_type"] == "code");
    }

    // The cell alone in a notebook, below one that opens the database beside it.
    private IEnumerable<string> Run(JsonObject cell)
    {
        var opening = new JsonObject { ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = "#!open dionaea.sqlite" };
        var notebook = new JsonObject { ["cells"] = new JsonArray(opening, cell.DeepClone()), ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        File.WriteAllText(_root.PathTo("home/cell.ipynb"), notebook.ToJsonString());
        var run = CommandRun.InProcess("run", _root.PathTo("home/cell.ipynb"), "--conf", _root.PathTo("conf"), "-o", _root.PathTo("copies/cell.ipynb"));
        File.Delete(_root.PathTo("home/cell.ipynb"));

        var refused = (string?)cell["metadata"]!["refused"];
        var copy = File.ReadAllText(_root.PathTo("copies/cell.ipynb"));
        if (refused is null)
            yield return "it names no message";
        else if (run.Exit is not (1 or 4) || !run.Error.Contains("Code cell 2", StringComparison.Ordinal))
            yield return $"it was not refused but ended with {run.Exit}: {run.Error}{Outputs(copy)}";
        else if (!run.Error.Contains(refused, StringComparison.Ordinal))
            yield return $"expected '{refused}', found: {run.Error}";
        if (run.Error.Contains("   at ", StringComparison.Ordinal) || run.Error.Contains("fault of the workbench", StringComparison.Ordinal))
            yield return $"it showed a trace: {run.Error}";
        if ((run.Error + copy).Contains(Secret, StringComparison.Ordinal))
            yield return "it showed the secret";
    }

    private static string Outputs(string copy) => JsonNode.Parse(copy)!["cells"]![1]!["outputs"]!.ToJsonString();

    private List<string> Snapshot() =>
    [
        .. new DirectoryInfo(_root.Path).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(e => !e.FullName.StartsWith(_root.PathTo("copies"), StringComparison.Ordinal) && !e.FullName.StartsWith(_root.PathTo("cache"), StringComparison.Ordinal))
            .Select(e => $"{Path.GetRelativePath(_root.Path, e.FullName)} {e.LinkTarget} {(e is FileInfo { LinkTarget: null } file ? $"{file.LastWriteTimeUtc:O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}" : "")}")
            .Order(StringComparer.Ordinal),
    ];
}
