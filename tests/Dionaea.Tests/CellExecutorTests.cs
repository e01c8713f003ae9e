using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class CellExecutorTests : IDisposable
{
    private readonly TestDatabase _file = TestDatabase.Small();
    private readonly Workbench _workbench;
    private readonly CellExecutor _executor;

    public CellExecutorTests()
    {
        var cache = new DatabaseFileOptions { CacheFolder = Path.Combine(_file.Folder, "cache") };
        _workbench = new Workbench(WorkbenchSettings.Default with { Files = cache });
        _executor = new CellExecutor(_workbench, new CellPolicy(null, [_file.Folder], _file.Folder));
        Assert.Null(_executor.Run("#!open dionaea.sqlite").Error);
    }

    public void Dispose()
    {
        _workbench.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Run_answers_sql_with_set_values()
    {
        Assert.Null(_executor.Run("#!set since = 2020-03-01T01:00:00Z\n#!set p = '445'").Error);

        var answer = Answer(_executor.Run("SELECT connection FROM connections WHERE connection_timestamp >= $since AND CAST(local_port AS TEXT) = $p"));

        Assert.Equal([[2L]], answer.Table.Rows);
        Assert.Equal(1583024400L, answer.Parameters["since"]);
        Assert.Equal("445", answer.Parameters["p"]);
    }

    [Fact]
    public void Run_answers_a_query_with_given_set_and_default_values()
    {
        _executor.Run("#!set limit = 1");

        Assert.Single(Answer(_executor.Run("#!query top-ports")).Table.Rows);
        Assert.Equal(2, Answer(_executor.Run("#!query B02 --limit 2")).Table.Rows.Count);
        _executor.Run("#!set limit = null");
        Assert.Equal(3, Answer(_executor.Run("#!query top-ports --to=1583107201")).Table.Rows.Count);
    }

    [Fact]
    public void Run_follows_the_zone()
    {
        var days = Answer(_executor.Run("#!query connections-per-day --zone America/St_Johns")).Table.Rows;

        Assert.Equal([[1582934400L, 2L], [1583020800L, 3L]], days);
    }

    [Fact]
    public void Run_gives_a_chart_the_title_and_the_population_that_the_cell_names()
    {
        const string Sql = "SELECT local_port AS port, COUNT(*) AS hits FROM connections GROUP BY port ORDER BY hits DESC";
        string Head(string options) => Layout($"#!chart bar {options}\n{Sql}")["title"]!.ToJsonString();
        System.Text.Json.Nodes.JsonObject Layout(string cell) => Answer(_executor.Run(cell)).Figure!.Layout;

        Assert.Contains("\"text\":\"hits by port\"", Head(""), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"Ports of all\"", Head("--title 'Ports of all' --population 'all rows'"), StringComparison.Ordinal);
        Assert.Contains("all rows", Head("--title 'Ports of all' --population 'all rows'"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", (string)Layout($"#!chart bar --title '<b>x'\n{Sql}")["title"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("Mine", (string)Layout("#!chart bar --title Mine\n#!query top-ports")["title"]!["text"]!);
    }

    [Fact]
    public void Run_draws_as_the_query_says_or_as_the_cell_asks()
    {
        Assert.NotNull(Answer(_executor.Run("#!query top-ports")).Figure);
        Assert.Null(Answer(_executor.Run("#!query top-ports\n#!chart none")).Figure);
        Assert.NotNull(Answer(_executor.Run("#!chart bar --x connection_protocol\nSELECT connection_protocol, COUNT(*) AS n FROM connections GROUP BY 1")).Figure);
        Assert.NotNull(Answer(_executor.Run("#!chart donut")).Figure);
    }

    [Fact]
    public void Run_keeps_a_result_for_later_cells()
    {
        Assert.Null(_executor.Run("#!let smb\nSELECT connection, remote_host FROM connections WHERE connection_protocol = 'smbd'").Error);

        Assert.Equal([[2L]], Answer(_executor.Run("SELECT COUNT(*) FROM smb")).Table.Rows);
        Assert.Contains("smb", ((TextOutput)_executor.Run("#!schema").Outputs[0]).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_runs_several_statements_and_shows_each()
    {
        var result = _executor.Run("SELECT 1 AS a;\nSELECT 2 AS b;");

        Assert.Equal(["SELECT 1 AS a", "SELECT 2 AS b"], result.Outputs.Cast<AnswerOutput>().Select(o => o.Answer.Sql));
    }

    [Theory]
    [InlineData("#!qurey top-ports", "Did you mean '#!query'?", 1)]
    [InlineData("\n#!query top-prots", "Did you mean 'top-ports'?", 2)]
    [InlineData("#!query top-ports --limt 3", "Did you mean 'limit'?", 1)]
    [InlineData("#!query top-ports --limit many", "whole number", 1)]
    [InlineData("#!query top-ports --limit", "has no value", 1)]
    [InlineData("#!chart pie\nSELECT 1", "There is no chart kind 'pie'", 1)]
    [InlineData("#!set limit = -1", "whole number", 1)]
    [InlineData("#!set 1x = 2", "parameter's name", 1)]
    [InlineData("#!set zone = Europe/Brelin", "Did you mean 'Europe/Berlin'?", 1)]
    [InlineData("#!schema conections", "Did you mean 'connections'?", 1)]
    [InlineData("#!let connections\nSELECT 1", "table or view of the database", null)]
    [InlineData("SELECT 1;\nSELECT nothing", "(line 2, column 8)", null)]
    [InlineData("SELECT 1\n#!query top-ports", "Directives come before the SQL", null)]
    [InlineData("#!open 'x", "not closed", null)]
    [InlineData("DELETE FROM connections", "can change nothing", null)]
    public void Run_ends_with_a_mistake_that_says_what_to_do(string cell, string expected, int? line)
    {
        var error = _executor.Run(cell).Error;

        Assert.NotNull(error);
        Assert.Contains(expected, error.Error.Text, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/nowhere/dionaea.sqlite")]
    [InlineData("../dionaea.sqlite")]
    [InlineData("cache/../../x")]
    public void Open_refuses_what_lies_outside_without_telling_whether_it_exists(string path)
    {
        var error = _executor.Run($"#!open {path}").Error!.Error;

        Assert.StartsWith("This notebook may not open", error.Message, StringComparison.Ordinal);
        Assert.Equal(5L, Answer(_executor.Run("SELECT COUNT(*) FROM connections")).Table.Rows[0][0]);
    }

    [Fact]
    public void Open_follows_links_before_it_judges()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        using var outside = TestDatabase.Small();
        File.CreateSymbolicLink(Path.Combine(_file.Folder, "link.sqlite"), outside.Path);
        Directory.CreateSymbolicLink(Path.Combine(_file.Folder, "folder"), outside.Folder);

        Assert.StartsWith("This notebook may not open", _executor.Run("#!open link.sqlite").Error!.Error.Message, StringComparison.Ordinal);
        Assert.StartsWith("This notebook may not open", _executor.Run("#!open folder/dionaea.sqlite").Error!.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_given_by_the_user_stays_open()
    {
        var executor = new CellExecutor(_workbench, new CellPolicy("dionaea.sqlite", [], _file.Folder));

        Assert.Null(executor.Run("#!open /nowhere/else.sqlite").Error);
        Assert.Equal(5L, Answer(executor.Run("SELECT COUNT(*) FROM connections")).Table.Rows[0][0]);
    }

    [Fact]
    public void Without_a_database_a_cell_says_how_to_open_one()
    {
        using var workbench = new Workbench(WorkbenchSettings.Default);

        Assert.Contains("#!open PATH", new CellExecutor(workbench, new CellPolicy(null, [], ".")).Run("SELECT 1").Error!.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_explains_each_directive_and_each_query()
    {
        var overview = ((TextOutput)_executor.Run("#!help").Outputs[0]).Markdown;

        Assert.All(Directives.All, d => Assert.Contains($"#!{d.Name}", overview, StringComparison.Ordinal));
        Assert.All(_workbench.Catalogue.Names, name => Assert.Null(_executor.Run($"#!help {name}").Error));
        Assert.All(AnalysisViews.All, view => Assert.Null(_executor.Run($"#!schema {view.Name}").Error));
        Assert.All(_workbench.Catalogue.Names, name =>
            Assert.Contains($"`{name}`", ((TextOutput)_executor.Run("#!queries").Outputs[0]).Markdown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#!query top-ports", true)]
    [InlineData("SELECT 1", true)]
    [InlineData("#!chart bar\nSELECT 1 AS a", true)]
    [InlineData("#!chart bar", false)]
    [InlineData("#!let x\nSELECT 1 AS a", false)]
    [InlineData("#!set a = 1", false)]
    [InlineData("#!open x", false)]
    [InlineData("#!nothing", false)]
    public void IsIndependent_is_true_for_cells_that_only_read(string cell, bool expected) =>
        Assert.Equal(expected, CellExecutor.IsIndependent(cell));

    private static Answer Answer(CellResult result)
    {
        Assert.True(result.Error is null, result.Error?.Error.Text);
        return result.Outputs.OfType<AnswerOutput>().Last().Answer;
    }
}
