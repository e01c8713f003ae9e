using System.Text.RegularExpressions;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Addresses that no program turns into a link and nobody opens by accident: <c>203.0.113[.]7</c>,
/// <c>2001:db8[:]:1</c>, <c>hxxp://host[.]example/x</c>. For people's eyes only; machine formats carry values as they are.
/// </summary>
public static partial class Defang
{
    /// <summary>A value's text as its kind demands: hosts and URLs as such, in all other text the URLs.</summary>
    public static string Text(string text, Kind kind) => kind switch
    {
        Kind.Host => Host(text),
        Kind.Url => Url(text),
        _ => Within(text),
    };

    /// <summary>
    /// An address or a name. Of an IPv4 address the last dot is bracketed, of an IPv6 address the first colon of
    /// <c>::</c> or else the last one, of anything else every dot.
    /// </summary>
    public static string Host(string host)
    {
        if (host.Contains("://", StringComparison.Ordinal))
            return Url(host);
        if (Ipv6Shape().IsMatch(host))
        {
            var at = host.IndexOf("::", StringComparison.Ordinal);
            at = at < 0 ? host.LastIndexOf(':') : at;
            return $"{host[..at]}[:]{LastDot(host[(at + 1)..])}";
        }

        return Ipv4Shape().IsMatch(host) ? LastDot(host) : Dot().Replace(host, "[.]");
    }

    /// <summary>
    /// A URL: <c>http</c>, <c>https</c> and <c>ftp</c> become <c>hxxp</c>, <c>hxxps</c> and <c>fxp</c>, any other
    /// scheme's colon is bracketed, and so are the dots of the authority. Addresses in path and query are defanged too.
    /// </summary>
    public static string Url(string url)
    {
        var match = UrlShape().Match(url);
        if (!match.Success)
            return Within(url);

        var scheme = match.Groups["scheme"].Value;
        var authority = match.Groups["authority"].Value;
        var rest = Within(match.Groups["rest"].Value);
        if (scheme.Length == 0)
            return authority.EndsWith(':') && rest.StartsWith("//", StringComparison.Ordinal) ? Within(url) : Authority(authority) + rest;

        var slashes = match.Groups["slashes"].Value;
        return Scheme(scheme) + slashes + (slashes.Length == 0 ? Within(authority) : Authority(authority)) + rest;
    }

    private static string Within(string text)
    {
        if (!text.Contains("://", StringComparison.Ordinal) && !text.Contains("www.", StringComparison.OrdinalIgnoreCase))
            return text;

        var schemes = EmbeddedUrl().Replace(
            text, match => Scheme(match.Groups["scheme"].Value) + "//" + Authority(match.Groups["authority"].Value));
        return Www().Replace(schemes, "$1[.]");
    }

    private static string Scheme(string scheme) => scheme.ToLowerInvariant() switch
    {
        "http" => "hxxp:",
        "https" => "hxxps:",
        "ftp" => "fxp:",
        _ => scheme + "[:]",
    };

    private static string Authority(string authority)
    {
        var at = authority.LastIndexOf('@') + 1;
        var user = Dot().Replace(authority[..at], "[.]");
        var host = authority[at..];
        var bracketed = BracketedHost().Match(host);
        if (bracketed.Success)
            return $"{user}[{Host(bracketed.Groups[1].Value)}]{bracketed.Groups[2].Value}";

        var colon = host.LastIndexOf(':');
        var port = colon >= 0 && host.IndexOf(':') == colon ? host[colon..] : "";
        return user + Host(host[..^port.Length]) + port;
    }

    private static string LastDot(string address)
    {
        var at = address.LastIndexOf('.');
        return at < 0 || (at > 0 && address[at - 1] == '[') ? address : $"{address[..at]}[.]{address[(at + 1)..]}";
    }

    // A dot that is bracketed already stays as it is.
    [GeneratedRegex(@"(?<!\[)\.(?!\])", RegexOptions.CultureInvariant)]
    private static partial Regex Dot();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{1,3}){3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv4Shape();

    [GeneratedRegex(@"^(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+(%[0-9A-Za-z]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv6Shape();

    [GeneratedRegex(@"^\[([0-9A-Fa-f:.]+)\](:[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex BracketedHost();

    [GeneratedRegex(
        @"^(?:(?<scheme>[A-Za-z][A-Za-z0-9+-]*):(?<slashes>//)?(?![0-9]+(?:/|$)))?(?<authority>[^/?#\\]*)(?<rest>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex UrlShape();

    [GeneratedRegex(@"(?<scheme>[A-Za-z][A-Za-z0-9+.-]{0,20})://(?<authority>[^\s/?#\\""'<>]*)", RegexOptions.CultureInvariant)]
    private static partial Regex EmbeddedUrl();

    [GeneratedRegex(@"(?<![A-Za-z0-9])(www)\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Www();
}
