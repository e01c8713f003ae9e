using System.Text.RegularExpressions;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The page of wishes that users of other tools filed: each has a source, a command, and what that prints.</summary>
public sealed partial class AskedPageTests
{
    private static readonly MarkdownPage Asked = new(Repository.PathTo("notebooks", "pages", "asked.md"));

    [Fact]
    public void Every_wish_names_its_thread_its_year_and_one_command()
    {
        var wishes = Asked.Text.Split("\n### ").Skip(1).ToList();

        Assert.InRange(wishes.Count, 25, 100);
        Assert.All(wishes, wish =>
        {
            Assert.Matches(Source(), wish);
            Assert.Single(Command().Matches(wish));
        });
        Assert.Distinct(wishes.Select(wish => Source().Match(wish).Groups["url"].Value));
    }

    [Fact]
    public void Links_name_the_thread_they_lead_to_and_files_exist()
    {
        var sources = Source().Matches(Asked.Text);

        Assert.All(sources, source => Assert.Equal(source.Groups["number"].Value, source.Groups["url"].Value.Split('/')[^1]));
        Assert.All(sources, source => Assert.Contains(source.Groups["name"].Value, source.Groups["url"].Value, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(Asked.BrokenLinks());
    }

    [Fact]
    public void Every_command_ends_well_and_prints_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("data/sample"));
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), folder.PathTo("data/sample/dionaea.sqlite"));
        foreach (var step in Asked.Steps())
        {
            var run = WorkbenchProcess.Bash(folder.PathTo(""), $"set -o pipefail; {step.Command}");
            var printed = $"\n{run.Out}\n{run.Error}";

            Assert.True(run.Exit == 0, $"{step.Command}{printed}");
            Assert.All(step.Printed, line => Assert.Contains($"\n{line}", printed, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"^\[(?<name>[\w./-]+)#(?<number>\d+)\]\((?<url>https://github\.com/[\w.-]+/[\w.-]+/issues/\d+)\),\s20[0-2]\d", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Source();

    [GeneratedRegex("^\\$ ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
