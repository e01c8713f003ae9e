using CsCheck;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Help answers whatever is typed, and stays within the text.</summary>
public sealed class AnyTextTests(TypingFixture typing) : IClassFixture<TypingFixture>
{
    private static readonly string[] Parts =
    [
        "SELECT ", " FROM ", " JOIN ", " ON ", " USING (", "WITH ", " AS ", "RECURSIVE ", "(", ")", ",", ".", ";", "*", " WHERE ", " ORDER BY ", " GROUP BY ", " LIMIT ", " UNION ALL ",
        "inbound", "logins", "i", "\"odd name\"", "login", "t(a, b)", "'", "\"", "`", "[", "]", "--", "/*", "*/", "\n", "\r\n", "$", "$since", ":who", "?1", "1.5e", "x'", "count(", "CASE ",
        "#!", "\n#!query ", "top-ports", " --limit ", "#!chart bar --x ", "#!open ", "../", "#!script\n", "sql(`${", "}", "{", "//", "#!set x = ", "\U0001f600", "\ud83d", "\ude00", "\u2028", "\0", " ",
    ];

    private static readonly Gen<string> Cell = Gen.Frequency(
            (8, Gen.Int[0, Parts.Length - 1].Select(i => Parts[i])),
            (1, HostileText.Any))
        .Array[0, 25].Select(parts => string.Concat(parts));

    [Fact]
    public void Complete_answers_any_text_at_any_place() => Gen.Select(Cell, Gen.Int[-2, 150]).Sample(
        (code, cursor) =>
        {
            var found = typing.Help.Complete(code, cursor);
            var place = Math.Clamp(cursor, 0, code.Length);
            return found.Start >= 0 && found.Start <= found.End && found.End <= code.Length && found.Start <= place && found.Matches.Count <= Completions.Most
                && !IsInside(code, found.Start) && !IsInside(code, found.End) && found.Matches.All(m => m.Text.Length > 0);
        },
        iter: 4_000,
        seed: HostileText.Seed);

    [Fact]
    public void Inspect_answers_any_text_at_any_place() => Gen.Select(Cell, Gen.Int[-2, 150], Gen.Int[-1, 2]).Sample(
        (code, cursor, level) => typing.Help.Inspect(code, cursor, level) is not { } found || (found.Markdown.Length > 0 && found.Text.Length > 0),
        iter: 4_000,
        seed: HostileText.Seed);

    [Fact]
    public void IsComplete_answers_any_text() => Cell.Sample(
        code => TypingHelp.IsComplete(code) is { } found && (found.Indent.Length == 0 || found.Status == CompletenessStatus.Incomplete),
        iter: 10_000,
        seed: HostileText.Seed);

    public static TheoryData<string, string> Large => new()
    {
        { "text", new string('x', 1 << 20) },
        { "parentheses", "SELECT " + new string('(', 1 << 20) },
        { "subqueries", string.Concat(Enumerable.Repeat("SELECT * FROM (", 1 << 16)) },
        { "expressions", "SELECT " + string.Concat(Enumerable.Repeat("(SELECT 1 FROM inbound WHERE ", 1 << 15)) },
        { "with", "WITH " + string.Concat(Enumerable.Range(1, 30_000).Select(i => $"t{i} AS (SELECT * FROM t{i - 1}),")) + "z AS (SELECT 1) SELECT  FROM t30000" },
        { "nested with", string.Concat(Enumerable.Repeat("WITH a AS (", 1 << 16)) },
        { "stars", "WITH a0 AS (SELECT * FROM connections), " + string.Join(", ", Enumerable.Range(1, 5_000).Select(i => $"a{i} AS (SELECT * FROM a{i - 1} x, a{i - 1} y, a{i - 1} z)")) + " SELECT  FROM a5000" },
        { "unions", "SELECT 1 FROM logins" + string.Concat(Enumerable.Repeat(" UNION SELECT 1", 1 << 16)) },
        { "joins", "SELECT  FROM inbound" + string.Concat(Enumerable.Repeat(", logins", 1 << 17)) },
        { "statements", string.Concat(Enumerable.Repeat("SELECT 1;", 1 << 17)) },
        { "comments", string.Concat(Enumerable.Repeat("/**/", 1 << 18)) },
        { "quotes", "SELECT '" + new string('\'', 1 << 20) },
        { "directives", string.Concat(Enumerable.Repeat("#!set a = 1\n", 80_000)) + "#!query " },
        { "words", "#!query top-ports " + string.Concat(Enumerable.Repeat("--a b ", 1 << 17)) },
        { "lines", new string('\n', 1 << 20) + "#!qu" },
        { "script", "#!script\n" + new string('{', 1 << 20) },
    };

    /// <summary>Whoever waits a second has met something that grows faster than the text.</summary>
    [Theory]
    [MemberData(nameof(Large), DisableDiscoveryEnumeration = true)]
    public void Help_answers_large_cells(string what, string code)
    {
        Assert.NotEmpty(what);
        foreach (var cursor in new[] { code.Length, code.Length / 2, 7 })
        {
            Assert.InRange(typing.Help.Complete(code, cursor).Matches.Count, 0, Completions.Most);
            typing.Help.Inspect(code, cursor, 1);
        }

        TypingHelp.IsComplete(code);
    }

    private static bool IsInside(string code, int place) => place > 0 && place < code.Length && char.IsSurrogatePair(code[place - 1], code[place]);
}
