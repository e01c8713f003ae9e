using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>What is offered is held against SQLite itself: it prepares, and columns are those that SQLite lists.</summary>
public sealed class PreparedCompletionTests(TypingFixture typing) : IClassFixture<TypingFixture>
{
    [Theory]
    [InlineData("SELECT ⌶ FROM inbound")]
    [InlineData("SELECT ⌶ FROM \"odd name\"")]
    [InlineData("SELECT ⌶")]
    [InlineData("SELECT 1, ⌶ FROM logins AS l JOIN connections AS c ON c.connection = l.connection")]
    [InlineData("SELECT 1 FROM logins JOIN downloads USING (connection) JOIN offers USING (connection) WHERE ⌶ IS NULL")]
    [InlineData("SELECT 1 FROM logins NATURAL JOIN downloads WHERE ⌶ > 1")]
    [InlineData("SELECT 1 FROM logins AS l LEFT JOIN offers AS o ON ⌶ = 1 JOIN downloads AS d")]
    [InlineData("SELECT 1 FROM logins AS l JOIN offers AS o USING (⌶)")]
    [InlineData("SELECT COUNT(*) AS n, port AS p, row_number() OVER () AS r FROM inbound WHERE ⌶ = 1")]
    [InlineData("SELECT COUNT(*) AS n, port AS p FROM inbound GROUP BY ⌶")]
    [InlineData("SELECT COUNT(*) AS n, port AS p FROM inbound GROUP BY port HAVING ⌶ > 1")]
    [InlineData("SELECT COUNT(*) AS n, port AS p FROM inbound GROUP BY port ORDER BY ⌶")]
    [InlineData("SELECT port AS p FROM inbound UNION SELECT login FROM logins ORDER BY ⌶")]
    [InlineData("SELECT port FROM inbound LIMIT ⌶")]
    [InlineData("SELECT SUM(⌶) FROM inbound")]
    [InlineData("SELECT COALESCE(1, ⌶) FROM inbound")]
    [InlineData("SELECT CASE WHEN ⌶ THEN 1 END FROM credentials")]
    [InlineData("SELECT ⌶ FROM (SELECT * FROM logins l JOIN connections c ON l.connection = c.connection)")]
    [InlineData("SELECT ⌶ FROM (SELECT login_username AS \"a b\", 1 AS \"from\", COUNT(*) FROM logins) AS t")]
    [InlineData("SELECT x.⌶ FROM (SELECT * FROM (logins NATURAL JOIN offers) JOIN downloads USING (connection)) AS x")]
    [InlineData("WITH t(a, b) AS (SELECT 1, 2), u AS (SELECT *, 3 AS c FROM t) SELECT ⌶ FROM u JOIN t ON t.a = u.a")]
    [InlineData("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT ⌶ FROM n LIMIT 3) SELECT x FROM n")]
    [InlineData("SELECT ⌶ FROM (VALUES (1, 2)) AS v")]
    [InlineData("SELECT ⌶ FROM json_each('[1]') AS j, json_tree('[2]')")]
    [InlineData("SELECT 1 FROM inbound AS i WHERE EXISTS (SELECT 1 FROM inbound AS i WHERE ⌶ = 1)")]
    [InlineData("SELECT 1 FROM inbound AS i WHERE port IN (SELECT ⌶ FROM logins AS l, offers)")]
    [InlineData("SELECT * FROM ⌶")]
    [InlineData("SELECT * FROM logins AS l, ⌶")]
    [InlineData("SELECT * FROM logins AS l JOIN ⌶")]
    [InlineData("SELECT * FROM (logins AS l JOIN ⌶)")]
    [InlineData("SELECT * FROM main.⌶")]
    [InlineData("SELECT * FROM temp.⌶")]
    [InlineData("WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM ⌶) SELECT * FROM b")]
    public void Complete_offers_only_what_prepares(string text)
    {
        var (code, cursor) = TypedText.Read(text);
        using var session = typing.Workbench.Database.OpenSession();
        session.Keep("smb", typing.Workbench.Kept["smb"]);

        var found = typing.Help.Complete(code, cursor);

        var names = found.Matches.Where(m => m.Kind != CompletionKind.Keyword && m.Text is not ("main." or "temp.")).ToList();
        Assert.NotEmpty(names);
        Assert.Multiple([.. names.SelectMany(m => Whole(code, cursor, m)).Select(text => (Action)(() => session.ColumnNames(code[..found.Start] + text + code[found.End..])))]);
    }

    // A qualifier with its first column; a function with its least arguments, once for each that has the name.
    private IEnumerable<string> Whole(string code, int cursor, Completion match)
    {
        if (match.Kind == CompletionKind.Qualifier)
            return typing.Help.Complete(code.Insert(cursor, match.Text), cursor + match.Text.Length).Matches.Take(1).Select(c => match.Text + c.Text);
        if (match.Kind != CompletionKind.Function || match.Text[^1] != '(')
            return [match.Text];
        if (match.Text is "json_each(" or "json_tree(")
            return [match.Text + "'[]')"];

        var functions = SqlFunctions.All.Where(f => f.Name + "(" == match.Text).ToList();
        var isPlain = functions.Count == 1 || functions.Exists(f => f.Type != SqlFunctionType.Scalar) == IsSummed(code, cursor);
        return functions.Where(f => isPlain && (functions.Count == 1 || f.Type == SqlFunctionType.Scalar)).Select(f =>
            $"{match.Text}{string.Join(", ", Least(f))}){(f.Type == SqlFunctionType.Window ? " OVER ()" : "")}").DefaultIfEmpty(match.Text + "1, 2)");
    }

    private static bool IsSummed(string code, int cursor) => code[..cursor].EndsWith("SELECT ", StringComparison.Ordinal);

    private static IEnumerable<string> Least(SqlFunction function) => function.Arguments!.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        .TakeWhile(a => a[0] != '[').Where(a => a != "…").Select(a => char.IsAsciiDigit(a[0]) ? a : "1");

    [Fact]
    public void Complete_offers_the_columns_that_sqlite_lists_of_each_view_and_table()
    {
        using var session = typing.Workbench.Database.OpenSession();
        session.Keep("smb", typing.Workbench.Kept["smb"]);
        var names = typing.Workbench.Database.Relations.Keys.Append("smb").ToList();

        Assert.All(names, name =>
        {
            var listed = session.Run("SELECT name FROM pragma_table_info($name)", new Dictionary<string, object?> { ["name"] = name }, Limits.Default).Rows.Select(row => (string)row[0]!);
            var offered = typing.Texts($"SELECT t.⌶ FROM {SqlName.Write(name)} AS t");
            Assert.Equal(listed.Select(SqlName.Write), offered);
        });
        Assert.True(names.Count > 40);
    }

    [Fact]
    public void Complete_offers_every_function_that_the_sandbox_allows_and_sqlite_has()
    {
        using var session = typing.Workbench.Database.OpenSession();
        var offered = typing.Help.Complete("SELECT ", 7).Matches.Where(m => m.Kind == CompletionKind.Function).Select(m => m.Text.TrimEnd('(')).ToHashSet();

        Assert.Equal(SqlFunctions.All.Where(f => f.Type != SqlFunctionType.Operator).Select(f => f.Name).ToHashSet(), offered);
        Assert.All(SqlFunctions.All, f => Assert.True(f.About.Length is > 5 and < 150 && f.About[^1] == '.', f.Name));
    }
}
