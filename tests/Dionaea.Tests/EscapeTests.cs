using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Dionaea.Reporting;
using Markdig;
using Xunit;

namespace Dionaea.Tests;

public sealed class EscapeTests
{
    private static readonly MarkdownPipeline EveryExtension = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    [Theory]
    [InlineData("plain text ~", "plain text ~")]
    [InlineData("\u001b[31m\a\u009b", "\\x1b[31m\\x07\\x9b")]
    [InlineData("a\r\n\tb", "a\\r\\n\\tb")]
    [InlineData("\u202Egnp.exe\u200B\uFEFF", "\\u202egnp.exe\\u200b\\ufeff")]
    [InlineData("tag \U000E0041", "tag \\U000e0041")]
    [InlineData("日本語 ñ é \U0001F600", "日本語 ñ é \U0001F600")]
    [InlineData("a\u0301\u0301\u0301\u0301\u0301", "a\u0301\u0301\u0301\u0301\\u0301")]
    public void Visible_writes_out_what_would_be_hidden(string text, string expected) => Assert.Equal(expected, Escape.Visible(text));

    [Fact]
    public void Visible_replaces_lone_surrogates() => Assert.Equal("\uFFFDx\uFFFD", Escape.Visible("\uD800x\uDC00"));

    [Fact]
    public void Visible_leaves_no_invisible_character_of_any_plane()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var category = CharUnicodeInfo.GetUnicodeCategory(value);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                Assert.All(Escape.Visible(char.ConvertFromUtf32(value)), c => Assert.InRange(c, ' ', '~'));
        }
    }

    [Fact]
    public void Every_sink_for_people_shows_only_visible_characters() => HostileText.Any.Sample(
        text =>
        {
            Func<string, string>[] sinks =
            [
                Escape.Visible, Escape.Html, Escape.Attribute, Escape.ChartLabel, Escape.MarkdownText, Escape.MarkdownCell, Escape.Terminal, Escape.Log,
            ];
            foreach (var sink in sinks)
            {
                var shown = sink(text);
                Assert.Equal(shown, Escape.Visible(shown));
                Assert.True(shown.EnumerateRunes().All(rune => rune != Rune.ReplacementChar) || text.Contains('\uFFFD') || text.Any(char.IsSurrogate), shown);
            }
        },
        seed: HostileText.Seed,
        iter: 3_000,
        threads: 1);

    [Fact]
    public void Html_and_attribute_decode_to_the_visible_text_and_hold_no_markup() => HostileText.Any.Sample(
        text =>
        {
            foreach (var html in new[] { Escape.Html(text), Escape.Attribute(text) })
            {
                Assert.DoesNotMatch("[<>\"'`]", html);
                Assert.Equal(Escape.Visible(text), WebUtility.HtmlDecode(html));
            }
        },
        seed: HostileText.Seed,
        iter: 3_000,
        threads: 1);

    [Fact]
    public void Script_is_plain_ascii_without_markup_and_reads_back() => HostileText.Any.Sample(
        text =>
        {
            var script = Escape.Script(new JsonObject { [Escape.Whole(text) + "k"] = text });
            Assert.Matches(new Regex("^[ -~]*$"), script);
            Assert.DoesNotMatch("[<>&']", script);
            using var document = JsonDocument.Parse(script);
            Assert.Equal(Escape.Whole(text), document.RootElement.EnumerateObject().Single().Value.GetString());
        },
        seed: HostileText.Seed,
        iter: 3_000,
        threads: 1);

    [Fact]
    public void ChartLabel_leaves_nothing_that_plotly_or_MathJax_reads() => HostileText.Any.Sample(
        text =>
        {
            var label = Escape.ChartLabel(text);
            Assert.DoesNotMatch("[<>${]", label);
            Assert.DoesNotMatch("&(?!amp;|lt;|gt;|#[0-9]+;)", label);
            Assert.Equal(Escape.Visible(text), WebUtility.HtmlDecode(label));
        },
        seed: HostileText.Seed,
        iter: 3_000,
        threads: 1);

    [Fact]
    public void Markdown_shows_the_visible_text_in_a_paragraph_and_in_a_table() => HostileText.Any.Sample(
        text =>
        {
            if (Escape.Visible(text).Trim(' ').Length == 0)
                return;
            var paragraph = Markdown.ToHtml(Escape.MarkdownText(text), EveryExtension);
            Assert.Equal($"<p>{Inner(text)}</p>", Inner(paragraph, "<p>", "</p>"));
            var table = Markdown.ToHtml($"| a |\n| --- |\n| {Escape.MarkdownCell(text)} |\n", EveryExtension);
            Assert.Single(Regex.Matches(table, "<td>"));
            Assert.Equal($"<td>{Inner(text)}</td>", Inner(table[table.IndexOf("<td>", StringComparison.Ordinal)..table.IndexOf("</tbody>", StringComparison.Ordinal)].Replace("</tr>", "").Trim(), "<td>", "</td>"));
        },
        seed: HostileText.Seed,
        iter: 3_000,
        threads: 1);

    [Theory]
    [InlineData(@"\(x\)", "&#92;(x&#92;)")]
    [InlineData("a|b", "a&#124;b")]
    [InlineData("$x$", "&#36;x&#36;")]
    [InlineData("http://a.example", "http&#58;//a&#46;example")]
    [InlineData("2020-03-01 10:55:03", "2020-03-01 10:55:03")]
    [InlineData("203.0.113[.]7", "203.0.113&#91;.&#93;7")]
    [InlineData("1. item", "1&#46; item")]
    [InlineData("g. item", "g&#46; item")]
    [InlineData("- item", "&#45; item")]
    public void MarkdownText_keeps_readable_what_has_no_meaning(string text, string expected) => Assert.Equal(expected, Escape.MarkdownText(text));

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    [InlineData("a=1", "a=1")]
    public void CsvField_quotes_and_disarms_formulas(string text, string expected) => Assert.Equal(expected, Escape.CsvField(text));

    [Fact]
    public void Log_can_be_read_back() => Assert.Equal(@"a\\nb\nc", Escape.Log("a\\nb\nc"));

    private static string Inner(string text) => WebUtility.HtmlDecode(WebUtility.HtmlEncode(Escape.Visible(text).Trim(' ')));

    // The element's content must be text alone; then it is decoded.
    private static string Inner(string html, string open, string close)
    {
        var trimmed = html.Trim('\n');
        Assert.StartsWith(open, trimmed);
        Assert.EndsWith(close, trimmed);
        var content = trimmed[open.Length..^close.Length];
        Assert.DoesNotContain('<', content);
        return open + WebUtility.HtmlDecode(content).Trim(' ') + close;
    }
}
