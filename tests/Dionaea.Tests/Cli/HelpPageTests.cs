using System.CommandLine;
using Dionaea.Cli;
using Xunit;

namespace Dionaea.Tests;

public sealed class HelpPageTests
{
    public static TheoryData<string> Names => [.. Verbs().Where(v => !v.Hidden).Select(v => v.Name)];

    [Fact]
    public void Help_of_the_command_reads_as_it_was_looked_at()
    {
        var help = CommandRun.InProcess("--help");

        Assert.Equal((0, ""), (help.Exit, help.Error));
        GoldenFile.Check("help/workbench.txt", help.Out);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_of_a_verb_reads_as_it_was_looked_at(string verb)
    {
        var help = CommandRun.InProcess(verb, "--help");

        Assert.Equal((0, ""), (help.Exit, help.Error));
        GoldenFile.Check($"help/{verb}.txt", help.Out);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("help")]
    public void Help_is_shown_however_it_is_asked_for(string word) =>
        Assert.Equal(CommandRun.InProcess("--help"), CommandRun.InProcess(word));

    [Fact]
    public void Help_is_shown_when_the_command_stands_alone() =>
        Assert.Equal(CommandRun.InProcess("--help"), CommandRun.InProcess());

    [Fact]
    public void Help_of_a_verb_is_shown_although_its_arguments_are_missing() =>
        Assert.Equal(CommandRun.InProcess("query", "--help"), CommandRun.InProcess("help", "query"));

    [Fact]
    public void Help_of_an_unknown_verb_is_a_mistake()
    {
        var help = CommandRun.InProcess("help", "qurey");

        Assert.Equal(2, help.Exit);
        Assert.Contains("Did you mean 'query'?", help.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_keeps_to_a_hundred_columns()
    {
        var pages = Verbs().Where(v => !v.Hidden).Select(v => CommandRun.InProcess(v.Name, "--help").Out).Append(CommandRun.InProcess("--help").Out);

        Assert.DoesNotContain(pages.SelectMany(p => p.Split('\n')), line => line.Length > 100);
    }

    [Fact]
    public void Every_verb_has_an_example_that_the_command_understands()
    {
        var root = Root();
        Assert.All(Dionaea.Cli.Verbs.All.Where(v => !v.Create(Nowhere, default).Hidden), verb =>
        {
            Assert.NotEmpty(verb.Examples);
            foreach (var example in verb.Examples)
            {
                var line = example.Line.Replace("source <(", "", StringComparison.Ordinal).TrimEnd(')').Split(" > ")[0];
                var words = line.Split(' ');
                Assert.Equal("workbench", words[0]);
                Assert.Empty(CommandLine.Parse(root, words[1..]).Errors);
            }
        });
    }

    private static Streams Nowhere => new(TextWriter.Null, TextWriter.Null, IsTerminal: false);

    private static RootCommand Root() => CommandLine.Root(Nowhere, CancellationToken.None);

    private static IEnumerable<Command> Verbs() => Root().Subcommands;
}
