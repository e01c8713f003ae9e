namespace Dionaea.Analysis;

/// <summary>A log to be read: where its bytes come from, and what its format may need to know.</summary>
public sealed record LogInput
{
    /// <summary>How much of a content is looked at to tell its format, in bytes.</summary>
    public const int HeadLength = 256 * 1024;

    /// <summary>The longest line that is read unless told otherwise, in bytes.</summary>
    public const int UsualMaxLineLength = 32 << 20;

    /// <summary>Its name in messages and in the table of rejected lines.</summary>
    public required string Name { get; init; }

    /// <summary>The file, or null when the bytes come from elsewhere.</summary>
    public string? Path { get; init; }

    /// <summary>Opens the content as it is stored, possibly compressed, at its start.</summary>
    public required Func<Stream> Open { get; init; }

    /// <summary>The zone of local times; null when the user named none.</summary>
    public string? Zone { get; init; }

    /// <summary>Where reports of VirusTotal that the log names are looked for; null when none may be opened.</summary>
    public ReportFolder? Reports { get; init; }

    /// <summary>What unpacking it, and copying databases, may take.</summary>
    public DatabaseFileOptions Files { get; init; } = DatabaseFileOptions.Default;

    /// <summary>The longest line that is read, in bytes; longer ones are rejected.</summary>
    public int MaxLineLength { get; init; } = UsualMaxLineLength;

    /// <summary>
    /// Whether the log may still grow: a last line without its end is then left for later instead of being taken as
    /// it is.
    /// </summary>
    public bool Grows { get; init; }

    /// <summary>Gives the unpacked content instead of <see cref="Open"/>; null for the usual way.</summary>
    internal Func<Stream>? Content { get; init; }

    /// <summary>A file, with the reports below its own folder.</summary>
    /// <param name="path">The file; opened only when it is read.</param>
    public static LogInput File(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new LogInput
        {
            Name = path,
            Path = full,
            Open = () => new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0),
            Reports = new ReportFolder(System.IO.Path.GetDirectoryName(full)!),
        };
    }

    /// <summary>The content without its compression: gzip or Zstandard, told by its first bytes.</summary>
    /// <exception cref="IOException">It can't be read; reading may throw <see cref="InvalidDataException"/> where the packed content is damaged.</exception>
    public Stream OpenUnpacked()
    {
        if (Content is { } content)
            return content();
        Span<byte> start = stackalloc byte[4];
        int length;
        using (var probe = Open())
            length = probe.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return UnpackedStream.Of(Open(), start[..length], Name, Files.UnpackedBytes);
    }

    /// <summary>The first bytes of the content, at most <see cref="HeadLength"/>; fewer where a packed content is damaged.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public byte[] ReadHead()
    {
        using var stream = OpenUnpacked();
        var head = new byte[HeadLength];
        var length = 0;
        try
        {
            for (var read = 1; length < head.Length && read > 0; length += read)
                read = stream.Read(head, length, head.Length - length);
        }
        catch (InvalidDataException)
        {
            // What was read before the damage tells the format.
        }

        return head[..length];
    }
}
