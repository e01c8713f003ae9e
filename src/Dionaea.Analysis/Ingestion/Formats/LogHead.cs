namespace Dionaea.Analysis;

/// <summary>The start of a log, by which it is recognised.</summary>
internal static class LogHead
{
    private const int Lines = 100;

    /// <summary>Whether one of the first lines is a JSON object with certain members; a damaged line does not count.</summary>
    public static bool AnyLine(ReadOnlySpan<byte> head, Predicate<JsonRecord> test)
    {
        var record = new JsonRecord();
        for (var i = 0; i < Lines && !head.IsEmpty; i++)
        {
            var end = head.IndexOf((byte)'\n');
            var line = (end < 0 ? head : head[..end]).Trim("\uFEFF \t\r\0,"u8);
            if (line.StartsWith("{"u8) && record.Read(line) is null && test(record))
                return true;
            head = end < 0 ? default : head[(end + 1)..];
        }

        return false;
    }
}
