namespace Dionaea.Analysis;

/// <summary>A database file that is read as a log: where it lies, unpacked if it has to be.</summary>
internal sealed class StoredDatabase : IDisposable
{
    private readonly PrivateFolder? _folder;

    private StoredDatabase(string path, PrivateFolder? folder)
    {
        Path = path;
        _folder = folder;
    }

    /// <summary>A file that can be opened as a database; possibly still packed with gzip.</summary>
    public string Path { get; }

    /// <summary>Finds the file; what is packed with Zstandard is unpacked into the cache.</summary>
    /// <exception cref="WorkbenchException">The log is no file, or unpacks to more than allowed.</exception>
    /// <exception cref="InvalidDataException">The packed file is damaged.</exception>
    public static StoredDatabase Of(LogInput input)
    {
        if (input.Path is not { } path)
            throw WorkbenchException.Input($"'{Suggestion.Excerpt(input.Name)}' is a database, which can't be read from a stream.", "Store it in a file first.");
        Span<byte> start = stackalloc byte[4];
        using (var stored = input.Open())
            stored.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!UnpackedStream.IsZstandard(start))
            return new StoredDatabase(path, null);
        var cache = WorkbenchCache.Open(input.Files);
        var folder = cache.CreateFolder();
        try
        {
            var unpacked = System.IO.Path.Combine(folder.Folder, "unpacked.sqlite");
            using var content = input.OpenUnpacked();
            using var file = new FileStream(unpacked, FileMode.CreateNew);
            var block = new byte[1 << 20];
            for (int read; (read = content.Read(block)) > 0;)
            {
                cache.NeedSpace(read);
                cache.Writing(() =>
                {
                    file.Write(block, 0, read);
                    return read;
                });
            }

            return new StoredDatabase(unpacked, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();
}
