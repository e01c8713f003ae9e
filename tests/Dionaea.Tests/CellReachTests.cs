using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>What cells may open and write.</summary>
public sealed class CellReachTests : IDisposable
{
    private readonly TestDatabase _file = TestDatabase.Small();
    private readonly TemporaryFolder _outside = new();
    private readonly Workbench _workbench;
    private readonly CellExecutor _executor;

    public CellReachTests()
    {
        var cache = new DatabaseFileOptions { CacheFolder = Path.Combine(_file.Folder, "cache") };
        _workbench = new Workbench(WorkbenchSettings.Default with { Files = cache });
        _executor = Executor(Policy);
        Assert.Null(_executor.Run("#!open dionaea.sqlite").Error);
    }

    private CellPolicy Policy => new(null, [_file.Folder], _file.Folder);

    private string Exports => Path.Combine(_file.Folder, "exports");

    public void Dispose()
    {
        _workbench.Dispose();
        _file.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public void Open_takes_the_path_that_a_parameter_holds_as_far_as_the_notebook_may()
    {
        File.Copy(_file.Path, _outside.PathTo("secret.sqlite"));
        string? Opened(string path) => _executor.Run($"#!set database = {path}\n#!open $database").Error?.Error.Text;

        Assert.Null(Opened("dionaea.sqlite"));
        Assert.Null(Opened("'./dionaea.sqlite'"));
        Assert.Contains("may not open", Opened(_outside.PathTo("secret.sqlite")), StringComparison.Ordinal);
        Assert.Contains("'$database' names no database: it is not set.", Opened("null"), StringComparison.Ordinal);
        Assert.Contains("Put a path in quotes", Opened("2020"), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameter_of_the_path_tells_the_database_that_the_user_gave()
    {
        var given = Executor(new CellPolicy("dionaea.sqlite", [], "/"));

        Assert.Null(given.Run("#!set database = ../elsewhere.sqlite\n#!open $database").Error);

        Assert.Equal("dionaea.sqlite", _workbench.Parameters["database"]);
    }

    [Theory]
    [InlineData("table", "ports", "ports.txt")]
    [InlineData("csv", "ports", "ports.csv")]
    [InlineData("csv", "ports.csv", "ports.csv")]
    [InlineData("csv", "ports.sh", "ports.sh.csv")]
    [InlineData("json", "'ports of 2020'", "ports of 2020.json")]
    [InlineData("md", "Größe.v1", "Größe.v1.md")]
    [InlineData("html", ".html", null)]
    [InlineData("html", "p.HTML", "p.HTML")]
    [InlineData("text", "n", "n.txt")]
    public void Export_writes_what_the_command_line_prints(string format, string name, string? file)
    {
        var result = _executor.Run($"#!query top-ports\n#!export {format} {name}");
        if (file is null)
        {
            Assert.Contains("can't be the name of an export", result.Error!.Error.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Null(result.Error);
        var printed = CommandRun.InProcess("query", "top-ports", _file.Path, "-f", format);
        Assert.Equal(printed.Out, File.ReadAllText(Path.Combine(Exports, file)));
        Assert.Contains("Wrote exports/", ((TextOutput)result.Outputs[^1]).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_of_the_command_line_can_be_exported()
    {
        Assert.All(TableFormats.All, format => Assert.Null(_executor.Run($"#!query nepstats\n#!export {format.Name} all-{format.Name}").Error));
        Assert.Equal(
            CommandRun.InProcess("query", "nepstats", _file.Path, "-f", "text").Out, File.ReadAllText(Path.Combine(Exports, "all-text.txt")));
    }

    [Fact]
    public void Export_takes_the_result_before_when_the_cell_has_none()
    {
        Assert.Contains("no result to export", Executor(Policy).Run("#!export csv a").Error!.Error.Message, StringComparison.Ordinal);
        _executor.Run("SELECT 1 AS a");

        Assert.Null(_executor.Run("#!export csv a").Error);
        Assert.Null(_executor.Run("#!export csv b\n#!script\n[{c: '=cmd|calc'}]").Error);
        Assert.Equal("a\n1\n", File.ReadAllText(Path.Combine(Exports, "a.csv")));
        Assert.Equal("c\n'=cmd|calc\n", File.ReadAllText(Path.Combine(Exports, "b.csv")));
    }

    [Fact]
    public void Export_writes_over_nothing()
    {
        Directory.CreateDirectory(Exports);
        File.WriteAllText(Path.Combine(Exports, "a.csv"), "mine");
        Directory.CreateDirectory(Path.Combine(Exports, "b.csv"));

        Assert.Contains("exists already", Export("csv a"), StringComparison.Ordinal);
        Assert.Contains("exists already", Export("csv b"), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Exports, "a.csv")));
    }

    [Fact]
    public void Export_follows_no_link()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        Directory.CreateDirectory(Exports);
        File.CreateSymbolicLink(Path.Combine(Exports, "a.csv"), _outside.PathTo("new.csv"));
        File.WriteAllText(_outside.PathTo("old.csv"), "mine");
        File.CreateSymbolicLink(Path.Combine(Exports, "b.csv"), _outside.PathTo("old.csv"));
        Assert.Contains("exists already", Export("csv a"), StringComparison.Ordinal);
        Assert.Contains("exists already", Export("csv b"), StringComparison.Ordinal);

        Directory.Delete(Exports, recursive: true);
        Directory.CreateSymbolicLink(Exports, _outside.Path);
        Assert.Contains("symbolic link", Export("csv c"), StringComparison.Ordinal);
        Directory.Delete(Exports);
        Directory.CreateSymbolicLink(Exports, _outside.PathTo("nowhere"));
        Assert.NotNull(Export("csv d"));

        Assert.Equal(["old.csv"], Directory.EnumerateFileSystemEntries(_outside.Path).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(_outside.PathTo("old.csv")));
    }

    [Theory]
    [InlineData("csv ../a", "may not write to")]
    [InlineData("csv /tmp/a", "may not write to")]
    [InlineData("csv exports/a", "may not write to")]
    [InlineData("csv ./a", "may not write to")]
    [InlineData("csv ..\\a", "may not write to")]
    [InlineData("csv C:\\a", "may not write to")]
    [InlineData("csv C:a", "can't be the name")]
    [InlineData("csv a:stream", "can't be the name")]
    [InlineData("csv ..", "can't be the name")]
    [InlineData("csv .hidden", "can't be the name")]
    [InlineData("csv -rf", "can't be the name")]
    [InlineData("csv ''", "can't be the name")]
    [InlineData("csv ' a'", "can't be the name")]
    [InlineData("csv a.", "can't be the name")]
    [InlineData("csv NUL", "can't be the name")]
    [InlineData("csv com1.csv", "can't be the name")]
    [InlineData("csv a\u202egpj", "can't be the name")]
    [InlineData("csv a\0b", "can't be the name")]
    [InlineData("csv '$(touch x)'", "can't be the name")]
    [InlineData("csv '~/x'", "may not write to")]
    [InlineData("csv file:///tmp/x", "may not write to")]
    [InlineData("pdf a", "There is no format 'pdf'")]
    [InlineData("../csv a", "There is no format")]
    [InlineData("csv", "takes a format and the name")]
    [InlineData("csv a b", "takes a format and the name")]
    public void Export_refuses_other_names(string words, string expected)
    {
        Assert.Contains(expected, Export(words), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Exports));
    }

    [Fact]
    public void Export_refuses_long_names() => Assert.Contains("can't be the name", Export("csv " + new string('a', 101)), StringComparison.Ordinal);

    [Fact]
    public void Export_writes_elsewhere_only_where_the_user_allowed_it()
    {
        Directory.CreateDirectory(_outside.PathTo("sub"));
        var executor = Executor(Policy with { ExportFolders = [_outside.Path] });

        Assert.Null(executor.Run($"#!export csv '{_outside.Path}/a'\nSELECT 1 AS a").Error);
        Assert.Null(executor.Run($"#!export csv '{_outside.Path}/sub/a'").Error);
        Assert.Equal("a\n1\n", File.ReadAllText(_outside.PathTo("a.csv")));
        Assert.Contains("may not write", executor.Run($"#!export csv '{_outside.Path}/none/a'").Error!.Error.Message, StringComparison.Ordinal);
        Assert.Contains("may not write", executor.Run($"#!export csv '{_outside.Path}/../a'").Error!.Error.Message, StringComparison.Ordinal);
        Assert.Contains("may not write", _executor.Run($"#!export csv '{_outside.Path}/b'\nSELECT 1").Error!.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_allows_further_folders()
    {
        var notebook = Path.Combine(_file.Folder, "n.ipynb");
        var copy = Path.Combine(_file.Folder, "copy.ipynb");
        File.Copy(_file.Path, _outside.PathTo("other.sqlite"));
        var source = $"#!open '{_outside.Path}/other.sqlite'\\n#!export csv '{_outside.Path}/ports'\\n#!query top-ports";
        File.WriteAllText(notebook, "{\"cells\": [{\"cell_type\": \"code\", \"metadata\": {}, \"outputs\": [], \"execution_count\": null, \"source\": \"" + source + "\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}");

        Assert.Contains("may not open", CommandRun.InProcess("run", notebook, "-o", copy).Error, StringComparison.Ordinal);
        Assert.Contains("may not write", CommandRun.InProcess("run", notebook, "-o", copy, "--open", _outside.Path).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.InProcess("run", notebook, "-o", copy, "--open", _outside.Path, "--export", _outside.Path).Exit);
        Assert.StartsWith("port,", File.ReadAllText(_outside.PathTo("ports.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_of_a_mistake_writes_nothing()
    {
        Assert.NotNull(_executor.Run("#!export csv a\nSELECT nowhere").Error);
        Assert.NotNull(_executor.Run("#!export csv a\n#!script\nnowhere").Error);

        Assert.False(Directory.Exists(Exports));
    }

    [Fact]
    public void Open_asks_where_the_user_can_be_asked()
    {
        using var other = TestDatabase.Small();
        var asked = new List<string>();
        var executor = Executor(Policy with { Ask = path => { asked.Add(path); return path == RealPath.Of(other.Path); } });

        Assert.Null(executor.Run($"#!open '{other.Path}'").Error);
        Assert.StartsWith("This notebook may not open", executor.Run("#!open /etc/passwd").Error!.Error.Message, StringComparison.Ordinal);
        Assert.Null(executor.Run("#!open dionaea.sqlite").Error);
        Assert.Equal([RealPath.Of(other.Path), "/etc/passwd"], asked);
    }

    [Fact]
    public void Open_shows_the_user_where_a_link_leads()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        File.CreateSymbolicLink(Path.Combine(_file.Folder, "harmless.sqlite"), _outside.PathTo("secret"));
        File.WriteAllText(_outside.PathTo("secret"), "x");
        var asked = new List<string>();

        Assert.NotNull(Executor(Policy with { Ask = path => { asked.Add(path); return false; } }).Run("#!open harmless.sqlite").Error);

        Assert.Equal([RealPath.Of(_outside.PathTo("secret"))], asked);
    }

    [Fact]
    public void Open_says_the_same_of_what_exists_and_what_does_not()
    {
        File.WriteAllText(_outside.PathTo("there"), "x");
        var messages = new[] { "there", "not-there", "there/below", "not/there" }
            .Select(name => (Name: _outside.PathTo(name), _executor.Run($"#!open '{_outside.PathTo(name)}'").Error!.Error))
            .Select(e => (e.Error.Exit, e.Error.Text.Replace(e.Name, "PATH", StringComparison.Ordinal)));

        Assert.Single(messages.Distinct());
    }

    [Theory]
    [InlineData("notes.txt", "plain text, no database")]
    [InlineData("empty.sqlite", "")]
    public void Open_takes_only_databases_of_dionaea(string name, string content)
    {
        File.WriteAllText(Path.Combine(_file.Folder, name), content);

        Assert.Equal(ExitCode.Input, _executor.Run($"#!open {name}").Error!.Error.Exit);
        Assert.Null(_executor.Run("SELECT COUNT(*) FROM connections").Error);
    }

    private CellExecutor Executor(CellPolicy policy) => new(_workbench, policy);

    private string Export(string words)
    {
        var error = _executor.Run($"#!export {words}\nSELECT 1 AS a").Error;
        Assert.NotNull(error);
        return error.Error.Message;
    }
}
