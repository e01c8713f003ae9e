using System.Security.Cryptography;

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

    /// <summary>
    /// Gives a log that has no identity one by its content: the hash of its first line, which stays the same while
    /// the log grows, is renamed or packed.
    /// </summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static LogInput Identify(LogInput input)
    {
        if (input.Identity is not null)
            return input;
        var head = input.ReadHead().AsSpan();
        var end = head.IndexOf((byte)'\n');
        return input with { Identity = Convert.ToHexStringLower(SHA256.HashData(end < 0 ? head : head[..end])) };
    }
}
