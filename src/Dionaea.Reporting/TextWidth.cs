using System.Globalization;
using System.Text;

namespace Dionaea.Reporting;

/// <summary>
/// How many columns of a terminal a text takes: two for wide East Asian characters and emoji, none for combining
/// marks. After Unicode's East Asian Width (UAX #11), by blocks; a terminal's font may still differ.
/// </summary>
internal static class TextWidth
{
    public static int Of(string text)
    {
        var plain = 0;
        while (plain < text.Length && text[plain] < 0x300)
            plain++;
        if (plain == text.Length)
            return plain;

        var width = plain;
        foreach (var rune in text.AsSpan(plain).EnumerateRunes())
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : IsWide(rune.Value) ? 2 : 1;
        return width;
    }

    private static bool IsWide(int value) => value is
        (>= 0x1100 and <= 0x115F) or (>= 0x231A and <= 0x231B) or (>= 0x23E9 and <= 0x23EC) or (>= 0x2E80 and <= 0x303E)
        or (>= 0x3041 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97C) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x16FE0 and <= 0x1B2FB)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
