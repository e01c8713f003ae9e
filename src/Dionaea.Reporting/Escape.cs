using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>
/// The only way out for text: one method per sink. Each takes any UTF-16 text, lone surrogates included, and
/// gives text that the sink shows as it stands and that does nothing in it. All but <see cref="CsvField"/> and
/// <see cref="Script"/>, which carry values exactly, write out what would be invisible (<c>\x1b</c>, <c>\u202e</c>).
/// </summary>
public static class Escape
{
    private static readonly SearchValues<char> Numerals = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> HtmlSpecial = SearchValues.Create("&<>\"'`");
    private static readonly SearchValues<char> LabelSpecial = SearchValues.Create("&<>${");

    // The members of every JavaScript object (ECMAScript, "Properties of the Object Prototype Object").
    private static readonly FrozenSet<string> ObjectMembers = FrozenSet.Create(
        StringComparer.Ordinal,
        "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "constructor",
        "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf");

    private static readonly SearchValues<char> CsvSpecial = SearchValues.Create("\",;\r\n");
    private static readonly JsonSerializerOptions ScriptOptions = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Text for people, for no sink in particular: only what is invisible is written out.</summary>
    public static string Visible(string text) => VisibleText.Of(text);

    /// <summary>The content of an HTML element.</summary>
    public static string Html(string text) => Encode(VisibleText.Of(text), HtmlSpecial);

    /// <summary>The value of an HTML attribute that stands in double quotes.</summary>
    public static string Attribute(string text) => Encode(VisibleText.Of(text), HtmlSpecial);

    /// <summary>
    /// JSON as the content of a script element: every character outside ASCII and <c>&lt; &gt; &amp; '</c> is
    /// written as <c>\uXXXX</c>, so it can neither end the element nor a line of JavaScript (U+2028, U+2029).
    /// </summary>
    public static string Script(JsonNode? json) => json is null ? "null" : json.ToJsonString(ScriptOptions);

    /// <summary>
    /// A title, label, hover text or trace name of a figure. plotly.js reads tags and <c>&lt;extra&gt;</c>,
    /// <c>%{templates}</c> and, beside MathJax, <c>$formulas$</c> in them, and decodes character references last;
    /// as references the characters are text to it, and to a page that shows them raw. It also keys plain objects
    /// by label, so that a password <c>__proto__</c> would stop a chart: such a name gets one reference too.
    /// </summary>
    public static string ChartLabel(string text)
    {
        var label = Encode(VisibleText.Of(text), LabelSpecial);
        return ObjectMembers.Contains(label) ? string.Create(CultureInfo.InvariantCulture, $"&#{(int)label[0]};{label[1..]}") : label;
    }

    /// <summary>
    /// A text field of a CSV record: quoted by RFC 4180 (and for <c>;</c>, which some spreadsheets separate at),
    /// the empty text as <c>""</c> so that it differs from NULL. A text that a spreadsheet would take for a formula
    /// gets a leading <c>'</c> (OWASP, CSV injection). Numbers don't pass here.
    /// </summary>
    public static string CsvField(string text)
    {
        var whole = Whole(text);
        if (whole.Length > 0 && whole[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠')
            whole = "'" + whole;
        var quoted = whole.Length == 0 || whole.AsSpan().ContainsAny(CsvSpecial) || whole[0] == ' ' || whole[^1] == ' ';
        return quoted ? $"\"{whole.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : whole;
    }

    /// <summary>
    /// Text inside a Markdown paragraph, heading or list item. Everything that CommonMark, GitHub's tables and
    /// autolinks or Jupyter's mathematics give a meaning becomes a character reference; a backslash too, since
    /// Jupyter takes <c>\\(</c> for mathematics.
    /// </summary>
    public static string MarkdownText(string text)
    {
        var visible = VisibleText.Of(text);
        var result = new StringBuilder(visible.Length + 16);
        for (var i = 0; i < visible.Length; i++)
        {
            if (IsMarkdown(visible, i))
                Reference(result, visible[i]);
            else
                result.Append(visible[i]);
        }

        return result.ToString();
    }

    /// <summary>A cell of a Markdown table; like <see cref="MarkdownText"/>, which leaves no pipe and no line end.</summary>
    public static string MarkdownCell(string text) => MarkdownText(text);

    /// <summary>A line of a terminal: no control sequence, no line end, no change of direction is left.</summary>
    public static string Terminal(string text) => VisibleText.Of(text);

    /// <summary>A part of one line of a log: like a terminal's, and a backslash is doubled so that it can be read back.</summary>
    public static string Log(string text) => VisibleText.Of(text.Replace("\\", "\\\\", StringComparison.Ordinal));

    /// <summary>The text with each lone surrogate replaced by U+FFFD: what UTF-8 can carry.</summary>
    public static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune.ToString());
        return result.ToString();
    }

    private static string Encode(string text, SearchValues<char> special)
    {
        var first = text.AsSpan().IndexOfAny(special);
        if (first < 0)
            return text;

        var result = new StringBuilder(text.Length + 16).Append(text, 0, first);
        foreach (var c in text.AsSpan(first))
        {
            if (!special.Contains(c))
                result.Append(c);
            else if (c is '&' or '<' or '>')
                result.Append(c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;");
            else
                Reference(result, c);
        }

        return result.ToString();
    }

    private static void Reference(StringBuilder result, char c) =>
        result.Append("&#").Append((int)c).Append(';');

    // A character alone, at the start of a block, or as the part of an address that autolinks start from.
    private static bool IsMarkdown(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '&' or '|' or '$' or '~' or '{' or '}' or '!' or '^' or '@'
            or '#' or '+' or '=' => true,
        '"' => (i > 0 && text[i - 1] == '"') || (i + 1 < text.Length && text[i + 1] == '"'),
        '-' or ' ' => i == 0 || (text[i] == ' ' && i == text.Length - 1),
        ':' => i + 1 < text.Length && !char.IsAsciiDigit(text[i + 1]) && text[i + 1] != ' ',
        '.' => (i + 1 < text.Length && char.IsLetter(text[i + 1])) || IsNumbered(text, i),
        ')' => IsNumbered(text, i),
        _ => false,
    };

    // Some renderers count lists by letters and Roman numerals too; CommonMark allows nine digits.
    private static bool IsNumbered(string text, int end) =>
        end is > 0 and <= 9 && (end + 1 == text.Length || text[end + 1] == ' ') && text.AsSpan(0, end).IndexOfAnyExcept(Numerals) < 0;
}
