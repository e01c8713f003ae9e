namespace Dionaea.Analysis;

/// <summary>A plain log that may grow, be renamed, or be emptied and written anew, and the place up to which it was read.</summary>
internal sealed class FollowedLog : IDisposable
{
    private FileStream? _stream;

    /// <summary>Takes a log's path; nothing is opened yet.</summary>
    public FollowedLog(LogInput input) => Input = input with { Grows = true };

    /// <summary>The log.</summary>
    public LogInput Input { get; }

    /// <summary>The file's full path.</summary>
    public string Path => Input.Path!;

    /// <summary>Reads what is open; null when nothing is.</summary>
    public TrackedReader? Reader { get; private set; }

    /// <summary>Opens the file that has the path now, where reading stopped the last time.</summary>
    /// <returns>False when it has no whole line yet, or less than was read of it before.</returns>
    /// <exception cref="WorkbenchException">It is none of the logs made of lines.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public bool Open(LogBook book)
    {
        var input = Input with { Content = OpenStream };
        var head = input.ReadHead();
        _stream!.Dispose();
        if (head.AsSpan().IndexOf((byte)'\n') < 0 && head.Length < LogInput.HeadLength)
            return false;
        var format = LogFormats.Recognise(input);
        var match = LogMatch.Find(book, input);
        if (match.IsOlder)
        {
            match.Content.Dispose();
            return false;
        }

        var record = match.Record ?? new LogRecord { Name = Input.Name, Format = format.Name };
        if (record.Unfinished != 0)
        {
            book.Reopen(record);
            book.Put(record);
        }

        Reader = new TrackedReader(format, Input, match.Content, record);
        return true;
    }

    /// <summary>Whether the path leads to another file than the one that is open.</summary>
    public bool IsReplacedBy(Entry entry)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        var open = Platform.Look($"/proc/self/fd/{_stream!.SafeFileHandle.DangerousGetHandle()}");
        return open.Kind == EntryKind.File && (open.Node, open.Device) != (entry.Node, entry.Device);
    }

    /// <summary>Whether the open file no longer holds what was read of it.</summary>
    public bool IsRestarted()
    {
        var content = Reader!.Content;
        Span<byte> head = stackalloc byte[LogContent.HeadLength];
        var length = content.SeenHead.Length;
        return _stream!.Length < content.Seen
            || RandomAccess.Read(_stream.SafeFileHandle, head[..length], 0) < length
            || !head[..length].SequenceEqual(content.SeenHead);
    }

    /// <summary>Closes what is open.</summary>
    public void Close()
    {
        Reader?.Dispose();
        Reader = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private FileStream OpenStream() =>
        _stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
