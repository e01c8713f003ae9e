using Dionaea.Cli;
using Xunit;

namespace Dionaea.Tests;

public sealed class FreshCloneTests(FreshClone clone) : IClassFixture<FreshClone>
{
    [Fact]
    public void Readme_commands_end_well_one_after_the_other()
    {
        Require();

        Assert.True(clone.Result!.Exit == 0, $"{clone.Result.Out}\n{clone.Result.Error}");
        Assert.Contains($"\n{Product.Version}\n", clone.Result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_commands_write_what_they_say()
    {
        Require();

        Assert.All(["overview.html", "week-12.html"], f => Assert.Contains("</html>", File.ReadAllText(Path.Combine(clone.Root, f)), StringComparison.Ordinal));
        Assert.Contains("\"nbformat\": 4", File.ReadAllText(Path.Combine(clone.Root, "week-12.ipynb")), StringComparison.Ordinal);
        Assert.InRange(File.ReadAllLines(Path.Combine(clone.Root, "ports.csv")).Length, 10, 26);
    }

    [Fact]
    public void Removal_leaves_no_command()
    {
        Require();

        Assert.True(File.Exists(Path.Combine(clone.Home, "was-installed")));
        Assert.False(File.Exists(Path.Combine(clone.Home, ".local", "bin", "workbench")));
        Assert.False(Directory.Exists(Path.Combine(clone.Home, ".local", "bin", ".store", "dionaea.workbench")));
    }

    [Fact]
    public void Self_contained_folder_runs_elsewhere_without_dotnet()
    {
        Require();

        var result = clone.Run(
            """
            mv artifacts/workbench ~/moved && mkdir ~/empty && cd ~/empty
            env -i PATH=/usr/bin:/bin DOTNET_ROOT=/nonexistent ~/moved/workbench --version
            env -i PATH=/usr/bin:/bin DOTNET_ROOT=/nonexistent ~/moved/workbench report
            ls
            """);

        Assert.True(result.Exit == 0, result.Error);
        var lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((Product.Version, "overview.html"), (lines[0], lines[^1]));
    }

    private void Require()
    {
        if (clone.Skip is { } reason)
            Assert.Skip(reason);
    }
}
