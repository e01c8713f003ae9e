namespace Dionaea.Analysis;

/// <summary>The start of a log of JSON objects, by which it is recognised and the way to read it is chosen.</summary>
internal static class LogHead
{
    private const int Most = 100;

    /// <summary>Whether one of the first objects has certain members; a damaged line does not count.</summary>
    /// <param name="head">The content's start.</param>
    /// <param name="test">Looks at an object's members.</param>
    public static bool Any(ReadOnlySpan<byte> head, Predicate<JsonRecord> test)
    {
        var (isAny, isLines) = AnyLine(head, test);
        return isAny || (!isLines && AnyObject(head, test));
    }

    /// <summary>Reads a log of JSON objects: one a line, as they are logged, or any number in an array, as they are exported.</summary>
    /// <param name="input">The log.</param>
    /// <param name="parser">What is done with an object.</param>
    /// <param name="from">Where reading starts.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    public static ILogReader Open(LogInput input, ILineParser parser, LogPosition from) =>
        input.Content is not null || from != LogPosition.Start || AnyLine(input.ReadHead(), static _ => true).IsLines
            ? new LineLogReader(input, parser, from)
            : new JsonObjectReader(input, parser);

    private static (bool IsAny, bool IsLines) AnyLine(ReadOnlySpan<byte> head, Predicate<JsonRecord> test)
    {
        var record = new JsonRecord();
        var isLines = false;
        for (var i = 0; i < Most && !head.IsEmpty; i++)
        {
            var end = head.IndexOf((byte)'\n');
            var line = (end < 0 ? head : head[..end]).Trim("\uFEFF \t\r\0"u8);
            if (line.StartsWith("{"u8) && record.Read(line) is null)
            {
                // An answer of Elasticsearch may stand on one line too.
                isLines = isLines || JsonObjects.Start(line) == 0;
                if (isLines && test(record))
                    return (true, true);
            }

            head = end < 0 ? default : head[(end + 1)..];
        }

        return (false, isLines);
    }

    private static bool AnyObject(ReadOnlySpan<byte> head, Predicate<JsonRecord> test)
    {
        if (head.TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
            return false;
        var record = new JsonRecord();
        head = head[JsonObjects.Start(head)..];
        for (var i = 0; i < Most; i++)
        {
            var start = head.IndexOf((byte)'{');
            var length = start < 0 ? -1 : JsonObjects.Length(head[start..]);
            if (length < 0)
                return false;
            if (record.Read(head.Slice(start, length)) is null && test(record))
                return true;
            head = head[(start + length)..];
        }

        return false;
    }
}
