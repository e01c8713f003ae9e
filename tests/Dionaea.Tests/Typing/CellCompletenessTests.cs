using CsCheck;
using Dionaea.Reporting;
using SQLitePCL;
using Xunit;

namespace Dionaea.Tests;

public sealed class CellCompletenessTests
{
    [Theory]
    [InlineData("", CompletenessStatus.Complete, "")]
    [InlineData("  \n", CompletenessStatus.Complete, "")]
    [InlineData("-- a remark", CompletenessStatus.Complete, "")]
    [InlineData("SELECT 1;", CompletenessStatus.Complete, "")]
    [InlineData("SELECT 1; -- done", CompletenessStatus.Complete, "")]
    [InlineData("SELECT 1\n", CompletenessStatus.Complete, "")]
    [InlineData("SELECT 1\n  ", CompletenessStatus.Complete, "")]
    [InlineData("SELECT 1\r\n", CompletenessStatus.Complete, "")]
    [InlineData("SELECT 1", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT 1;\nSELECT 2", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT *\nFROM inbound", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT COUNT(", CompletenessStatus.Incomplete, "    ")]
    [InlineData("SELECT * FROM (SELECT max(\n\n", CompletenessStatus.Incomplete, "        ")]
    [InlineData("SELECT 'a;", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT 'it''s", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT 'it''s';", CompletenessStatus.Complete, "")]
    [InlineData("SELECT \"a;", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT `a;", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT [a;\n", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT 1 /* why;\n", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT 1 /* ; */", CompletenessStatus.Incomplete, "")]
    [InlineData("SELECT 1)", CompletenessStatus.Invalid, "")]
    [InlineData("SELECT (1;", CompletenessStatus.Invalid, "")]
    [InlineData("SELECT x'abc'", CompletenessStatus.Invalid, "")]
    [InlineData("SELECT 1 ^ 2", CompletenessStatus.Invalid, "")]
    [InlineData("SELECT 1\n#!query top-ports", CompletenessStatus.Invalid, "")]
    [InlineData("#!query top-ports", CompletenessStatus.Complete, "")]
    [InlineData("#!query top-ports\n#!chart bar", CompletenessStatus.Complete, "")]
    [InlineData("#!open 'dionaea.sqlite", CompletenessStatus.Invalid, "")]
    [InlineData("#!qurey top-ports", CompletenessStatus.Unknown, "")]
    [InlineData("#!let smb", CompletenessStatus.Incomplete, "")]
    [InlineData("#!let smb\n#!query top-ports", CompletenessStatus.Complete, "")]
    [InlineData("#!let smb\nSELECT 1", CompletenessStatus.Incomplete, "")]
    [InlineData("#!let smb\nSELECT 1;", CompletenessStatus.Complete, "")]
    [InlineData("#!script", CompletenessStatus.Incomplete, "")]
    [InlineData("#!script\nprint(1)", CompletenessStatus.Complete, "")]
    [InlineData("#!script\nfor (const x of [1, 2]) {", CompletenessStatus.Incomplete, "    ")]
    [InlineData("#!script\nprint({a: [1,", CompletenessStatus.Incomplete, "            ")]
    [InlineData("#!script\nprint(')')", CompletenessStatus.Complete, "")]
    [InlineData("#!script\nprint(/[)/]{2}/.test('x'))", CompletenessStatus.Complete, "")]
    [InlineData("#!script\nlet a = 4 / 2; // {", CompletenessStatus.Complete, "")]
    [InlineData("#!script\nprint(`a ${[1].map(x => { return `}${x}` })} {`)", CompletenessStatus.Complete, "")]
    [InlineData("#!script\nprint(`a ${1}", CompletenessStatus.Incomplete, "")]
    [InlineData("#!script\n/* {", CompletenessStatus.Incomplete, "")]
    [InlineData("#!script\nlet a =", CompletenessStatus.Incomplete, "")]
    [InlineData("#!script\nprint(1))", CompletenessStatus.Invalid, "")]
    [InlineData("#!script\nprint([1)", CompletenessStatus.Invalid, "")]
    [InlineData("#!script\nprint('a", CompletenessStatus.Invalid, "")]
    public void IsComplete_tells_what_a_console_asks(string code, CompletenessStatus status, string indent) =>
        Assert.Equal(new Completeness(status, indent), TypingHelp.IsComplete(code));

    /// <summary>sqlite3_complete reads strings, names and comments with a tokenizer of SQLite's own.</summary>
    [Fact]
    public void IsComplete_finds_the_end_of_a_statement_where_sqlite_does()
    {
        Batteries_V2.Init();
        string[] parts = ["'", "''", "\"", "`", "[", "]", "--", "/*", "*/", "\n", ";", " ", "a", "1", "$x", "*", "/", "-", "x''", ".", "é", "\t"];
        Gen.Int[0, parts.Length - 1].Array[1, 12].Select(a => "SELECT " + string.Concat(a.Select(i => parts[i]))).Sample(
            code =>
            {
                var ours = TypingHelp.IsComplete(code.TrimEnd(' ', '\t').EndsWith('\n') ? code + "--" : code).Status;
                return ours == CompletenessStatus.Invalid || (ours == CompletenessStatus.Complete) == (raw.sqlite3_complete(code) != 0);
            },
            iter: 20_000,
            seed: HostileText.Seed);
    }
}
