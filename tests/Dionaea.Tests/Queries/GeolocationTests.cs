using System.IO.Compression;
using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class GeolocationTests : IDisposable
{
    private const string Facts = "SELECT geo_country($h), geo_latitude($h), geo_longitude($h), geo_asn($h), geo_as_org($h), geo_reputation($h)";
    private readonly TemporaryFolder _folder = new();
    private readonly TestDatabase _file = TestDatabase.Small();

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("192.0.2.0", "AA")]
    [InlineData("192.0.2.255", "AA")]
    [InlineData("::ffff:192.0.2.9", "AA")]
    [InlineData("192.0.3.0", null)]
    [InlineData("192.0.1.255", null)]
    [InlineData("2001:DB8::5", "BB")]
    [InlineData("2001:db9::", null)]
    [InlineData("10.1.2.3", "CC")]
    [InlineData("192.0.2", null)]
    [InlineData("192.0.2.256", null)]
    [InlineData("192.0.2.1.1", null)]
    [InlineData("0192.0.2.1", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    [InlineData("not:an:address", null)]
    [InlineData("a host", null)]
    public void A_csv_tells_the_country_of_what_lies_in_its_ranges(string host, string? country)
    {
        Write("c.csv", "start,end,country\n192.0.2.0,192.0.2.255,AA\n\n# numbers\n167837696,167903231,CC\n2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,BB\n");

        Assert.Equal(country, Find(new GeoSettings(Country: _folder.PathTo("c.csv")), host)[0]);
    }

    [Fact]
    public void All_files_together_tell_of_a_host_and_the_country_file_wins()
    {
        using (var packed = new GZipStream(File.Create(_folder.PathTo("c.csv.gz")), CompressionMode.Compress))
            packed.Write("192.0.2.0,192.0.2.255,AA\n"u8);
        Write("city.csv", "192.0.2.0,192.0.2.255,ZZ,,,\"A \"\"city\"\", x\",,1.5,-2.5,\n");
        Write("asn.csv", "192.0.2.0,192.0.2.127,64500,\"Owner, Inc.\"\n");
        Write("rep.csv", "192.0.2.7,192.0.2.7,mass scanner\n");
        var settings = new GeoSettings(_folder.PathTo("c.csv.gz"), _folder.PathTo("city.csv"), _folder.PathTo("asn.csv"), _folder.PathTo("rep.csv"));

        Assert.Equal(["AA", 1.5, -2.5, 64500L, "Owner, Inc.", "mass scanner"], Find(settings, "192.0.2.7"));
        Assert.Equal(["AA", 1.5, -2.5, null, null, null], Find(settings, "192.0.2.200"));
        Assert.Equal([null, null, null, null, null, null], Find(settings, null));
    }

    [Fact]
    public void A_maxmind_db_is_read_in_the_forms_of_its_makers()
    {
        MmdbWriter.Write(
            _folder.PathTo("x.mmdb"),
            ("192.0.2.0", 24, new() { ["country"] = new Dictionary<string, object> { ["iso_code"] = "AA" }, ["location"] = new Dictionary<string, object> { ["latitude"] = 1.5, ["longitude"] = -2.5 } }),
            ("198.51.100.0", 25, new() { ["country_code"] = "BB", ["latitude"] = "3.5", ["longitude"] = "4.5" }),
            ("203.0.113.0", 24, new() { ["autonomous_system_number"] = 64500u, ["autonomous_system_organization"] = "Owner" }),
            ("10.0.0.0", 8, new() { ["country"] = "Somewhere", ["country_code"] = "CC", ["asn"] = "AS64501", ["as_name"] = "Other" }),
            ("11.0.0.0", 8, new() { ["registered_country"] = new Dictionary<string, object> { ["iso_code"] = "DD" } }));
        var settings = new GeoSettings(City: _folder.PathTo("x.mmdb"));

        Assert.Equal(["AA", 1.5, -2.5, null, null, null], Find(settings, "192.0.2.255"));
        Assert.Equal(["BB", 3.5, 4.5, null, null, null], Find(settings, "198.51.100.127"));
        Assert.Equal([null, null, null, null, null, null], Find(settings, "198.51.100.128"));
        Assert.Equal([null, null, null, 64500L, "Owner", null], Find(settings, "203.0.113.9"));
        Assert.Equal(["CC", null, null, 64501L, "Other", null], Find(settings, "::ffff:10.9.8.7"));
        Assert.Equal("DD", Find(settings, "11.1.1.1")[0]);
        Assert.Null(Find(settings, "2001:db8::1")[0]);
    }

    [Theory]
    [InlineData("c.csv", "192.0.2.0,192.0.2.255,AA\n192.0.2.9,BB\n", "line 2 is '192.0.2.9,BB'")]
    [InlineData("c.csv", "192.0.2.0,192.0.2.255,AA\n192.0.2.9,192.0.2.8,BB\n", "line 2")]
    [InlineData("c.csv.gz", "no gzip", "can't be read")]
    [InlineData("c.mmdb", "no MaxMind DB", "can't be read as a MaxMind DB")]
    [InlineData("missing.mmdb", null, "can't be read as a MaxMind DB")]
    [InlineData("missing.csv", null, "can't be read")]
    public void A_file_of_another_form_is_refused_when_a_statement_asks_for_it(string name, string? content, string expected)
    {
        if (content is not null)
            Write(name, content);
        using var database = _file.Open();
        using var geolocation = new Geolocation(new GeoSettings(Country: _folder.PathTo(name)), () => false);
        using var session = database.OpenSession(geolocation);

        Assert.Equal(5L, session.Run("SELECT COUNT(*) FROM connections", new Dictionary<string, object?>(), Limits.Default).Rows[0][0]);
        var error = Assert.Throws<WorkbenchException>(() => session.Run("SELECT geo_country('1.2.3.4')", new Dictionary<string, object?>(), Limits.Default));
        Assert.Equal(ExitCode.Input, error.Exit);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_that_is_cut_off_is_refused()
    {
        using (var packed = new GZipStream(File.Create(_folder.PathTo("whole.gz")), CompressionMode.Compress))
            packed.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 8},{(i * 8) + 7},AA\n"))));
        var bytes = File.ReadAllBytes(_folder.PathTo("whole.gz"));
        File.WriteAllBytes(_folder.PathTo("c.csv.gz"), bytes[..(bytes.Length / 2)]);

        var error = Assert.Throws<WorkbenchException>(() => Find(new GeoSettings(_folder.PathTo("c.csv.gz")), "192.0.2.7"));

        Assert.Contains("can't be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_maxmind_db_is_an_error_or_unknown_and_never_more()
    {
        MmdbWriter.Write(_folder.PathTo("x.mmdb"), ("192.0.2.0", 24, new() { ["country_code"] = "AA", ["latitude"] = 1.5 }));
        var bytes = File.ReadAllBytes(_folder.PathTo("x.mmdb"));
        var random = new Random(1);
        for (var i = 0; i < 80; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            var path = _folder.PathTo($"{i}.mmdb");
            File.WriteAllBytes(path, damaged);
            try
            {
                Find(new GeoSettings(City: path), "192.0.2.7");
            }
            catch (WorkbenchException)
            {
            }
        }
    }

    [Fact]
    public void Without_files_figures_are_unknown_and_the_user_is_told_what_to_get()
    {
        _file.Execute("UPDATE connections SET local_host = '198.18.0.1'");
        var countries = CommandRun.InProcess("query", "countries", _file.Path, "-f", "csv");
        var map = CommandRun.InProcess("query", "C06", _file.Path);

        Assert.Equal((0, "country,hits,hosts\nunknown,4,3\n"), (countries.Exit, countries.Out.ReplaceLineEndings("\n")));
        Assert.Contains("name it as 'country' under 'geo' in conf/workbench.yaml", countries.Error, StringComparison.Ordinal);
        Assert.Equal(0, map.Exit);
        Assert.Contains("No rows", map.Out, StringComparison.Ordinal);
        Assert.Contains("GeoLite2-City.mmdb", map.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C03")]
    [InlineData("C05")]
    [InlineData("C06")]
    [InlineData("C07")]
    [InlineData("C11")]
    public void The_sample_comes_with_a_made_up_geography(string id)
    {
        var answer = CommandRun.InProcess("query", id, Repository.PathTo("data", "sample", "dionaea.sqlite"), "-f", "csv");

        Assert.Equal(0, answer.Exit);
        Assert.True(answer.Out.Split('\n').Length > 3, answer.Out);
        Assert.DoesNotContain("unknown", answer.Out, StringComparison.Ordinal);
        Assert.Contains("made up", answer.Error, StringComparison.Ordinal);
    }

    private object?[] Find(GeoSettings settings, string? host)
    {
        using var database = _file.Open();
        using var geolocation = new Geolocation(settings, () => false);
        using var session = database.OpenSession(geolocation);
        return session.Run(Facts, new Dictionary<string, object?> { ["h"] = host }, Limits.Default).Rows[0];
    }

    private void Write(string name, string text) => File.WriteAllText(_folder.PathTo(name), text, new UTF8Encoding(false));
}
