namespace Dionaea.Analysis;

/// <summary>
/// The folder for what can be made again: databases unpacked from gzip, under the SHA-256 of the packed bytes,
/// and private copies, which live as long as their process. Processes share it without a word to each other: an
/// unpacked database appears whole, by renaming, and a reader's lock keeps it from being removed.
/// </summary>
public sealed class WorkbenchCache
{
    private const string Extension = ".sqlite";
    private readonly DatabaseFileOptions _options;
    private readonly string _unpacked;
    private readonly string _private;

    private WorkbenchCache(string folder, DatabaseFileOptions options)
    {
        _options = options;
        Folder = folder;
        _unpacked = Path.Combine(folder, "unpacked");
        _private = Path.Combine(folder, "private");
    }

    /// <summary>The cache's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>Opens the cache, makes its folders where they are missing and removes what killed processes left.</summary>
    /// <exception cref="WorkbenchException">There is no place for it, or others may write to it.</exception>
    public static WorkbenchCache Open(DatabaseFileOptions options)
    {
        var cache = new WorkbenchCache(Find(options), options);
        try
        {
            foreach (var folder in new[] { cache.Folder, cache._unpacked, cache._private })
            {
                if (!Directory.Exists(folder))
                    Create(folder);
                Trust(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(cache.Folder, "cannot be made", e);
        }

        cache.RemoveLeftovers();
        return cache;
    }

    /// <summary>Removes what killed processes left, if there is a cache; makes nothing.</summary>
    public static void RemoveLeftovers(DatabaseFileOptions options)
    {
        var folder = options.CacheFolder ?? DefaultFolder();
        if (folder is not null && Path.IsPathFullyQualified(folder) && Directory.Exists(folder))
            new WorkbenchCache(folder, options).RemoveLeftovers();
    }

    /// <summary>Makes a folder that only this user may enter.</summary>
    internal static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A new folder for this process's copies, removed when it is disposed.</summary>
    internal PrivateFolder CreateFolder() => Writing(() => PrivateFolder.Create(_private));

    /// <summary>Runs what writes to the cache; a full disk and the like become the user's message.</summary>
    internal T Writing<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(Folder, $"cannot be written: {Suggestion.Excerpt(e.Message)}", e);
        }
    }

    /// <summary>Refuses to write <paramref name="bytes"/> more bytes where the disk would run full.</summary>
    /// <exception cref="WorkbenchException">Too little space is left.</exception>
    internal void NeedSpace(long bytes)
    {
        var free = new DriveInfo(Folder).AvailableFreeSpace;
        if (free - bytes >= _options.FreeBytes)
            return;

        throw WorkbenchException.Failed(
            FormattableString.Invariant($"The disk of the cache folder '{Suggestion.Excerpt(Folder)}' has {free} bytes left; {bytes} more are needed, and {_options.FreeBytes} stay free."),
            "Free some space there, or name a folder on another disk in WORKBENCH_CACHE.");
    }

    /// <summary>The unpacked database of these packed bytes, kept from removal until the lease is disposed; null when there is none.</summary>
    internal UnpackedDatabase? Find(string sha256)
    {
        var path = Path.Combine(_unpacked, sha256 + Extension);
        FileStream lease;
        try
        {
            if (Platform.Look(path).Kind != EntryKind.File)
                return null;
            lease = Lease(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (File.Exists(path) && IsWhole(lease))
        {
            Touch(path);
            return new UnpackedDatabase(path, lease);
        }

        lease.Dispose();
        Remove(path);
        return null;
    }

    /// <summary>Puts a finished file of a private folder into the cache, and the oldest others out when it is full.</summary>
    internal UnpackedDatabase Keep(string file, string sha256)
    {
        var path = Path.Combine(_unpacked, sha256 + Extension);
        return Writing(() =>
        {
            // The lock is taken before the file has its name, so that nobody removes it in between; Windows
            // renames no file that is open.
            var lease = OperatingSystem.IsWindows() ? null : Lease(file);
            File.Move(file, path, overwrite: true);
            lease ??= Lease(path);
            Touch(path);
            RemoveOldest();
            return new UnpackedDatabase(path, lease);
        });
    }

    private static string? DefaultFolder() => Platform.CacheFolder(
        Platform.System,
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData));

    private static string Find(DatabaseFileOptions options)
    {
        var folder = options.CacheFolder ?? DefaultFolder();
        if (folder is null)
        {
            throw WorkbenchException.Failed(
                "There is no folder for unpacked databases and copies: neither WORKBENCH_CACHE nor HOME is set.",
                "Set WORKBENCH_CACHE to a folder of your own.");
        }

        return Path.GetFullPath(folder);
    }

    // Whoever may write here could slip in another database under the hash of the user's.
    private static void Trust(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;

        var entry = Platform.Look(folder);
        if (entry.Kind == EntryKind.Folder && entry.Owner == Platform.User && (entry.Mode & 0b010_010) == 0)
            return;

        throw WorkbenchException.Failed(
            $"The cache folder '{Suggestion.Excerpt(folder)}' belongs to another user, or others may write to it.",
            "Make it yours alone with 'chmod 700', or name another folder in WORKBENCH_CACHE.");
    }

    private static WorkbenchException Refused(string folder, string what, Exception inner) => WorkbenchException.Failed(
        $"The cache folder '{Suggestion.Excerpt(folder)}' {what}.",
        "Make it writable for your user, free some space there, or name another folder in WORKBENCH_CACHE.",
        inner);

    // A file gets its name only when it is whole; this finds what a disk or a person has done since.
    private static bool IsWhole(FileStream file)
    {
        Span<byte> start = stackalloc byte[DatabaseHeader.Length];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !DatabaseHeader.Starts(start))
            return false;

        var header = DatabaseHeader.Read(start);
        return header is { PageSize: > 0, IsWal: false } && header.PageCount * header.PageSize <= file.Length
            && file.Length % header.PageSize == 0;
    }

    private void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, _options.Clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only counts as unused for longer than it was.
        }
    }

    private void RemoveLeftovers()
    {
        try
        {
            if (Directory.Exists(_private))
                PrivateFolder.RemoveLeftovers(_private);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Cleaning is a courtesy; the next start does it.
        }
    }

    private void RemoveOldest()
    {
        var files = new DirectoryInfo(_unpacked).GetFiles("*" + Extension).Select(file => (file.FullName, file.LastWriteTimeUtc, Bytes: Size(file))).ToList();
        var total = files.Sum(file => file.Bytes);
        foreach (var (path, _, bytes) in files.OrderBy(file => file.LastWriteTimeUtc))
        {
            if (total <= _options.CacheBytes)
                return;
            if (Remove(path))
                total -= bytes;
        }
    }

    private static long Size(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static FileStream Lease(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    // Fails while anybody has the database open: Windows deletes no such file, elsewhere the lock is not to be had.
    private static bool Remove(string path)
    {
        try
        {
            using var held = OperatingSystem.IsWindows() ? null : new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>An unpacked database in the cache that stays there until this is disposed.</summary>
internal sealed record UnpackedDatabase(string Path, FileStream Lease) : IDisposable
{
    public void Dispose() => Lease.Dispose();
}
