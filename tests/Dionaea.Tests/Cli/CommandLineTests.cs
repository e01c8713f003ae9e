using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dionaea.Cli;
using Xunit;

namespace Dionaea.Tests;

public sealed class CommandLineTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public void Version_is_the_products_alone_on_a_line() =>
        Assert.Equal(new CommandRun(0, Product.Version + "\n", ""), CommandRun.InProcess("--version"));

    [Theory]
    [InlineData("qurey", "There is no verb 'qurey'.", "Did you mean 'query'?")]
    [InlineData("--hlep", "There is no option '--hlep'.", "Did you mean '--help'?")]
    [InlineData("--conf", "There is no verb on the command line.", "'workbench --help'")]
    [InlineData("query", "'query' needs NAME.", "'workbench query --help'")]
    [InlineData("query top-ports", "'query' needs DATABASE.", "'workbench query --help'")]
    [InlineData("query top-ports DB extra", "'extra' is more than 'query' takes.", "'workbench query --help'")]
    [InlineData("query top-prots DB", "There is no query 'top-prots'.", "Did you mean 'top-ports'?")]
    [InlineData("query top-ports DB --formta csv", "There is no option '--formta'.", "Did you mean '--format'?")]
    [InlineData("query top-ports DB -f cvs", "There is no format 'cvs'.", "Did you mean 'csv'?")]
    [InlineData("query top-ports DB -f csv -f md", "Option '--format' stands 2 times.", "Give it once.")]
    [InlineData("query top-ports DB -p", "Option '--param' needs a value: NAME=VALUE.", "'workbench query --help'")]
    [InlineData("query top-ports DB -p limit", "'limit' is not a parameter.", "NAME=VALUE")]
    [InlineData("query top-ports DB -p =3", "'=3' is not a parameter.", "NAME=VALUE")]
    [InlineData("query top-ports DB -p limt=3", "'limt'", "Did you mean 'limit'?")]
    [InlineData("query top-ports DB -p limit=ten", "'limit' is 'ten'", "whole number")]
    [InlineData("query top-ports DB -p limit=3 -p limit=4", "Parameter 'limit' stands twice.", "one value")]
    [InlineData("query connections-per-calendar-day DB -p zone=Mars/Olympus", "Mars/Olympus", "zone")]
    [InlineData("queries top-prots", "There is no query 'top-prots'.", "Did you mean 'top-ports'?")]
    [InlineData("describe", "'describe' needs DATABASE.", "'workbench describe --help'")]
    [InlineData("describe DB -f jsn", "There is no format 'jsn'.", "Did you mean 'json'?")]
    [InlineData("describe DB -z Europe/Viena", "Europe/Viena", "Europe/Vienna")]
    [InlineData("report DB -p zone", "'zone' is not a parameter.", "NAME=VALUE")]
    [InlineData("run", "'run' needs NOTEBOOK.", "'workbench run --help'")]
    [InlineData("sample", "Nothing was named to write.", "'-o FILE'")]
    [InlineData("sample -o", "Option '--output' needs a value: FILE.", "'workbench sample --help'")]
    [InlineData("sample -o X --connections many", "Option '--connections' takes a whole number, not 'many'.", "'workbench sample --help'")]
    [InlineData("sample -o X --connections 0", "not 0", "1 to")]
    [InlineData("completion zsh", "There is no script for the shell 'zsh'.", "bash")]
    public void A_wrong_command_line_says_what_was_found_and_what_to_do(string line, string found, string remedy) =>
        AssertMistake(2, CommandRun.InProcess(Words(line)), found, remedy);

    [Theory]
    [InlineData("")]
    [InlineData("no/such.sqlite")]
    [InlineData("/dev/null")]
    [InlineData("@dionaea.sqlite")]
    public void A_database_that_is_not_there_is_exit_code_3(string path) =>
        AssertMistake(3, CommandRun.InProcess("query", "top-ports", path));

    [Fact]
    public void Input_of_another_kind_is_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(sample.Path);
        Assert.All(
            new Dictionary<string, byte[]>
            {
                ["zero.sqlite"] = [],
                ["truncated.sqlite"] = whole[..(whole.Length / 2)],
                ["header-only.sqlite"] = whole[..100],
                ["log.json"] = Encoding.UTF8.GetBytes("{\"origin\": \"dionaea.connection.tcp.accept\"}\n"),
                ["page.html"] = Encoding.UTF8.GetBytes("<!doctype html><title>x</title>"),
                ["half.gz"] = Gzip(whole)[..2000],
                ["text.gz"] = Gzip("not a database"u8.ToArray()),
            },
            file =>
            {
                File.WriteAllBytes(folder.PathTo(file.Key), file.Value);
                AssertMistake(3, CommandRun.InProcess("query", "top-ports", folder.PathTo(file.Key)), file.Key);
                AssertMistake(3, CommandRun.InProcess("describe", folder.PathTo(file.Key)), file.Key);
                AssertMistake(3, CommandRun.InProcess("report", folder.PathTo(file.Key), "-o", folder.PathTo("out.html")), file.Key);
            });

        AssertMistake(3, CommandRun.InProcess("query", "top-ports", folder.Path), "folder");
        Assert.False(File.Exists(folder.PathTo("out.html")));
    }

    [Fact]
    public void A_foreign_database_is_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("places.sqlite");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)";
            command.ExecuteNonQuery();
        }

        AssertMistake(3, CommandRun.InProcess("query", "top-ports", path), "not dionaea's", "connections");
    }

    [Fact]
    public void A_configuration_folder_that_was_named_must_exist() =>
        AssertMistake(3, CommandRun.InProcess("--conf", "no-such-folder", "queries"), "no-such-folder");

    [Fact]
    public void Faults_of_the_configuration_are_told_with_their_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("workbench.yaml"), "limits: { rows: many }\n");

        AssertMistake(2, CommandRun.InProcess("--conf", folder.Path, "query", "top-ports", sample.Path), "workbench.yaml");
    }

    [Fact]
    public void A_time_limit_is_exit_code_4()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("queries"));
        File.WriteAllText(folder.PathTo("workbench.yaml"), "limits: { seconds: 1 }\n");
        File.WriteAllText(folder.PathTo("queries/endless.sql"), EndlessQuery.Text);

        AssertMistake(4, CommandRun.InProcess("--conf", folder.Path, "query", "endless", sample.Path), "stopped after 1 s");
    }

    [Fact]
    public void A_cell_that_fails_is_exit_code_1_and_the_executed_copy_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("wrong.ipynb"), Notebook("SELECT absent FROM nowhere"));

        var run = CommandRun.InProcess("run", folder.PathTo("wrong.ipynb"), "--db", sample.Path, "-o", folder.PathTo("out.ipynb"));

        AssertMistake(1, run with { Out = "" }, "Code cell 1", "nowhere");
        Assert.True(File.Exists(folder.PathTo("out.ipynb")));
    }

    [Fact]
    public void Inputs_are_never_written_over()
    {
        using var folder = new TemporaryFolder();
        File.Copy(sample.Path, folder.PathTo("copy.sqlite"));
        File.WriteAllText(folder.PathTo("own.ipynb"), Notebook("SELECT 1 AS one"));
        var before = File.ReadAllBytes(folder.PathTo("copy.sqlite"));
        File.CreateSymbolicLink(folder.PathTo("link"), folder.PathTo("copy.sqlite"));
        Directory.CreateSymbolicLink(folder.PathTo("elsewhere"), folder.Path);

        AssertMistake(2, CommandRun.InProcess("report", folder.PathTo("copy.sqlite"), "-o", folder.PathTo("copy.sqlite")), "is read");
        AssertMistake(2, CommandRun.InProcess("report", folder.PathTo("copy.sqlite"), "-o", folder.PathTo("./x/../copy.sqlite")), "is read");
        AssertMistake(2, CommandRun.InProcess("report", folder.PathTo("link"), "-o", folder.PathTo("copy.sqlite")), "is read");
        AssertMistake(2, CommandRun.InProcess("report", folder.PathTo("copy.sqlite"), "-o", folder.PathTo("elsewhere/copy.sqlite")), "is read");
        AssertMistake(2, CommandRun.InProcess("report", sample.Path, "-o", folder.PathTo("copy.sqlite")), "is a database");
        AssertMistake(2, CommandRun.InProcess("run", folder.PathTo("own.ipynb"), "--db", folder.PathTo("copy.sqlite"), "-o", folder.PathTo("own.ipynb")), "is read");
        AssertMistake(2, CommandRun.InProcess("run", folder.PathTo("own.ipynb"), "--db", folder.PathTo("copy.sqlite"), "-o", folder.PathTo("copy.sqlite")), "is read");
        AssertMistake(1, CommandRun.InProcess("sample", "-o", folder.PathTo("copy.sqlite")), "never overwritten");
        Assert.Equal(before, File.ReadAllBytes(folder.PathTo("copy.sqlite")));
        Assert.Equal(Notebook("SELECT 1 AS one"), File.ReadAllText(folder.PathTo("own.ipynb")));
    }

    [Fact]
    public void A_result_that_cannot_be_written_is_exit_code_1()
    {
        using var folder = new TemporaryFolder();

        AssertMistake(1, CommandRun.InProcess("report", sample.Path, "-o", folder.PathTo("none/out.html")), "none");
        AssertMistake(1, CommandRun.InProcess("report", sample.Path, "-o", folder.Path), "folder");
        AssertMistake(1, CommandRun.InProcess("sample", "--connections", "10", "-o", folder.PathTo("none/out.sqlite")), "none");
    }

    [Fact]
    public void A_mistake_cannot_steer_the_terminal()
    {
        var run = CommandRun.InProcess("query", "top\u001b]0;owned\u0007-ports\u202e", sample.Path);

        Assert.Equal(2, run.Exit);
        Assert.DoesNotContain(run.Error, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202e', run.Error);
    }

    [Fact]
    public void Results_alone_go_to_standard_output()
    {
        var run = CommandRun.InProcess("query", "top-ports", sample.Path, "-f", "csv", "-p", "limit=3");

        Assert.Equal((0, ""), (run.Exit, run.Error));
        Assert.Equal(4, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("port,", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_and_its_catalogue_id_ask_the_same() =>
        Assert.Equal(CommandRun.InProcess("query", "top-ports", sample.Path), CommandRun.InProcess("query", "B02", sample.Path));

    [Fact]
    public void Every_query_and_format_answers_alike_in_a_Turkish_culture()
    {
        var invariant = Answers();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal(invariant, Answers());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        List<CommandRun> Answers() =>
        [
            .. new Analysis.QueryCatalogue().Names.Select(n => CommandRun.InProcess("query", n, sample.Path)),
            .. Reporting.TableFormats.All.Select(f => CommandRun.InProcess("query", "nepstats", sample.Path, "-f", f.Name)),
            CommandRun.InProcess("queries"), CommandRun.InProcess("queries", "top-ports"), CommandRun.InProcess("--help"),
        ];
    }

    private static void AssertMistake(int code, CommandRun run, params string[] texts)
    {
        Assert.Equal((code, ""), (run.Exit, run.Out));
        Assert.StartsWith("workbench: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Split('\n').Length, 2, 5);
        Assert.All(texts, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
    }

    private string[] Words(string line) =>
        [.. line.Split(' ').Select(word => word switch { "DB" => sample.Path, "X" => sample.Path + ".new", _ => word })];

    private static string Notebook(string cell) =>
        $$"""
        {"cells": [{"cell_type": "code", "id": "one", "metadata": {}, "execution_count": null, "outputs": [], "source": ["{{cell}}"]}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """;

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Fastest))
            zip.Write(bytes);
        return target.ToArray();
    }
}
