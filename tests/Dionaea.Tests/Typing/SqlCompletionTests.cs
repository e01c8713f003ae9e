using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class SqlCompletionTests : IDisposable
{
    private readonly TestDatabase _file = TestDatabase.Small();
    private readonly Workbench _workbench;
    private readonly TypingHelp _help;

    public SqlCompletionTests()
    {
        var cache = new DatabaseFileOptions { CacheFolder = Path.Combine(_file.Folder, "cache") };
        _file.Execute("CREATE TABLE \"odd name\" (\"a b\" TEXT, \"select\" TEXT, \"q\"\"uote\" TEXT, plain TEXT)");
        _workbench = new Workbench(WorkbenchSettings.Default with { Files = cache });
        _workbench.Open(_file.Path);
        _workbench.Set("since", "2020-03-01");
        _workbench.Keep("smb", _workbench.Run("SELECT connection, remote_host AS who FROM connections").Table);
        _help = new TypingHelp(_workbench, new CellPolicy(null, [_file.Folder], _file.Folder));
    }

    public void Dispose()
    {
        _workbench.Dispose();
        _file.Dispose();
    }

    [Theory]
    [InlineData("SELECT ser⌶ FROM inbound", "service")]
    [InlineData("SELECT * FROM inbound WHERE s⌶e", "sensor", "service", "sign(", "sin(", "sinh(", "sqlite_version(", "sqrt(", "strftime(", "substr(", "substring(")]
    [InlineData("select SER⌶vic from inbound", "service")]
    [InlineData("SELECT i.se⌶ FROM inbound AS i", "sensor", "service")]
    [InlineData("SELECT i.⌶\nFROM inbound i\nORDER BY 1", "connection", "time", "day", "hour", "remote_host", "attacker", "sensor", "port", "service", "transport", "type", "root")]
    [InlineData("SELECT x.⌶ FROM inbound i")]
    [InlineData("SELECT who⌶ FROM smb", "who")]
    [InlineData("SELECT smb.⌶ FROM smb", "connection", "who")]
    [InlineData("SELECT l⌶ FROM (SELECT login, connection AS lead FROM logins)", "lead", "login", "lag(", "last_value(", "lead(", "length(", "like(", "likelihood(", "likely(", "ln(", "local_day(", "local_hour(", "log(", "log10(", "log2(", "lower(", "ltrim(")]
    [InlineData("SELECT t.⌶ FROM (SELECT COUNT(*) AS n, login_username name, 1 FROM logins) AS t", "n", "name")]
    [InlineData("SELECT t.⌶ FROM (SELECT * FROM logins l JOIN offers USING (connection)) AS t", "login", "connection", "login_username", "login_password", "offer", "offer_url")]
    [InlineData("SELECT t.⌶ FROM (SELECT o.*, 1 AS one FROM logins l, offers o) AS t", "offer", "connection", "offer_url", "one")]
    [InlineData("WITH t(a, b) AS (SELECT 1, 2) SELECT t.⌶ FROM t", "a", "b")]
    [InlineData("WITH t AS (SELECT login_username AS u FROM logins), v AS (SELECT u, 1 AS k FROM t) SELECT v.⌶ FROM v", "u", "k")]
    [InlineData("WITH t AS (SELECT 1 AS abc), u AS (SELECT ab⌶ FROM t) SELECT * FROM u", "abc", "abs(")]
    [InlineData("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT n.⌶ FROM n) SELECT x FROM n", "x")]
    [InlineData("SELECT v.⌶ FROM (VALUES (1, 'a'), (2, 'b')) AS v", "column1", "column2")]
    [InlineData("SELECT * FROM inbound i WHERE EXISTS (SELECT 1 FROM logins l WHERE l.connection = i.ro⌶)", "root")]
    [InlineData("SELECT * FROM inbound i WHERE EXISTS (SELECT 1 FROM logins l WHERE attack⌶)", "attacker")]
    [InlineData("SELECT * FROM inbound, (SELECT attack⌶ FROM logins)")]
    [InlineData("SELECT * FROM logins JOIN offers ON logins.connection = offers.⌶ JOIN downloads", "offer", "connection", "offer_url")]
    [InlineData("SELECT * FROM logins JOIN offers ON off⌶ JOIN downloads", "offer", "offer_url", "offers.", "offers.connection")]
    [InlineData("SELECT * FROM logins JOIN offers USING (⌶", "connection")]
    [InlineData("SELECT logi⌶, 1 FROM logins", "login", "login_username", "login_password", "logins.")]
    [InlineData("SELECT \"a b\", pl⌶ FROM \"odd name\"", "plain")]
    [InlineData("SELECT a⌶ FROM \"odd name\" o WHERE abs", "\"a b\"", "abs(", "acos(", "acosh(", "asin(", "asinh(", "atan(", "atan2(", "atanh(", "avg(", "ALL")]
    [InlineData("SELECT \"a⌶ FROM \"\"odd name\"\" o")]
    [InlineData("SELECT o.\"⌶\" FROM [odd name] o", "\"a b\"", "\"select\"", "\"q\"\"uote\"", "\"plain\"")]
    [InlineData("SELECT o.[q⌶] FROM [odd name] o", "[q\"uote]")]
    [InlineData("SELECT o.`a⌶` FROM `odd name` o", "`a b`")]
    [InlineData("SELECT COUNT(rem⌶ FROM inbound", "remote_host")]
    [InlineData("SELECT COUNT(*) AS hits, port FROM inbound GROUP BY port ORDER BY hi⌶", "hits")]
    [InlineData("SELECT COUNT(*) AS hits, port + 1 AS hip FROM inbound GROUP BY hi⌶", "hip")]
    [InlineData("SELECT COUNT(*) AS hits, port + 1 AS hip FROM inbound WHERE hi⌶", "hip")]
    [InlineData("SELECT port AS p FROM inbound UNION SELECT login FROM logins ORDER BY ⌶", "p")]
    [InlineData("SELECT key, val⌶ FROM json_each('[1]')", "value")]
    [InlineData("SELECT 1; SELECT lo⌶ FROM logins; SELECT 2", "login", "login_username", "login_password", "logins.", "local_day(", "local_hour(", "log(", "log10(", "log2(", "lower(")]
    [InlineData("SELECT * FROM main.⌶", "connections", "logins", "downloads", "offers", "\"odd name\"")]
    [InlineData("SELECT * FROM main.logins x WHERE x.log⌶", "login", "login_username", "login_password")]
    [InlineData("SELECT * FROM inb⌶", "inbound")]
    [InlineData("SELECT * FROM odd⌶", "\"odd name\"")]
    [InlineData("SELECT * FROM sm⌶ WHERE 1", "smb")]
    [InlineData("SELECT * FROM logins, inb⌶", "inbound")]
    [InlineData("SELECT * FROM (logins JOIN inb⌶)", "inbound")]
    [InlineData("SELECT * FROM logins LEFT JOIN mss⌶", "mssql_commands", "mssql_fingerprints")]
    [InlineData("WITH inner_one AS (SELECT 1) SELECT * FROM inn⌶", "inner_one")]
    [InlineData("SELECT * FROM inbound WHERE time > $⌶", "$since")]
    [InlineData("SELECT * FROM inbound WHERE time > $si⌶n", "$since")]
    [InlineData("SELECT * FROM inbound WHERE time > :s⌶", ":since")]
    [InlineData("#!set until = 5\nSELECT * FROM inbound WHERE time < $u⌶", "$until")]
    [InlineData("SELECT * FROM inbound LIM⌶", "LIMIT")]
    [InlineData("SEL⌶", "SELECT")]
    [InlineData("SELECT * FR⌶", "FROM")]
    [InlineData("SELECT CAST(port AS IN⌶) FROM inbound", "INTEGER")]
    [InlineData("SELECT port FROM inbound GROUP ⌶", "BY")]
    [InlineData("SELECT 'ser⌶' FROM inbound")]
    [InlineData("SELECT 1 -- ser⌶\nFROM inbound")]
    [InlineData("SELECT /* ser⌶ */ 1 FROM inbound")]
    [InlineData("SELECT 12⌶ FROM inbound")]
    [InlineData("SELECT port AS ser⌶ FROM inbound")]
    [InlineData("SELECT median⌶ FROM inbound")]
    [InlineData("SELECT load_ext⌶ FROM inbound")]
    public void Complete_offers_what_a_statement_can_name(string text, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Texts(text).Order(StringComparer.Ordinal));

    private List<string> Texts(string text)
    {
        var (code, cursor) = TypedText.Read(text);
        return [.. _help.Complete(code, cursor).Matches.Select(m => m.Text)];
    }
}
