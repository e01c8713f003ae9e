using System.Globalization;
using System.Text;

namespace Dionaea.Reporting;

/// <summary>
/// Text in which nothing is hidden: control, format and other invisible characters are written out
/// (<c>\x1b</c>, <c>\u202e</c>), lone surrogates become U+FFFD, and piles of combining marks are cut off.
/// </summary>
internal static class VisibleText
{
    // More marks on one letter than any script needs only serve to paint over the lines around it.
    private const int MarksPerLetter = 4;

    /// <summary>The text with everything invisible written out; the same instance when there is nothing.</summary>
    public static string Of(string text)
    {
        var plain = 0;
        while (plain < text.Length && text[plain] is >= ' ' and <= '~')
            plain++;
        if (plain == text.Length)
            return text;

        var result = new StringBuilder(text.Length + 16).Append(text, 0, plain);
        var marks = 0;
        for (var i = plain; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done)
                rune = Rune.ReplacementChar;
            i += length;
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MarksPerLetter || IsInvisible(rune))
                WriteOut(result, rune.Value);
            else
                result.Append(rune.ToString());
        }

        return result.ToString();
    }

    /// <summary>
    /// Whether a character shows nothing of its own: by its category, or because Unicode calls it default ignorable,
    /// or a space that looks like another.
    /// </summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => true,
        UnicodeCategory.SpaceSeparator => rune.Value is not (' ' or 0x3000),
        _ => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065
            or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8)
            or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xE0000 and <= 0xE0FFF)
            || (rune.Value & 0xFFFE) == 0xFFFE,
    };

    private static void WriteOut(StringBuilder result, int value) => _ = value switch
    {
        '\n' => result.Append("\\n"),
        '\r' => result.Append("\\r"),
        '\t' => result.Append("\\t"),
        < 0x100 => result.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
        < 0x10000 => result.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}"),
        _ => result.Append(CultureInfo.InvariantCulture, $"\\U{value:x8}"),
    };
}
