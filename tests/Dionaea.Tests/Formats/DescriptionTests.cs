using System.Globalization;
using System.Text.Json.Nodes;
using Dionaea.Cli;
using Xunit;

namespace Dionaea.Tests;

public sealed class DescriptionTests
{
    private const string Rows =
        """
        INSERT INTO connections(connection, connection_type, connection_timestamp, remote_host) VALUES
          (1, 'accept', 1704067200.5, '198.51.100.7'), (2, 'accept', 1704067260, '198.51.100.7'), (3, 'accept', 1704326400, '::ffff:198.51.100.7');
        INSERT INTO offers VALUES (1, 2, 'http://198.51.100.7/'), (2, 9, 'http://198.51.100.7/');
        """;

    [Fact]
    public void Text_shows_file_variant_time_tables_traps_and_gaps()
    {
        using var made = VintageDatabase.Newest(Rows);
        var (code, text, error) = Run("describe", made.Path);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"  SHA-256     {DatabaseFolder.Hash(made.Path)}\n", text, StringComparison.Ordinal);
        Assert.Contains("  begins      2024-01-01 00:00:00, 00:00:00 into its day\n", text, StringComparison.Ordinal);
        Assert.Contains("  covers      2 d 23:59:59, 4 calendar days\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\n  offers +2 +1  2024-01-01 00:01:00  2024-01-01 00:01:00\n", text);
        Assert.Contains("      * with an IPv4-mapped remote_host: 1 of 3 (33.33%)\n", text, StringComparison.Ordinal);
        Assert.Contains("      * offers without their row of connections: 1 of 2 (50%)\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\n  2024-01-01 00:01:00  2024-01-04 00:00:00 +2 d 23:59:00\n", text);
        Assert.Contains("Calendar days without a connection: 2 of 4: 2024-01-02 to 2024-01-03.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_stable_names_and_unix_seconds()
    {
        using var made = VintageDatabase.Newest(Rows);
        var (code, text, _) = Run("describe", made.Path, "--format", "json", "--zone", "Pacific/Auckland");

        Assert.Equal(0, code);
        var json = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(
            [
                "database", "sha256", "bytes", "variant", "notes", "zone", "connections", "connections_without_time", "first_seen", "last_seen",
                "schema", "tables", "traps", "gap_rule", "gap_seconds_least", "gap_count", "gaps", "days", "empty_days", "empty_day_runs",
            ],
            json.Select(member => member.Key));
        Assert.Equal("Pacific/Auckland", (string?)json["zone"]);
        Assert.Equal(1704067200.5, (double?)json["first_seen"]);
        Assert.Equal(1704326400, (double?)json["last_seen"]);
        Assert.Equal("""{"start":1704067260,"end":1704326400,"seconds":259140}""", json["gaps"]!.AsArray().Single()!.ToJsonString());
        Assert.Equal(28, json["tables"]!.AsArray().Count);
        Assert.Equal(["S1", "S3", "S6", "S9", "S15"], json["traps"]!.AsArray().Where(t => (bool)t!["present"]!).Select(t => (string?)t!["id"]));
    }

    [Fact]
    public void No_name_in_a_file_reaches_the_terminal_raw()
    {
        using var made = VintageDatabase.Newest("CREATE TABLE \"\u001b]0;x\u0007\u202eevil\n" + new string('x', 500) + "\" (x); ALTER TABLE p0fs ADD COLUMN \"\u001b[2J\r\" TEXT;");

        foreach (var format in new[] { "text", "json" })
        {
            var (code, text, _) = Run("describe", made.Path, "-f", format);
            Assert.Equal(0, code);
            Assert.DoesNotContain(text, c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
        }
    }

    [Fact]
    public void Text_keeps_to_100_columns_in_every_vintage()
    {
        foreach (var name in VintageDatabase.Names)
        {
            using var made = VintageDatabase.Make(name);
            var (_, text, _) = Run("describe", made.Path);
            Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100 && line == line.TrimEnd(), line));
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void Output_is_the_same_in_every_culture_and_a_second_time(string format)
    {
        using var made = VintageDatabase.Newest(Rows);
        var expected = Run("describe", made.Path, "-f", format).Out;
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(expected, Run("describe", made.Path, "-f", format).Out);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("", "The database has no connections.")]
    [InlineData("INSERT INTO connections(connection_timestamp) VALUES (NULL), ('x')", "No connection has a usable timestamp.")]
    public void Text_says_when_there_is_no_time(string sql, string sentence)
    {
        using var made = VintageDatabase.Newest(sql);
        var (code, text, _) = Run("describe", made.Path);

        Assert.Equal(0, code);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--zone", "Europe/Berlinn", "Europe/Berlin")]
    [InlineData("--format", "jsn", "json")]
    public void A_wrong_option_is_a_usage_mistake_with_the_nearest(string option, string value, string nearest)
    {
        using var made = VintageDatabase.Newest("");
        var (code, text, error) = Run("describe", made.Path, option, value);

        Assert.Equal((2, ""), (code, text));
        Assert.Contains($"Did you mean '{nearest}'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_an_input_mistake()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathTo("dionaea.sqlite"), []);

        Assert.Equal(3, Run("describe", folder.PathTo("dionaea.sqlite")).Code);
    }

    private static (int Code, string Out, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(arguments, new Streams(output, error, IsTerminal: false));
        return (code, output.ToString(), error.ToString());
    }
}
