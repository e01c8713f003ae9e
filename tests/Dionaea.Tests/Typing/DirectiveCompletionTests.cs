using Xunit;

namespace Dionaea.Tests;

public sealed class DirectiveCompletionTests(TypingFixture typing) : IClassFixture<TypingFixture>
{
    private static readonly string[] Files = ["data.sqlite", "my data/it is.sqlite", "shared/one.sqlite", ".hidden"];

    [Theory]
    [InlineData("#!qu⌶", "#!query", "#!queries")]
    [InlineData("  #!le⌶t x", "#!let")]
    [InlineData("#!query top-po⌶", "top-ports", "top-ports-over-time")]
    [InlineData("#!query TOP-PORTS-⌶", "top-ports-over-time")]
    [InlineData("#!query top-ports ⌶", "--from", "--to", "--limit", "--as-published")]
    [InlineData("#!query top-ports --from 0 ⌶", "--to", "--limit", "--as-published")]
    [InlineData("#!query top-ports --from=0 --l⌶", "--limit")]
    [InlineData("#!query B02 --limit ⌶", "10")]
    [InlineData("#!query top-ports --limit=⌶", "--limit=10")]
    [InlineData("#!query connections-per-day --zone europe/berl⌶", "Europe/Berlin")]
    [InlineData("#!query nothing --⌶", "--as-published")]
    [InlineData("#!query top-ports --as-published --l⌶", "--limit")]
    [InlineData("#!query --as-published top-po⌶", "top-ports", "top-ports-over-time")]
    [InlineData("#!chart h⌶", "histogram", "heatmap")]
    [InlineData("#!chart bar --⌶", "--x", "--y", "--series", "--title", "--population")]
    [InlineData("#!query top-ports\n#!chart bar --x ⌶", "port", "hits", "hosts", "pct")]
    [InlineData("#!query top-ports\n#!chart bar --y hits,h⌶", "hits,hits", "hits,hosts")]
    [InlineData("#!schema cap⌶", "captures")]
    [InlineData("#!schema LOG⌶", "logins")]
    [InlineData("#!queries cred⌶", "credentials")]
    [InlineData("#!help sch⌶", "schema")]
    [InlineData("#!help busy⌶", "busy-attackers")]
    [InlineData("#!set ⌶", "since", "who", "from", "to", "zone", "limit")]
    [InlineData("#!set zone = Europe/Berl⌶", "Europe/Berlin")]
    [InlineData("#!set limit = ⌶")]
    [InlineData("#!let ⌶", "smb")]
    [InlineData("#!nothing ⌶")]
    [InlineData("#⌶", "#!open", "#!query", "#!chart", "#!set", "#!let", "#!tree", "#!measure", "#!script", "#!export", "#!schema", "#!queries", "#!help")]
    [InlineData("SELECT 1\n#!hel⌶", "#!help")]
    [InlineData("#!script\npri⌶", "print")]
    [InlineData("#!script\nlet rows = ⌶", "sql", "table", "chart", "print", "parameters")]
    [InlineData("#!script\nrows.sq⌶")]
    [InlineData("#!open data.s⌶", "data.sqlite")]
    [InlineData("#!open ⌶", "data.sqlite", "dionaea.sqlite", "\"my data/\"", "shared/")]
    [InlineData("#!open my⌶", "\"my data/\"")]
    [InlineData("#!open 'my data/⌶", "'my data/it is.sqlite'")]
    [InlineData("#!open shared/⌶", "shared/one.sqlite")]
    [InlineData("#!open ../⌶")]
    [InlineData("#!open outside/⌶")]
    [InlineData("#!open /et⌶c")]
    public void Complete_offers_what_a_directive_takes(string text, params string[] expected)
    {
        Make(typing.Folder);

        Assert.Equal(expected.Order(StringComparer.Ordinal), typing.Texts(text).Order(StringComparer.Ordinal));
    }

    // Among them a link that leads out of the allowed folder, and a name that would act on a terminal.
    private static void Make(string folder)
    {
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), "");
        }

        if (OperatingSystem.IsWindows())
            return;
        File.WriteAllText(Path.Combine(folder, "evil\u001b[31m.sqlite"), "");
        if (!Path.Exists(Path.Combine(folder, "outside")))
            Directory.CreateSymbolicLink(Path.Combine(folder, "outside"), Path.GetTempPath());
    }
}
