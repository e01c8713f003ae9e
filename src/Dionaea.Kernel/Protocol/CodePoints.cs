namespace Dionaea.Kernel;

/// <summary>The protocol counts a cursor's place in code points, .NET in UTF-16 code units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 place of a place in code points; places outside the text are moved to its ends.</summary>
    public static int ToUtf16(string text, long place)
    {
        var at = 0;
        for (; place > 0 && at < text.Length; place--)
            at += IsPair(text, at) ? 2 : 1;
        return at;
    }

    /// <summary>The place in code points of a UTF-16 place; half of a pair counts as before it.</summary>
    public static int FromUtf16(string text, int place)
    {
        var count = 0;
        for (var at = 0; at < Math.Min(place, text.Length); count++)
        {
            at += IsPair(text, at) ? 2 : 1;
            if (at > place)
                break;
        }

        return count;
    }

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
