namespace Dionaea.Analysis;

/// <summary>Decides where a database can be read: in place, unpacked, or in a private copy.</summary>
/// <param name="named">The file that the user named.</param>
/// <param name="options">Limits and the cache's folder.</param>
/// <param name="progress">Told before what may take a while.</param>
/// <param name="cancellationToken">Ends copying and unpacking.</param>
internal sealed class DatabaseOpening(
    NamedFile named, DatabaseFileOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
{
    private const int StartLength = 4096;

    /// <summary>Opens the file.</summary>
    /// <exception cref="WorkbenchException">It is no database that can be read.</exception>
    public DatabaseFile Open()
    {
        var bytes = new DatabaseBytes(named.Target, named.Shown);
        try
        {
            Span<byte> start = stackalloc byte[StartLength];
            start = start[..bytes.Read(start, 0)];
            if (GzipFile.Starts(start))
            {
                bytes.Dispose();
                return Unpack();
            }

            CheckStart(start);
            var header = DatabaseHeader.Read(start);
            var use = FileUse.Of(named.Target, bytes, options.Clock);
            return use == Use.None && IsStill(header) ? InPlace(header, bytes) : CopyOrWait(header, use, bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private void CheckStart(ReadOnlySpan<byte> start)
    {
        if (!DatabaseHeader.Starts(start))
        {
            var foreign = ForeignFile.Of(start);
            throw WorkbenchException.Input($"{named.Shown} is no SQLite database: it looks like {foreign.Look}.", foreign.Remedy);
        }

        if (start.Length < DatabaseHeader.Length)
        {
            throw WorkbenchException.Input(
                FormattableString.Invariant($"{named.Shown} is truncated: it has {start.Length} bytes, less than an SQLite database's header."),
                "Its copying was probably cut off; copy it from the sensor again.");
        }
    }

    // SQLite makes an index beside a database in write-ahead mode, and refuses one with a hot journal.
    private bool IsStill(DatabaseHeader header) =>
        !header.IsWal && SideFiles.Of(named.Target) is { HasWal: false, IsJournalHot: false };

    private DatabaseFile InPlace(DatabaseHeader header, DatabaseBytes bytes)
    {
        header.Check(named.Shown, bytes.Length);
        return new DatabaseFile(named.Name, named.Target, bytes, null);
    }

    private DatabaseFile Unpack()
    {
        var (database, sha256) = new GzipFile(named.Target, named.Shown, options, progress).Unpack(cancellationToken);
        try
        {
            return new DatabaseFile(named.Name, database.Path, new DatabaseBytes(database.Path, named.Shown), database) { KnownSha256 = sha256 };
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private DatabaseFile CopyOrWait(DatabaseHeader header, Use use, DatabaseBytes bytes)
    {
        try
        {
            var copy = Copy(use, bytes);
            bytes.Dispose();
            return copy;
        }
        catch (WorkbenchException e) when (e.Exit == ExitCode.Limit && use == Use.Recent && IsStill(header))
        {
            // It is too large for a copy in time, and only its age speaks for a writer: a file just copied here looks the same.
            progress?.Report($"Waiting to see whether {named.Shown} is being written");
            if (!FileUse.StaysStill(named.Target, bytes, options.Clock, cancellationToken))
                throw;
            return InPlace(header, bytes);
        }
    }

    private DatabaseFile Copy(Use use, DatabaseBytes bytes)
    {
        var cache = WorkbenchCache.Open(options);
        var folder = cache.CreateFolder();
        try
        {
            progress?.Report($"Copying {named.Shown}");
            var target = Path.Combine(folder.Folder, "copy.sqlite");
            var recovered = new PrivateCopy(bytes, named.Target, named.Shown, options, cache).Take(target, use != Use.None, cancellationToken);
            // That a file was modified just now is no news to a reader: the copy has the same bytes.
            var live = use == Use.Live ? "Read from a copy taken while the database was in use." : null;
            return new DatabaseFile(named.Name, target, OpenCopy(target), folder) { Notes = [.. new[] { live, recovered }.OfType<string>()] };
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private DatabaseBytes OpenCopy(string target)
    {
        var copy = new DatabaseBytes(target, named.Shown);
        try
        {
            Span<byte> start = stackalloc byte[DatabaseHeader.Length];
            start = start[..copy.Read(start, 0)];
            CheckStart(start);
            DatabaseHeader.Read(start).Check(named.Shown, copy.Length);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }
}
