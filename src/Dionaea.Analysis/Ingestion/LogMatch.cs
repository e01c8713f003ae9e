namespace Dionaea.Analysis;

/// <summary>
/// Which of the logs that a database remembers a content is, whatever its name and compression: the one whose bytes,
/// as far as they were read, are at its start.
/// </summary>
/// <param name="Record">What is known of it; null when it is new.</param>
/// <param name="Content">The content, taken up to where reading goes on.</param>
/// <param name="IsOlder">Whether it ends before the place up to which the log was read, so that it holds nothing new.</param>
internal sealed record LogMatch(LogRecord? Record, LogContent Content, bool IsOlder)
{
    /// <summary>Finds the log.</summary>
    /// <exception cref="IOException">The content can't be read.</exception>
    public static LogMatch Find(LogBook book, LogInput input)
    {
        var head = input.ReadHead();
        head = head[..Math.Min(head.Length, LogContent.HeadLength)];
        foreach (var record in book.StartingAs(head))
        {
            var content = new LogContent(input.OpenUnpacked());
            try
            {
                if (Holds(content, record) is { } holds)
                    return new LogMatch(record, content, !holds);
                content.Dispose();
            }
            catch
            {
                content.Dispose();
                throw;
            }
        }

        return new LogMatch(null, new LogContent(input.OpenUnpacked()), IsOlder: false);
    }

    // True: all that was read is there. False: the content ends before, and is the log's up to there. Null: another log.
    private static bool? Holds(LogContent content, LogRecord record)
    {
        foreach (var (offset, digest) in record.Marks.Where(mark => mark.Offset < record.Position.Offset).Append((record.Position.Offset, record.Digest)))
        {
            if (!content.MoveTo(offset))
                return false;
            if (!content.Digest().AsSpan().SequenceEqual(digest))
                return null;
        }

        return true;
    }
}
