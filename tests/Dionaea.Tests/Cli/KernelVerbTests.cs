using System.Text.Json.Nodes;
using Xunit;

namespace Dionaea.Tests;

public sealed class KernelVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Dictionary<string, string?> Home => new()
    {
        ["HOME"] = _folder.Path,
        ["JUPYTER_DATA_DIR"] = null,
        ["JUPYTER_PATH"] = null,
        ["XDG_DATA_HOME"] = _folder.PathTo("share"),
        ["VIRTUAL_ENV"] = null,
        ["CONDA_PREFIX"] = null,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Install_writes_a_kernelspec_that_starts_this_command()
    {
        var run = Kernel("install");

        Assert.True(run.Exit == 0, run.Error);
        var spec = Spec("share/jupyter/kernels/dionaea-workbench");
        Assert.Equal([WorkbenchProcess.Executable, "kernel", "run", "{connection_file}"], spec["argv"]!.AsArray().Select(w => (string)w!));
        Assert.Equal(("dionaea workbench", "sql", "message"), ((string?)spec["display_name"], (string?)spec["language"], (string?)spec["interrupt_mode"]));
        Assert.StartsWith("dionaea-workbench  ", Kernel("list").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("stale", Kernel("list").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Install_goes_where_it_is_told_and_under_the_name_it_is_told()
    {
        Assert.Equal(0, Kernel("install", "--prefix", "there", "--name", "other").Exit);
        var environment = WorkbenchProcess.Finish(Start(Home.Append(new("VIRTUAL_ENV", _folder.PathTo("venv"))), "install", "--sys-prefix"), TimeSpan.FromMinutes(1));

        Assert.True(environment.Exit == 0, environment.Error);
        Assert.Equal("dionaea workbench (other)", (string?)Spec("there/share/jupyter/kernels/other")["display_name"]);
        Assert.Equal("dionaea workbench", (string?)Spec("venv/share/jupyter/kernels/dionaea-workbench")["display_name"]);
        Assert.Equal((2, "workbench: '--sys-prefix' takes the active Python environment, and none is active.\nActivate one, or name its folder with --prefix.\n"), Mistake("install", "--sys-prefix"));
    }

    [Fact]
    public void Install_keeps_the_settings_that_are_named()
    {
        Directory.CreateDirectory(_folder.PathTo("my conf"));

        Assert.Equal(0, Kernel("install", "--conf", "my conf").Exit);

        Assert.Equal(["kernel", "run", "--conf", _folder.PathTo("my conf"), "{connection_file}"], Spec("share/jupyter/kernels/dionaea-workbench")["argv"]!.AsArray().Skip(1).Select(w => (string)w!));
    }

    [Fact]
    public void List_marks_a_kernel_whose_command_is_gone_and_one_of_another_version()
    {
        Kernel("install");
        var path = _folder.PathTo("share/jupyter/kernels/dionaea-workbench/kernel.json");
        var text = File.ReadAllText(path);

        Assert.Contains("not installed", CommandRunOf(new Dictionary<string, string?> { ["XDG_DATA_HOME"] = _folder.PathTo("empty") }, "list").Out, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(WorkbenchProcess.Executable, "/gone/workbench", StringComparison.Ordinal));
        Assert.Contains("\n  stale: '/gone/workbench' is gone.", Kernel("list").Out, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace("\"version\": \"", "\"version\": \"0.0.1-", StringComparison.Ordinal));
        Assert.Contains("\n  of another version than this command", Kernel("list").Out, StringComparison.Ordinal);
        File.WriteAllText(path, "damaged");
        Assert.Contains("not installed", Kernel("list").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Uninstall_takes_away_what_install_wrote_and_nothing_else()
    {
        Kernel("install");
        var foreign = _folder.PathTo("share/jupyter/kernels/python3");
        Directory.CreateDirectory(foreign);
        File.WriteAllText(Path.Combine(foreign, "kernel.json"), """{"argv": ["python", "-m", "ipykernel", "-f", "{connection_file}"], "display_name": "Python 3", "language": "python"}""");

        Assert.Equal(0, Kernel("uninstall").Exit);

        Assert.False(Directory.Exists(_folder.PathTo("share/jupyter/kernels/dionaea-workbench")));
        Assert.Equal(3, Kernel("uninstall").Exit);
        Assert.Contains("holds another kernel", Kernel("uninstall", "--name", "python3").Error, StringComparison.Ordinal);
        Assert.Contains("holds another kernel", Kernel("install", "--name", "python3").Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(foreign, "kernel.json")));
    }

    [Theory]
    [InlineData("There is no action of 'kernel' called 'instal'.\nDid you mean 'install'?", "instal")]
    [InlineData("'../x' can't be a kernel's name.", "install", "--name", "../x")]
    [InlineData("'..' can't be a kernel's name.", "uninstall", "--name", "..")]
    [InlineData("'--user', '--sys-prefix' and '--prefix' name different places.", "install", "--user", "--prefix", "x")]
    [InlineData("'kernel run' needs the connection file", "run")]
    [InlineData("'extra' is more than 'kernel list' takes.", "list", "extra")]
    [InlineData("The configuration folder 'nowhere' does not exist.", "install", "--conf", "nowhere")]
    public void Mistakes_say_what_to_do(string expected, params string[] arguments) =>
        Assert.Contains(expected, Mistake(arguments).Error, StringComparison.Ordinal);

    private JsonNode Spec(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.PathTo(folder), "kernel.json")))!;

    private (int Exit, string Error) Mistake(params string[] arguments)
    {
        var run = Kernel(arguments);
        return (run.Exit, run.Error);
    }

    private CommandRun Kernel(params string[] arguments) => CommandRunOf([], arguments);

    private CommandRun CommandRunOf(Dictionary<string, string?> environment, params string[] arguments) =>
        WorkbenchProcess.Finish(Start(Home.Where(h => !environment.ContainsKey(h.Key)).Concat(environment), arguments), TimeSpan.FromMinutes(1));

    private System.Diagnostics.Process Start(IEnumerable<KeyValuePair<string, string?>> environment, params string[] arguments) =>
        WorkbenchProcess.Start(_folder.Path, WorkbenchProcess.Executable, ["kernel", .. arguments], environment.GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.Last().Value));
}
