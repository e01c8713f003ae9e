using System.Text;
using Xunit;

namespace Dionaea.Tests;

public sealed class HostileDatabaseTests
{
    [Fact]
    public void Values_are_one_ASCII_JSON_object_a_line_without_duplicates()
    {
        var path = Repository.PathTo("data", "hostile", "values.jsonl");

        Assert.All(File.ReadAllBytes(path), b => Assert.True(b is (byte)'\n' or (>= 0x20 and < 0x7f)));
        Assert.True(HostileValues.All.Count > 100);
        Assert.Equal(
            HostileValues.All.Count,
            HostileValues.All.Select(value => value.IsBlob + Convert.ToHexString(value.Bytes)).Distinct().Count());
        Assert.All(HostileValues.All, value => Assert.NotEqual("", value.Why));
    }

    [Theory]
    [InlineData("</script>")]
    [InlineData("onerror=")]
    [InlineData("javascript:")]
    [InlineData("%{x}")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("\\(x\\)")]
    [InlineData("\u001b]52;")]
    [InlineData("\u202e")]
    [InlineData("\u2066")]
    [InlineData("\u2028")]
    [InlineData("\0")]
    [InlineData("{{7*7}}")]
    public void Values_hold_what_each_sink_fears(string text) =>
        Assert.Contains(HostileValues.All, value => value.Text.Contains(text, StringComparison.Ordinal));

    [Fact]
    public void Values_hold_a_megabyte_invalid_UTF8_and_empty_ones()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

        Assert.Contains(HostileValues.All, value => value.Bytes.Length >= 1 << 20);
        Assert.Contains(HostileValues.All, value => !value.IsBlob && Record.Exception(() => strict.GetString(value.Bytes)) is not null);
        Assert.Contains(HostileValues.All, value => value is { IsBlob: true, Bytes.Length: 0 });
        Assert.Contains(HostileValues.All, value => value is { IsBlob: false, Bytes.Length: 0 });
    }

    [Fact]
    public void Write_puts_hostile_values_into_every_text_column()
    {
        using var folder = new TemporaryFolder();
        HostileDatabase.Write(folder.PathTo("hostile.sqlite"));
        using var database = Rows.Open(folder.PathTo("hostile.sqlite"));
        var columns = Rows.Of(database, """
            SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND c.type IN ('TEXT', '')
            """);

        Assert.True(columns.Count >= 70);
        Assert.Equal("ok", Rows.Of(database, "PRAGMA integrity_check")[0][0]);
        foreach (var column in columns)
        {
            var sql = $"SELECT DISTINCT hex(CAST({column[1]} AS BLOB)) FROM {column[0]}";
            var found = Rows.Of(database, sql).Select(row => (string)row[0]!).ToHashSet(StringComparer.Ordinal);
            var hostile = HostileValues.All.Count(value => found.Contains(Convert.ToHexString(value.Bytes)));
            Assert.True(hostile >= (column[0] is "mysql_command_ops" ? 25 : HostileValues.Short.Count / 2), $"{column[0]}.{column[1]}: {hostile}");
        }
    }

    [Theory]
    [InlineData("SELECT count(*) FROM downloads JOIN virustotals ON virustotal_md5_hash = download_md5_hash JOIN virustotalscans USING (virustotal)")]
    [InlineData("SELECT count(*) FROM dcerpcrequests JOIN dcerpcservices ON dcerpcservice_uuid = dcerpcrequest_uuid JOIN dcerpcserviceops USING (dcerpcservice)")]
    [InlineData("SELECT count(*) FROM dcerpcbinds JOIN dcerpcservices ON dcerpcservice_uuid = dcerpcbind_uuid")]
    [InlineData("SELECT count(*) FROM mysql_commands JOIN mysql_command_args USING (mysql_command) JOIN mysql_command_ops USING (mysql_command_cmd)")]
    [InlineData("SELECT count(*) FROM sip_commands JOIN sip_addrs USING (sip_command) JOIN sip_vias USING (sip_command) JOIN sip_sdp_medias USING (sip_command)")]
    [InlineData("SELECT count(*) FROM logins JOIN connections USING (connection) WHERE connection_type = 'accept'")]
    [InlineData("SELECT count(*) FROM connections AS a JOIN connections AS b ON b.connection_parent = a.connection AND b.connection_root = a.connection")]
    public void Write_keeps_joins_working(string sql)
    {
        using var folder = new TemporaryFolder();
        HostileDatabase.Write(folder.PathTo("hostile.sqlite"));
        using var database = Rows.Open(folder.PathTo("hostile.sqlite"));

        Assert.True((long)Rows.Of(database, sql)[0][0]! > 20);
    }

    [Fact]
    public void Write_spreads_connections_over_days_and_repeats_attackers()
    {
        using var folder = new TemporaryFolder();
        HostileDatabase.Write(folder.PathTo("hostile.sqlite"));
        using var database = Rows.Open(folder.PathTo("hostile.sqlite"));

        Assert.Equal(13L, Rows.Of(database, "SELECT count(DISTINCT date(connection_timestamp, 'unixepoch')) FROM connections")[0][0]);
        Assert.True((long)Rows.Of(database, "SELECT max(n) FROM (SELECT count(*) AS n FROM connections GROUP BY remote_host)")[0][0]! > 10);
        Assert.True(new FileInfo(folder.PathTo("hostile.sqlite")).Length < 80 << 20);
    }
}
