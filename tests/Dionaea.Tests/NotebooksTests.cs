using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>
/// The notebooks that come along, each of them: their form, what their charts say, and that they run on the sample, on real
/// files and by the kernel. The long form, with every notebook everywhere: WORKBENCH_LONG=1.
/// </summary>
public sealed class NotebooksTests(JupyterHome home) : IClassFixture<JupyterHome>
{
    // A database without a connection, one of a few hours with little in it, and one of 2012 in another variant.
    private static readonly string[] Varied = ["vikrant/dionaea.sqlite", "sweetie-data/dionaea.sqlite.1.gz", "maniactwister/logsql.sqlite"];

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("WORKBENCH_LONG") == "1";
    private static readonly string Folder = Repository.PathTo("notebooks");

    public static TheoryData<string> Notebooks => [.. Names()];

    public static TheoryData<string> NotebooksForJupyter => [.. IsLong ? Names() : ["04-sqlite-performance.ipynb", "07-gnuplotsql.ipynb"]];

    public static TheoryData<string> RealFiles => [.. Repository.RealDatabases().Where(f => IsLong || Varied.Contains(f)).DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Notebook_has_its_parameters_no_outputs_and_the_workbenchs_kernel(string name)
    {
        var notebook = Notebook.Load(Path.Combine(Folder, name));
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;
        var metadata = file["metadata"]!;
        var parameters = Assert.Single(notebook.Cells, c => c.Tags.Contains(NotebookCell.ParametersTag));

        Assert.Equal("#!set database = ../data/sample/dionaea.sqlite\n#!set from = null\n#!set to = null\n#!set zone = UTC", parameters.Source);
        Assert.Equal("#!open $database", notebook.Cells[parameters.Index + 1].Source);
        Assert.Single(notebook.Cells, c => c.Type == CellType.Code && c.Source.Contains("#!open", StringComparison.Ordinal));
        Assert.StartsWith("# ", notebook.Cells[0].Source, StringComparison.Ordinal);
        Assert.All(Code(file), c => Assert.Equal(("[]", null), (c["outputs"]!.ToJsonString(), (int?)c["execution_count"])));
        Assert.Equal(notebook.Cells.Count, notebook.Cells.Select(c => c.Id).OfType<string>().Distinct().Count());
        Assert.True(JsonNode.DeepEquals(NotebookLanguage.Kernelspec(), metadata["kernelspec"]));
        Assert.True(JsonNode.DeepEquals(NotebookLanguage.LanguageInfo(), metadata["language_info"]));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Notebook_runs_on_the_sample_and_its_charts_say_what_they_show(string name)
    {
        var run = Run(name, database: null);

        Assert.True(run.Error is null, run.Error?.Error.Text);
        Assert.DoesNotContain(run.Cells, c => c.Result is { Outputs.Count: 0 } && c.Cell.Tags.Count == 0);
        var answers = run.Cells.SelectMany(c => c.Result?.Outputs ?? []).OfType<AnswerOutput>().Select(o => o.Answer).ToList();
        Assert.NotEmpty(answers);
        Assert.Empty(answers.Where(a => a.Figure is not null).SelectMany(Faults));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Notebook_runs_with_a_window_and_a_zone_in_its_parameters(string name)
    {
        var run = Run(name, database: null, new("from", "2026-03-10"), new("to", "2026-03-12T12:00:00Z"), new("zone", "America/St_Johns"));

        Assert.True(run.Error is null, run.Error?.Error.Text);
        var answers = run.Cells.SelectMany(c => c.Result?.Outputs ?? []).OfType<AnswerOutput>().Select(o => o.Answer).ToList();
        Assert.Empty(answers.Where(a => a.Figure is not null).SelectMany(Faults));
        Assert.All(answers.Where(a => a.Parameters.ContainsKey("zone")), a => Assert.Equal("America/St_Johns", a.Zone));
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Every_notebook_runs_on_a_real_file(string file)
    {
        var path = Repository.Shared("data", "real", file);

        var failed = Names().Select(name => (name, Run(name, path).Error?.Error.Text)).Where(run => run.Text is not null);

        Assert.Empty(failed);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Kernel_gives_the_outputs_of_the_workbenchs_own_run(string name)
    {
        using var folder = new TemporaryFolder();
        var own = folder.PathTo("own.ipynb");
        var ran = CommandRun.InProcess("run", Path.Combine(Folder, name), "-o", own);
        Assert.True(ran.Exit == 0, ran.Error);
        using var kernel = new RunningKernel(Folder, Repository.PathTo("data"));

        var cells = Code(JsonNode.Parse(File.ReadAllText(own))!).ToList();
        var given = cells.Select(cell => kernel.Client.Run(Text(cell["source"]!)).Seen.Where(IsOutput).Select(Output).Where(IsSteady).ToList()).ToList();

        Assert.Empty(kernel.Faults);
        foreach (var (cell, outputs) in cells.Zip(given))
            Assert.Equal(cell["outputs"]!.AsArray().Select(o => Whole(o!.AsObject())).Where(IsSteady).Select(o => o.ToJsonString()), outputs.Select(o => o.ToJsonString()));
    }

    [Fact]
    public void Protocols_of_gnuplotsql_have_the_figures_that_the_query_has_for_each_of_them()
    {
        var outputs = Run("07-gnuplotsql.ipynb", database: null).Cells.Single(c => c.Cell.Id == "protocols").Result!.Outputs;
        var table = outputs.OfType<AnswerOutput>().Single().Answer.Table;
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(Repository.PathTo("data", "sample", "dionaea.sqlite"));
        var query = workbench.Catalogue["daily-overview"];

        foreach (var protocol in table.Rows.GroupBy(row => (string)row[1]!))
        {
            var expected = workbench.Ask(query, new Dictionary<string, string> { ["protocol"] = protocol.Key }, TestContext.Current.CancellationToken).Table.Rows;
            Assert.Equal(expected, protocol.Select(row => (object?[])[row[0], .. row[2..]]));
        }
    }

    [Theory]
    [MemberData(nameof(NotebooksForJupyter))]
    public void Notebook_executed_by_Jupyter_has_the_outputs_of_the_workbenchs_own_run(string name)
    {
        var folder = home.CopyNotebooks();
        var own = Path.Combine(folder, "own.ipynb");

        var theirs = home.Run("nbconvert", "python3-nbconvert", folder, ["-m", "nbconvert", "--execute", "--to", "notebook", "--output", "theirs", name]);
        var ours = WorkbenchProcess.Run(folder, "run", name, "-o", own);

        Assert.True(theirs.Exit == 0, theirs.Error);
        Assert.True(ours.Exit == 0, ours.Error);
        Assert.Equal(Outputs(own), Outputs(Path.Combine(folder, "theirs.ipynb")));
    }

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.ipynb").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    private static NotebookRun Run(string name, string? database, params IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        using var workbench = new Workbench(WorkbenchSettings.Default);
        if (database is not null)
            workbench.Open(database);
        var policy = new CellPolicy(database is null ? null : workbench.Database.Name, [Repository.PathTo("data")], Folder);
        return NotebookRun.Execute(Notebook.Load(Path.Combine(Folder, name)).WithParameters(parameters), workbench, policy, cancellation: TestContext.Current.CancellationToken);
    }

    // The subtitle tells the population first, then span, zone and cuts; a donut and a map have no axes.
    private static IEnumerable<string> Faults(Answer answer)
    {
        var layout = answer.Figure!.Layout;
        var title = (string?)layout["title"]?["text"] ?? "";
        var pieces = ((string?)layout["title"]?["subtitle"]?["text"] ?? "").Split(["<br>", " · "], StringSplitOptions.RemoveEmptyEntries);
        if (title.Length == 0)
            yield return $"{answer.Sql}: the chart has no title";
        if (!pieces.Contains(answer.Zone))
            yield return $"'{title}' tells no zone";
        if (!pieces.Any(piece => piece.Length >= 10 && char.IsAsciiDigit(piece[0]) && piece[4] == '-'))
            yield return $"'{title}' tells no span";
        if (pieces.Length < 3 || pieces[0] == answer.Zone || char.IsAsciiDigit(pieces[0][0]))
            yield return $"'{title}' tells no population";
        if (answer.Table.Truncated is not null && !pieces.Any(piece => answer.Table.Truncated.StartsWith(piece, StringComparison.Ordinal)))
            yield return $"'{title}' does not tell that it is cut";
        foreach (var (name, axis) in layout.Where(member => member.Key.StartsWith("xaxis", StringComparison.Ordinal) || member.Key.StartsWith("yaxis", StringComparison.Ordinal)))
        {
            if (axis!["title"]?["text"] is null && axis["matches"] is null)
                yield return $"'{title}' has no title on its {name}";
        }
    }

    private static IEnumerable<JsonObject> Code(JsonNode notebook) =>
        notebook["cells"]!.AsArray().Select(c => c!.AsObject()).Where(c => (string?)c["cell_type"] == "code");

    private static bool IsOutput(KernelMessage message) => message.Type is "display_data" or "execute_result" or "stream" or "error";

    private static JsonObject Output(KernelMessage message)
    {
        var output = message.Content.DeepClone().AsObject();
        output["output_type"] = message.Type;
        output.Remove("transient");
        return Whole(output);
    }

    // What is shown only while a cell works, and what differs from run to run, is marked.
    private static bool IsSteady(JsonObject output) => output["metadata"]?["workbench"] is null;

    // A notebook keeps texts as lists of lines, and members sorted.
    private static JsonObject Whole(JsonObject output)
    {
        var whole = output.DeepClone().AsObject();
        if (whole["text"] is { } text)
            whole["text"] = Text(text);
        foreach (var (mime, value) in whole["data"]?.AsObject().ToList() ?? [])
            whole["data"]![mime] = value is JsonObject ? value.DeepClone() : Text(value!);
        return Sorted(whole)!.AsObject();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Text(JsonNode value) => value is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)value!;

    private static string Outputs(string notebook) => string.Join('\n', Code(JsonNode.Parse(File.ReadAllText(notebook))!).Select(c =>
        $"{c["execution_count"]} {string.Join('\n', c["outputs"]!.AsArray().Where(o => IsSteady(o!.AsObject())).Select(o => o!.ToJsonString()))}"));
}
