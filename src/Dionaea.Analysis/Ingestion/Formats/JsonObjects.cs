using System.Text.RegularExpressions;

namespace Dionaea.Analysis;

/// <summary>Finds JSON objects that follow one another, in an array or alone, over any number of lines each.</summary>
internal static partial class JsonObjects
{
    /// <summary>Where the list of documents in an answer of Elasticsearch starts, behind its bracket; 0 for anything else.</summary>
    public static int Start(ReadOnlySpan<byte> head)
    {
        if (!head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("{"u8))
            return 0;
        foreach (var match in Hits().EnumerateMatches(System.Text.Encoding.Latin1.GetString(head)))
            return match.Index + match.Length;
        return 0;
    }

    /// <summary>How long the object is that the bytes start with; -1 when it does not end in them.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            switch (bytes[i])
            {
                case (byte)'"':
                    i = EndOfText(bytes, i);
                    if (i < 0)
                        return -1;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }

    private static int EndOfText(ReadOnlySpan<byte> bytes, int quote)
    {
        for (var i = quote + 1; i < bytes.Length; i++)
        {
            var next = bytes[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                return -1;
            i += next;
            if (bytes[i] == '"')
                return i;
            i++;
        }

        return -1;
    }

    [GeneratedRegex("\"hits\"\\s*:\\s*\\[", RegexOptions.NonBacktracking)]
    private static partial Regex Hits();
}
