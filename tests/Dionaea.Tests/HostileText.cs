using CsCheck;

namespace Dionaea.Tests;

/// <summary>Texts that try to act in one sink or another.</summary>
internal static class HostileText
{
    /// <summary>The seed of all property tests; a failure repeats.</summary>
    public const string Seed = "0N0XIzNsQ0O2";

    private static readonly string[] Parts =
    [
        "<script>alert(1)</script>", "</script><script>", "<!--", "]]>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "' onfocus='x",
        "%{x}", "%{customdata[0]:.2f}", "<extra></extra>", "<b>", "<a href=\"javascript:alert(1)\">x</a>", "<br>", "&lt;b&gt;", "&#60;", "&amp;lt;",
        "$\\href{javascript:alert(1)}{x}$", "\\(x\\)", "\\[x\\]", "\\\\(", "$$x$$", "`code`", "```\nx\n```", "**b**", "_i_", "~~s~~", "[x](javascript:alert(1))",
        "![x](http://a.example/x.png)", "<http://a.example>", "http://a.example/x", "www.a.example", "a@b.example", "a|b", "\\|", "# h", "- l", "1. l", "1) l", "> q", "    code",
        "+---+", "===", "---", "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", "\u001b[31m", "\u001b]0;x\u0007", "\u009b31m", "\0", "\u007f",
        "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\u00ad", "\u034f", "\u3164", "\ufe0f", "\U000e0041", "\ud800", "\udc00", "\ufffe", "\u00a0",
        "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "日本語", "\U0001f600", "ı", "İ", "x", " ", "  ", "{", "}", "{{x}}", "[[x]]", "[link]", "[/red]",
    ];

    /// <summary>Any text, made of such parts and of any UTF-16 code units.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
            (6, Gen.Int[0, Parts.Length - 1].Select(i => Parts[i])),
            (2, Gen.Char.Select(c => c.ToString())),
            (2, Gen.Char[' ', '~'].Select(c => c.ToString())))
        .Array[0, 8].Select(parts => string.Concat(parts));

    /// <summary>Each part alone.</summary>
    public static IReadOnlyList<string> All => Parts;
}
