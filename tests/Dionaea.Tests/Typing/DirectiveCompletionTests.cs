using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class DirectiveCompletionTests : IDisposable
{
    private readonly TestDatabase _file = TestDatabase.Small();
    private readonly Workbench _workbench;
    private readonly TypingHelp _help;

    public DirectiveCompletionTests()
    {
        var cache = new DatabaseFileOptions { CacheFolder = Path.Combine(_file.Folder, "cache") };
        _workbench = new Workbench(WorkbenchSettings.Default with { Files = cache });
        _workbench.Open(_file.Path);
        _help = new TypingHelp(_workbench, new CellPolicy(null, [_file.Folder], _file.Folder));
    }

    public void Dispose()
    {
        _workbench.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData("#!qu⌶", "#!query", "#!queries")]
    [InlineData("  #!le⌶t x", "#!let")]
    [InlineData("#!query top-p⌶", "top-ports", "top-ports-over-time")]
    [InlineData("#!query TOP-PORTS-⌶", "top-ports-over-time")]
    [InlineData("#!query top-ports ⌶", "--from", "--to", "--limit")]
    [InlineData("#!query top-ports --from 0 ⌶", "--to", "--limit")]
    [InlineData("#!query top-ports --from=0 --l⌶", "--limit")]
    [InlineData("#!query B02 --limit ⌶", "10")]
    [InlineData("#!query top-ports --limit=⌶", "--limit=10")]
    [InlineData("#!query connections-per-day --zone europe/berl⌶", "Europe/Berlin")]
    [InlineData("#!query nothing --⌶")]
    [InlineData("#!chart h⌶", "histogram", "heatmap")]
    [InlineData("#!chart bar --⌶", "--x", "--y", "--series")]
    [InlineData("#!query top-ports\n#!chart bar --x ⌶", "port", "hits", "hosts", "pct")]
    [InlineData("#!query top-ports\n#!chart bar --y hits,h⌶", "hits,hits", "hits,hosts")]
    [InlineData("#!schema cap⌶", "captures")]
    [InlineData("#!schema LOG⌶", "logins")]
    [InlineData("#!queries cred⌶", "credentials")]
    [InlineData("#!help sch⌶", "schema")]
    [InlineData("#!help busy⌶", "busy-attackers")]
    [InlineData("#!set ⌶", "from", "to", "zone", "limit")]
    [InlineData("#!nothing ⌶")]
    public void Complete_offers_what_a_directive_takes(string text, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Texts(text).Order(StringComparer.Ordinal));

    private IEnumerable<string> Texts(string text)
    {
        var (code, cursor) = TypedText.Read(text);
        return _help.Complete(code, cursor).Matches.Select(m => m.Text);
    }
}
