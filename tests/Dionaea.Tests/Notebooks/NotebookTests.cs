using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class NotebookTests
{
    private const string Python = "/usr/bin/python3";

    // As nbformat writes it: keys sorted, one blank per level, no ASCII escapes, a line feed at the end.
    private const string Written =
        """
        {
         "cells": [
          {
           "attachments": {
            "a.png": {
             "image/png": "iVBORw0KGgo="
            }
           },
           "cell_type": "markdown",
           "id": "intro",
           "metadata": {
            "unknown": [
             1.0,
             1e400,
             12345678901234567890,
             {},
             []
            ]
           },
           "source": [
            "# Überblick 😀\n",
            "\tand \"quotes\" \\ \u001b"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "defaults",
           "metadata": {
            "tags": [
             "parameters"
            ]
           },
           "outputs": [],
           "source": "#!set limit = 20"
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "query",
           "metadata": {},
           "outputs": [],
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "dionaea",
           "language": "sql",
           "name": "dionaea"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5,
         "zzz": null
        }

        """;

    [Fact]
    public void ToUtf8_gives_the_bytes_that_were_read_when_Jupyter_wrote_them()
    {
        Assert.Equal(Written, Text(Read(Written)));
        Assert.Equal(Written, Text(Read(Written).WithoutOutputs()));
    }

    [Fact]
    public void ToUtf8_keeps_the_order_and_the_spelling_of_what_was_read()
    {
        const string Loose = """{"nbformat":4,"b":"\u00e9\/\ud83d","cells":[],"a":0.10,"nbformat_minor":2,"metadata":{}}""";

        Assert.Equal(
            """
            {
             "nbformat": 4,
             "b": "\u00e9\/\ud83d",
             "cells": [],
             "a": 0.10,
             "nbformat_minor": 2,
             "metadata": {}
            }

            """,
            Text(Read(Loose)));
    }

    [Fact]
    public void Cells_have_their_source_as_one_text_and_their_tags()
    {
        var cells = Read(Written).Cells;

        Assert.Equal([CellType.Markdown, CellType.Code, CellType.Code], cells.Select(cell => cell.Type));
        Assert.Equal(["# Überblick 😀\n\tand \"quotes\" \\ \u001b", "#!set limit = 20", ""], cells.Select(cell => cell.Source));
        Assert.Equal(["intro", "defaults", "query"], cells.Select(cell => cell.Id));
        Assert.Equal(["parameters"], cells[1].Tags);
        Assert.NotNull(cells[0].Attachments);
        Assert.Equal("Überblick 😀", Read(Written).Title);
    }

    [Fact]
    public void Sha256_is_that_of_the_file_even_when_the_notebook_changes()
    {
        var notebook = Read("""{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}""");

        Assert.Equal("ce65c2f4", notebook.Sha256[..8]);
        Assert.Equal(notebook.Sha256, notebook.WithParameters([new("a", "b")]).Sha256);
    }

    [Fact]
    public void WithParameters_adds_a_cell_after_the_defaults_and_replaces_an_older_one()
    {
        var once = Read(Written).WithParameters([new("limit", "5"), new("zone", "Europe/Berlin")]);
        var twice = Read(Text(once)).WithParameters([new("limit", "7")]);

        Assert.Equal("#!set limit = 5\n#!set zone = Europe/Berlin", once.Cells[2].Source);
        Assert.Equal(["injected-parameters"], once.Cells[2].Tags);
        Assert.Equal("injected-parameters", once.Cells[2].Id);
        Assert.Equal(4, twice.Cells.Count);
        Assert.Equal("#!set limit = 7", twice.Cells[2].Source);
    }

    [Fact]
    public void WithParameters_adds_a_cell_without_an_id_at_the_top_when_there_are_no_defaults_and_no_ids()
    {
        var notebook = Read("""{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":4}""").WithParameters([new("a", "b")]);

        Assert.Equal("#!set a = b", notebook.Cells[0].Source);
        Assert.Null(notebook.Cells[0].Id);
    }

    [Theory]
    [InlineData("a b", "1")]
    [InlineData("", "1")]
    [InlineData("1a", "1")]
    [InlineData("a", "1\n#!open /etc/passwd")]
    [InlineData("a", "1\u2028#!open x")]
    public void WithParameters_refuses_what_would_be_another_line(string name, string value)
    {
        var error = Assert.Throws<WorkbenchException>(() => Read(Written).WithParameters([new(name, value)]));

        Assert.Equal(ExitCode.Usage, error.Exit);
    }

    [Fact]
    public void WithOutputs_sets_counts_and_outputs_and_drops_those_of_cells_that_did_not_run()
    {
        var stale = Written.Replace("\"outputs\": []", "\"outputs\": [\n    {\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"old\"}\n   ]", StringComparison.Ordinal);
        var outputs = new NotebookOutputs().Next(new CellResult([new TextOutput("é")]));
        var executed = Read(stale).WithOutputs(new Dictionary<int, CellRun> { [2] = new(1, outputs) });
        var root = JsonNode.Parse(executed.ToUtf8())!;

        Assert.DoesNotContain("old", Text(executed), StringComparison.Ordinal);
        Assert.Empty(root["cells"]![1]!["outputs"]!.AsArray());
        Assert.Equal(1, root["cells"]![2]!["execution_count"]!.GetValue<int>());
        Assert.Equal("é", root["cells"]![2]!["outputs"]![0]!["data"]!["text/markdown"]![0]!.GetValue<string>());
        Assert.Equal(Text(executed), Text(Read(Text(executed)).WithOutputs(new Dictionary<int, CellRun> { [2] = new(1, outputs) })));
    }

    [Theory]
    [InlineData("{\"nbformat\": 4, \"cells\": []}")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"name\": \".net-csharp\"}, \"title\": \"kept\"}}")]
    public void WithKernel_makes_the_notebook_open_with_the_workbench(string text)
    {
        var metadata = JsonNode.Parse(Read(text).WithKernel().ToUtf8())!["metadata"]!;

        Assert.Equal("dionaea-workbench", (string?)metadata["kernelspec"]!["name"]);
        Assert.Equal("sql", (string?)metadata["language_info"]!["name"]);
        Assert.Equal(text.Contains("kept", StringComparison.Ordinal), metadata["title"] is not null);
    }

    [Theory]
    [InlineData("", "line 1, column 1 is not JSON")]
    [InlineData("{\n \"cells\": [}", "line 2, column 12 is not JSON")]
    [InlineData("{\"nbformat\": 4, \"nbformat\": 3, \"cells\": []}", "names a member twice")]
    [InlineData("[]", "not an object")]
    [InlineData("{}", "'nbformat'")]
    [InlineData("{\"nbformat\": \"4\", \"cells\": []}", "'nbformat'")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "nbformat 3")]
    [InlineData("{\"nbformat\": 5, \"cells\": []}", "newer")]
    [InlineData("{\"nbformat\": 4, \"cells\": {}}", "'cells'")]
    [InlineData("{\"nbformat\": 4, \"cells\": [3]}", "Cell 1")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [1]}]}", "'source'")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\\ud800\"}]}", "'source'")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"source\": \"\"}]}", "'cell_type'")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"\\ud800\": 1}", "surrogate")]
    public void Parse_names_the_fault_of_what_is_not_a_notebook(string text, string expected)
    {
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
        var error = Assert.Throws<WorkbenchException>(() => Read(text));

        Assert.Equal(ExitCode.Input, error.Exit);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_refuses_deep_nesting_huge_files_and_bytes_that_are_not_UTF8()
    {
        var deep = Encoding.UTF8.GetBytes("{\"nbformat\":4,\"cells\":" + new string('[', 100_000));

        Assert.Contains("levels deep", Refusal(deep), StringComparison.Ordinal);
        Assert.Contains("larger than 64 MB", Refusal(new byte[Notebook.LargestFile + 1]), StringComparison.Ordinal);
        Assert.Contains("not UTF-8", Refusal([(byte)'"', 0xff, (byte)'"']), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_takes_a_byte_order_mark_and_tags_and_cells_of_odd_shapes()
    {
        var notebook = Read("\uFEFF{\"nbformat\":4,\"cells\":[{\"cell_type\":\"heading\",\"source\":\"x\",\"metadata\":{\"tags\":\"no\"},\"id\":3}]}");

        Assert.Equal(CellType.Raw, notebook.Cells[0].Type);
        Assert.Empty(notebook.Cells[0].Tags);
        Assert.Null(notebook.Cells[0].Id);
    }

    [Fact]
    public void Load_names_a_missing_file_and_a_folder()
    {
        Assert.Contains("no notebook", Assert.Throws<WorkbenchException>(() => Notebook.Load("/nowhere/x.ipynb")).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<WorkbenchException>(() => Notebook.Load("")).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<WorkbenchException>(() => Notebook.Load(Path.GetTempPath())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Executed_copy_is_valid_to_Jupyters_own_library_which_writes_the_same_bytes()
    {
        const string Program =
            "import sys, nbformat; n = nbformat.reads(sys.stdin.buffer.read().decode(), as_version=4);"
            + "nbformat.validate(n); sys.stdout.buffer.write((nbformat.writes(n) + '\\n').encode())";
        var figure = PageAnswers.Bar(["é"], [1], "Ports");
        var table = PageAnswers.Table(["port"], [Kind.Port], [445L]);
        var outputs = new NotebookOutputs().Next(new CellResult([
            new AnswerOutput(PageAnswers.Answer(table, figure)),
            new TextOutput("one\ntwo"),
            new ErrorOutput(WorkbenchException.Usage("a", "b"), 1)]));
        var valid = Written.Replace("1e400", "1.5", StringComparison.Ordinal)
            .Replace(",\n \"zzz\": null", "", StringComparison.Ordinal)
            .Replace("\"#!set limit = 20\"", "[\n    \"#!set limit = 20\"\n   ]", StringComparison.Ordinal);
        var notebook = Read(valid)
            .WithParameters([new("a", "b")])
            .WithOutputs(new Dictionary<int, CellRun> { [3] = new(1, outputs) });

        Assert.Equal(Text(notebook), Run(Program, notebook.ToUtf8()), ignoreLineEndingDifferences: false);
    }

    private static string Run(string program, byte[] input)
    {
        if (!File.Exists(Python))
            Assert.Skip($"{Python} is not installed.");

        var start = new ProcessStartInfo(Python, ["-c", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        if (errors.Result.Contains("No module named", StringComparison.Ordinal))
            Assert.Skip("Jupyter's nbformat is not installed (Debian's package 'python3-nbformat').");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Result;
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<WorkbenchException>(() => Notebook.Parse(bytes, "x.ipynb")).Message;

    private static Notebook Read(string text) => Notebook.Parse(Encoding.UTF8.GetBytes(text), "x.ipynb");

    private static string Text(Notebook notebook) => Encoding.UTF8.GetString(notebook.ToUtf8());
}
