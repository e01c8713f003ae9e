using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class InspectionTests(TypingFixture typing) : IClassFixture<TypingFixture>
{
    [Theory]
    [InlineData("#!qu⌶ery top-ports", "#!query QUERY [--as-published] [--parameter VALUE]")]
    [InlineData("#!query top-p⌶orts", "Which local ports were used most")]
    [InlineData("#!query top-ports⌶", "DionaeaFR 2012")]
    [InlineData("#!query B02⌶", "SELECT local_port AS port")]
    [InlineData("#!query top-ports --li⌶mit 3", "how many rows at most")]
    [InlineData("#!query top-ports --limit 3⌶", "Default: 10")]
    [InlineData("#!help sche⌶ma", "Lists the analysis views")]
    [InlineData("#!schema inbo⌶und", "One row per connection that came from outside")]
    [InlineData("#!set sin⌶ce = 3", "1583020800")]
    [InlineData("SELECT po⌶rt FROM inbound", "the local port")]
    [InlineData("SELECT i.attacker⌶ FROM inbound i", "without ::ffff:")]
    [InlineData("SELECT remote_h⌶ost FROM inbound", "Addresses are empty or IPv4-mapped (S6)")]
    [InlineData("SELECT login_p⌶assword FROM logins", "Bytes stand where texts are expected (S7)")]
    [InlineData("SELECT x.u⌶ FROM (SELECT login_username AS u FROM logins) x", "a column of logins, there login_username")]
    [InlineData("SELECT * FROM log⌶ins", "At most 3 rows, by its first and last row ids")]
    [InlineData("SELECT * FROM logins⌶ l", "Credentials lie in more than one table (S17)")]
    [InlineData("SELECT * FROM main.log⌶ins", "a stored table")]
    [InlineData("SELECT l⌶.login FROM logins l", "a stored table")]
    [InlineData("SELECT * FROM inbo⌶und", "start of its UTC hour")]
    [InlineData("SELECT * FROM slow⌶", "Its rows are not counted")]
    [InlineData("SELECT * FROM sm⌶b", "5 rows.")]
    [InlineData("SELECT * FROM p0fs⌶", "reads as empty")]
    [InlineData("WITH t AS (SELECT port AS p FROM inbound) SELECT * FROM t⌶", "a query of this statement")]
    [InlineData("SELECT local_da⌶y(1, 'UTC')", "local_day(TIME, ZONE)")]
    [InlineData("SELECT max(⌶", "The greatest value.")]
    [InlineData("SELECT $si⌶nce", "1583020800")]
    [InlineData("SELECT $nothing⌶", "#!set nothing = VALUE")]
    [InlineData("#!script\nconst rows = sq⌶l('SELECT 1')", "sql(text, parameters)")]
    public void Inspect_tells_what_a_thing_is(string text, string expected)
    {
        var (code, cursor) = TypedText.Read(text);

        var found = typing.Help.Inspect(code, cursor, 0);

        Assert.NotNull(found);
        Assert.Contains(expected, Unwrapped(found.Text), StringComparison.Ordinal);
        Assert.Contains(expected, Plain(found.Markdown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("⌶")]
    [InlineData("SELECT 1⌶2")]
    [InlineData("SELECT⌶ 1")]
    [InlineData("SELECT 'inbound⌶'")]
    [InlineData("-- inbound⌶")]
    [InlineData("SELECT unknown⌶ FROM inbound")]
    [InlineData("#!nothing⌶")]
    [InlineData("#!script\nfoo⌶")]
    public void Inspect_knows_when_it_knows_nothing(string text)
    {
        var (code, cursor) = TypedText.Read(text);

        Assert.Null(typing.Help.Inspect(code, cursor, 0));
    }

    [Fact]
    public void Inspect_shows_the_statement_of_a_view_when_asked_for_details()
    {
        Assert.DoesNotContain("FROM connections AS c", typing.Help.Inspect("SELECT * FROM inbound", 16, 0)!.Text, StringComparison.Ordinal);
        Assert.Contains("FROM connections AS c", typing.Help.Inspect("SELECT * FROM inbound", 16, 1)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_escapes_values()
    {
        var found = typing.Help.Inspect("SELECT $who", 9, 0)!;

        Assert.DoesNotContain("<b>", found.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("`x`", found.Markdown, StringComparison.Ordinal);
        Assert.Contains("<b>|`x`", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_says_the_number_of_rows_once_they_were_counted()
    {
        using var own = new TypingFixture();
        Assert.Contains("At most 3 rows", own.Help.Inspect("SELECT * FROM logins", 16, 0)!.Text, StringComparison.Ordinal);

        own.Workbench.Provenance("test");

        Assert.Contains("2 rows.", own.Help.Inspect("SELECT * FROM logins", 16, 0)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_and_typing_say_the_same()
    {
        var executor = new CellExecutor(typing.Workbench, typing.Policy);
        string Said(string cell) => ((TextOutput)executor.Run(cell).Outputs[0]).Markdown;

        Assert.Equal(typing.Help.Inspect("#!query top-ports", 10, 0)!.Markdown, Said("#!help top-ports"));
        Assert.Equal(typing.Help.Inspect("#!let x", 3, 0)!.Markdown, Said("#!help let"));
        Assert.Equal(typing.Help.Inspect("SELECT * FROM captures", 16, 0)!.Markdown, Said("#!schema captures"));
        Assert.Equal(typing.Help.Inspect("SELECT * FROM logins", 16, 0)!.Markdown, Said("#!schema logins"));
    }

    [Fact]
    public void Every_trap_bites_where_there_is_something()
    {
        var relations = Relation.Known.Values;
        var columns = relations.SelectMany(r => r.Columns.SelectMany(c => new[] { $"{r.Name}.{c.Name}", $"*.{c.Name}" })).Concat(relations.Select(r => r.Name)).ToHashSet();

        Assert.All(Traps.All.SelectMany(t => t.At), at => Assert.Contains(at, columns));
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Plain(string markdown) =>
        System.Net.WebUtility.HtmlDecode(markdown).Replace("`", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal);
}
