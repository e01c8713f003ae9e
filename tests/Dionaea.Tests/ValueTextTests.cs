using System.Globalization;
using System.Text;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class ValueTextTests
{
    public static TheoryData<object?, Kind, string> Shown => new()
    {
        { 1583020799.9996, Kind.Timestamp, "2020-02-29 23:59:59" },
        { 1583020800L, Kind.Timestamp, "2020-03-01 00:00:00" },
        { -0.5, Kind.Timestamp, "1969-12-31 23:59:59" },
        { 1e18, Kind.Timestamp, "1E+18" },
        { double.NaN, Kind.Timestamp, "NaN" },
        { "2020-03-01", Kind.Timestamp, "2020-03-01" },
        { 1583020800L, Kind.Day, "2020-03-01" },
        { 1583020800.0, Kind.Day, "2020-03-01" },
        { long.MaxValue, Kind.Day, "9.223372036854776E+18" },
        { "2020-03", Kind.Month, "2020-03" },
        { 5L, Kind.Hour, "05" },
        { 99L, Kind.Hour, "99" },
        { 3161L, Kind.Count, "3,161" },
        { 1234567.0, Kind.Count, "1,234,567" },
        { 12.345, Kind.Share, "12.35%" },
        { 100L, Kind.Share, "100.00%" },
        { 125703.9, Kind.Duration, "1 d 10:55:03" },
        { 59L, Kind.Duration, "00:00:59" },
        { 0.25, Kind.Duration, "0.250 s" },
        { -90L, Kind.Duration, "-00:01:30" },
        { 445L, Kind.Port, "445" },
        { 65535L, Kind.Port, "65535" },
        { 1234567L, Kind.Connection, "1234567" },
        { 8.333333333333334, Kind.Number, "8.3333" },
        { 1234L, Kind.Number, "1234" },
        { null, Kind.Credential, "(null)" },
        { "", Kind.Credential, "(empty)" },
        { "root ", Kind.Credential, "root␠" },
        { "  ", Kind.Credential, "␠␠" },
        { null, Kind.Host, "(null)" },
        { "", Kind.Host, "" },
        { "203.0.113.7", Kind.Host, "203.0.113[.]7" },
        { "http://a.example/x", Kind.Url, "hxxp://a[.]example/x" },
        { new byte[] { 0x73, 0x61, 0xFF }, Kind.Text, "sa\uFFFD" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void Show_follows_the_kind_in_any_culture(object? value, Kind kind, string expected)
    {
        CultureInfo.CurrentCulture = new("tr-TR");
        Assert.Equal(expected, new ValueText("UTC").Show(value, kind));
    }

    [Fact]
    public void Show_gives_timestamps_in_the_zone_and_days_as_they_are()
    {
        var values = new ValueText("America/St_Johns");
        Assert.Equal("2020-02-29 20:30:00", values.Show(1583020800L, Kind.Timestamp));
        Assert.Equal("2020-03-01", values.Show(1583020800L, Kind.Day));
    }

    [Fact]
    public void Show_cuts_a_long_text_and_says_how_much_is_missing()
    {
        var text = new string('a', 10) + "\U0001F600" + new string('b', 12334);
        Assert.Equal("aaaaaaaaaa… (+12,336 characters)", new ValueText("UTC", 11).Show(text, Kind.Text));
        Assert.Equal("aaaaaaaaaa\U0001F600", new ValueText("UTC", 12).Show(text[..12], Kind.Text));
    }

    [Fact]
    public void Show_defangs_what_is_left_of_a_cut_url() =>
        Assert.StartsWith("hxxp://a[.]e… (+", new ValueText("UTC", 10).Show("http://a.example/x", Kind.Url));

    [Fact]
    public void Decode_replaces_what_is_not_UTF8() =>
        Assert.Equal("\uFFFD", ValueText.Decode(Encoding.UTF8.GetBytes("é")[..1]));
}
