namespace Dionaea.Analysis;

/// <summary>
/// Copies a database and its side files into a private folder while readers and writers go on. A reader's lock
/// keeps writers from the database's bytes meanwhile; in write-ahead mode, where they write only to the log, a
/// lock on the checkpoint does, and where that cannot be had, a change of the file afterwards is noticed.
/// </summary>
/// <param name="source">The database.</param>
/// <param name="path">Its path, links followed.</param>
/// <param name="shown">How messages name it.</param>
/// <param name="options">How long a writer may be kept waiting.</param>
/// <param name="cache">Where the copy goes.</param>
internal sealed class PrivateCopy(DatabaseBytes source, string path, string shown, DatabaseFileOptions options, WorkbenchCache cache)
{
    private const int Chunk = 1 << 20;
    private const int Attempts = 5;

    // Byte 120 of the index and on are locks, the second of them the checkpoint's (wal.c: WAL_CKPT_LOCK).
    private const int CheckpointLock = 121;

    /// <summary>Copies, recovers the copy when it needs it, and gives what a reader should be told.</summary>
    /// <param name="target">The copy's path.</param>
    /// <param name="isLive">Whether somebody may be writing, so that the time of the lock counts.</param>
    /// <param name="cancellationToken">Ends the copying; the lock is given back at once.</param>
    /// <returns>What was done besides copying, as a sentence for the reader, or null.</returns>
    /// <exception cref="WorkbenchException">The lock was not to be had, or the time did not suffice.</exception>
    public string? Take(string target, bool isLive, CancellationToken cancellationToken)
    {
        cache.NeedSpace(source.Length);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            File.Delete(target + "-wal");
            File.Delete(target + "-journal");
            var copied = TryTake(target, isLive, cancellationToken);
            if (copied is null)
                continue;

            var (hasWal, hasJournal) = copied.Value;
            if (hasWal || hasJournal)
                Recovery.Run(target, shown);
            return hasWal ? "Read from a copy to which the write-ahead log was applied."
                : hasJournal ? "Read from a copy in which an unfinished transaction was rolled back."
                : null;
        }

        throw InUse(FormattableString.Invariant($"its write-ahead log was written back during each of {Attempts} attempts to copy it"));
    }

    private (bool HasWal, bool HasJournal)? TryTake(string target, bool isLive, CancellationToken cancellationToken)
    {
        WaitForLock(cancellationToken);
        SideFiles sides;
        bool isWal;
        ReaderLock held;
        try
        {
            sides = SideFiles.Of(path);
            isWal = sides.HasWal || ReadHeader().IsWal;
            held = new ReaderLock(source, isWal ? LockCheckpoint(sides) : null, isLive ? options.LockTime : null, options.Clock);
        }
        catch
        {
            source.Unlock();
            throw;
        }

        using (held)
        {
            if (isWal)
                return TakeWithLog(sides, target, cancellationToken) ? (true, false) : null;

            // While readers are let in, no writer has touched the database, and what a living one has in its
            // journal is what the database still holds: only a journal without a writer is to be played back.
            var isHot = sides.IsJournalHot && !source.IsReserved;
            if (!CopyDatabase(target, () => held.IsReleased, cancellationToken)
                || (isHot && !CopyJournal(sides.Journal, target + "-journal", () => held.IsReleased, cancellationToken))
                || held.IsReleased)
            {
                throw InUse(FormattableString.Invariant($"copying it takes longer than {options.LockTime.TotalSeconds} s, for which its writer can be kept waiting"));
            }

            return (false, isHot);
        }
    }

    // Writers go on writing to the log, so this may take its time; only what a checkpoint did meanwhile counts.
    private bool TakeWithLog(SideFiles sides, string target, CancellationToken cancellationToken)
    {
        var before = Settle(cancellationToken);
        var log = sides.WalHeader();
        CopyDatabase(target, () => false, cancellationToken);
        CopySide(sides.Wal, target + "-wal", () => false, cancellationToken);
        if (sides.IsJournalHot && !source.IsReserved)
            CopyJournal(sides.Journal, target + "-journal", () => false, cancellationToken);
        return Stamp() == before && log.AsSpan().SequenceEqual(sides.WalHeader());
    }

    private DatabaseHeader ReadHeader()
    {
        Span<byte> start = stackalloc byte[DatabaseHeader.Length];
        start.Clear();
        source.Read(start, 0);
        return DatabaseHeader.Read(start);
    }

    private void WaitForLock(CancellationToken cancellationToken)
    {
        var start = options.Clock.GetTimestamp();
        while (!source.TryLock())
        {
            if (options.Clock.GetElapsedTime(start) >= options.LockTime)
                throw InUse(FormattableString.Invariant($"its writer let no reader in for {options.LockTime.TotalSeconds} s"));
            cancellationToken.WaitHandle.WaitOne(2);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static FileStream? LockCheckpoint(SideFiles sides)
    {
        // Closing the index would drop the locks of a writer in this very process.
        var index = Platform.Look(sides.SharedMemory);
        if (OperatingSystem.IsMacOS() || index.Kind != EntryKind.File || Platform.IsOpenHere(index))
            return null;

        var stream = SideFiles.Open(sides.SharedMemory);
        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
                stream?.Lock(CheckpointLock, 1);
            return stream;
        }
        catch (IOException)
        {
            // A checkpoint is going on; the change of the file will tell.
            stream?.Dispose();
            return null;
        }
    }

    private (long Length, DateTime Modified) Stamp() => (source.Length, File.GetLastWriteTimeUtc(path));

    // Times of change may be as coarse as two hundredths of a second: a file changed just now could change again unseen.
    private (long Length, DateTime Modified) Settle(CancellationToken cancellationToken)
    {
        const int Coarse = 50;
        if (options.Clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) < TimeSpan.FromMilliseconds(Coarse))
            cancellationToken.WaitHandle.WaitOne(Coarse);
        return Stamp();
    }

    private bool CopyDatabase(string target, Func<bool> isOver, CancellationToken cancellationToken)
    {
        using var output = Create(target);
        var position = 0L;
        return Copy(buffer =>
        {
            var read = source.Read(buffer, position);
            position += read;
            return read;
        }, output, isOver, cancellationToken);
    }

    private bool CopySide(string side, string target, Func<bool> isOver, CancellationToken cancellationToken)
    {
        using var input = SideFiles.Open(side);
        if (input is null)
            return true;
        cache.NeedSpace(input.Length);
        using var output = Create(target);
        return Copy(input.Read, output, isOver, cancellationToken);
    }

    private bool CopyJournal(string journal, string target, Func<bool> isOver, CancellationToken cancellationToken)
    {
        if (!CopySide(journal, target, isOver, cancellationToken))
            return false;
        if (File.Exists(target))
            Recovery.DropSuperJournal(target);
        return true;
    }

    private bool Copy(ReadBytes read, FileStream output, Func<bool> isOver, CancellationToken cancellationToken)
    {
        var buffer = new byte[Chunk];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isOver())
                return false;
            var count = read(buffer);
            if (count == 0)
                return true;
            cache.Writing(() =>
            {
                output.Write(buffer, 0, count);
                return count;
            });
        }
    }

    private static FileStream Create(string target) =>
        new(target, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, 1);

    private WorkbenchException InUse(string reason) => WorkbenchException.Limit(
        $"{shown} is in use, and {reason}.",
        "Make a copy on the sensor with 'sqlite3 dionaea.sqlite \".backup copy.sqlite\"', or take a rotated database.");

    private delegate int ReadBytes(Span<byte> buffer);
}
