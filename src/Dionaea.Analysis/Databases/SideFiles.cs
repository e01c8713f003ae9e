namespace Dionaea.Analysis;

/// <summary>The files beside a database without which its bytes may not be read alone.</summary>
/// <param name="Journal">The rollback journal's path, whether there is one or not.</param>
/// <param name="IsJournalHot">Whether the journal would be played back if no writer is alive.</param>
/// <param name="Wal">The write-ahead log's path, whether there is one or not.</param>
/// <param name="HasWal">Whether there is a write-ahead log; even an empty one makes SQLite create shared memory.</param>
/// <param name="SharedMemory">The path of the log's index.</param>
internal sealed record SideFiles(string Journal, bool IsJournalHot, string Wal, bool HasWal, string SharedMemory)
{
    /// <summary>Looks beside the database, which is the file that all links lead to, as SQLite does.</summary>
    public static SideFiles Of(string database)
    {
        var journal = database + "-journal";
        var wal = database + "-wal";
        return new SideFiles(journal, IsHot(journal), wal, Platform.Look(wal).Kind == EntryKind.File, database + "-shm");
    }

    /// <summary>The bytes at the log's start that change whenever it is begun anew; fewer when it is shorter.</summary>
    public byte[] WalHeader()
    {
        const int HeaderLength = 32;
        using var stream = Open(Wal);
        var header = new byte[HeaderLength];
        return header[..(stream?.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) ?? 0)];
    }

    /// <summary>Opens a side file without locking it; null when it is gone.</summary>
    public static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw WorkbenchException.Input(
                $"'{Suggestion.Excerpt(path)}' belongs to the database and cannot be opened for reading.",
                "Check that your user may read it, or copy all files of the database to a folder of your own.",
                e);
        }
    }

    // A journal of persistent mode is ended by zeroes over its header; SQLite goes by the first byte.
    private static bool IsHot(string journal)
    {
        if (Platform.Look(journal).Kind != EntryKind.File)
            return false;
        using var stream = Open(journal);
        return stream?.ReadByte() > 0;
    }
}
