using System.IO.Compression;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The .NET tool: packed from what is built, installed, updated and removed without a network or a home folder.</summary>
public sealed class ToolPackageTests
{
    [Fact]
    public void Package_is_installed_updated_and_removed_offline()
    {
        using var folder = new TemporaryFolder();
        Pack(folder, "0.9.0");

        var first = Tool(folder, "install --version 0.9.0");
        var report = WorkbenchProcess.Bash(folder.Path, "mkdir elsewhere && cd elsewhere && ../tools/workbench report && ls");
        Pack(folder, "0.9.1");
        var second = Tool(folder, "update");
        var version = Installed(folder);
        var third = Tool(folder, "uninstall");

        Assert.True((first.Exit, second.Exit, third.Exit) == (0, 0, 0), $"{first}\n{second}\n{third}");
        Assert.True(report.Exit == 0, report.Error);
        Assert.EndsWith("overview.html\n", report.Out, StringComparison.Ordinal);
        Assert.Equal("0.9.1", version);
        Assert.False(File.Exists(folder.PathTo("tools/workbench")));
    }

    [Fact]
    public void Package_holds_what_the_command_needs_and_its_licences()
    {
        using var folder = new TemporaryFolder();
        Pack(folder, "0.9.0");

        using var package = ZipFile.OpenRead(folder.PathTo("packages/Dionaea.Workbench.0.9.0.nupkg"));
        var names = package.Entries.Select(e => e.FullName).ToList();

        Assert.Contains("README.md", names);
        Assert.All(
            ["LICENSE", "NOTICES.md", "workbench.dll", "notebooks/01-overview.ipynb", "data/sample/dionaea.sqlite", "runtimes/linux-x64/native/libe_sqlite3.so"],
            name => Assert.Contains($"tools/net10.0/any/{name}", names));
        Assert.DoesNotContain(names, n => n.EndsWith("/workbench.xml", StringComparison.Ordinal) || n.StartsWith("content", StringComparison.Ordinal));
    }

    private static void Pack(TemporaryFolder folder, string version)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var result = WorkbenchProcess.Bash(
            Repository.Root,
            $"dotnet pack src/Dionaea.Cli --no-build -c {configuration} -p:PackageVersion={version} -o '{folder.PathTo("packages")}'");
        Assert.True(result.Exit == 0, result.Out + result.Error);
    }

    // The proxy refuses every connection, and the home folder holds no package.
    private static CommandRun Tool(TemporaryFolder folder, string verb) => WorkbenchProcess.Bash(
        folder.Path,
        $"dotnet tool {verb} --tool-path tools {(verb == "uninstall" ? "" : "--source packages ")}Dionaea.Workbench",
        new Dictionary<string, string?>
        {
            ["HOME"] = folder.PathTo("home"),
            ["DOTNET_CLI_HOME"] = folder.PathTo("home"),
            ["NUGET_PACKAGES"] = null,
            ["https_proxy"] = "http://127.0.0.1:9",
            ["http_proxy"] = "http://127.0.0.1:9",
        });

    private static string Installed(TemporaryFolder folder) =>
        Path.GetFileName(Directory.EnumerateDirectories(folder.PathTo("tools/.store/dionaea.workbench")).Single(d => char.IsDigit(Path.GetFileName(d)[0])));
}
