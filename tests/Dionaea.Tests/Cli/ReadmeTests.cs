using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Cli;
using Xunit;

namespace Dionaea.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Links_lead_to_files_that_exist()
    {
        Assert.Contains("notebooks/pages/asked.md", MarkdownPage.Readme.Links());
        Assert.Empty(MarkdownPage.Readme.BrokenLinks());
    }

    [Fact]
    public void Picture_of_a_report_is_a_small_png()
    {
        var picture = File.ReadAllBytes(Repository.PathTo("notebooks", "pages", "report.png"));

        Assert.Equal("\u0089PNG"u8.ToArray()[2..], picture[1..4]);
        Assert.InRange(picture.Length, 20_000, 200_000);
    }

    [Fact]
    public void Test_command_is_there_and_is_all_that_continuous_integration_calls()
    {
        Assert.Contains(MarkdownPage.TestCommand, MarkdownPage.Readme.Commands());
        Assert.True(File.Exists(Repository.PathTo("tests", "run.sh")));
        Assert.EndsWith($"exec {MarkdownPage.TestCommand}\n", File.ReadAllText(Repository.PathTo(".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_use_every_verb_that_reads_a_database()
    {
        var verbs = CommandLine.Root(new Streams(TextWriter.Null, TextWriter.Null, false), CancellationToken.None).Subcommands
            .Where(c => c.Arguments.Concat<System.CommandLine.Symbol>(c.Options).Any(s => s.Name is "database" or "--db"));

        Assert.DoesNotContain(verbs, v => !MarkdownPage.Readme.Commands().Any(c => c.StartsWith($"workbench {v.Name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Exit_codes_are_those_of_the_command()
    {
        foreach (var code in Enum.GetValues<ExitCode>().Except([ExitCode.Leak]).Select(c => ((int)c).ToString(CultureInfo.InvariantCulture)))
            Assert.Contains($"\n| {code} | ", MarkdownPage.Readme.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notices_name_every_package_that_ships()
    {
        var notices = File.ReadAllText(Repository.PathTo("notebooks", "pages", "notices.md"));
        var shipped = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workbench.deps.json")))!;
        var packages = shipped["libraries"]!.AsObject()
            .Where(l => (string?)l.Value!["type"] == "package")
            .Select(l => l.Key.Split('/')[0])
            .ToList();

        Assert.NotEmpty(packages);
        Assert.DoesNotContain(packages, p => !notices.Contains($"| {p} | ", StringComparison.Ordinal));
    }
}
