using System.Buffers.Binary;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Makes a private copy with side files into one quiescent file, by SQLite's own recovery.</summary>
internal static class Recovery
{
    /// <summary>Rolls a journal back or applies a write-ahead log, and leaves the database in rollback mode.</summary>
    /// <param name="path">The copy; its side files are removed.</param>
    /// <param name="shown">How messages name the original.</param>
    /// <exception cref="WorkbenchException">SQLite finds the files damaged.</exception>
    public static void Run(string path, string shown)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(path, out var database, raw.SQLITE_OPEN_READWRITE, null);
        using (database)
        {
            // The exclusive mode keeps the log's index in memory; the first read is what recovers.
            foreach (var statement in new[]
            {
                "PRAGMA locking_mode=EXCLUSIVE", "PRAGMA synchronous=OFF", "PRAGMA trusted_schema=OFF",
                "SELECT count(*) FROM sqlite_schema", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE",
            })
            {
                if (result == raw.SQLITE_OK)
                    result = raw.sqlite3_exec(database, statement);
            }
        }

        foreach (var side in new[] { "-journal", "-wal", "-shm" })
            File.Delete(path + side);
        if (result == raw.SQLITE_OK)
            return;

        throw WorkbenchException.Input(
            $"{shown} cannot be recovered from its journal or write-ahead log: {raw.sqlite3_errstr(result).utf8_to_string()}.",
            "Copy the database and the files beside it from the sensor again, while dionaea is stopped.");
    }

    /// <summary>
    /// Takes the name of a super-journal off a copied journal. SQLite would look for that file, and delete it,
    /// wherever the name leads; rolling one database back needs only the journal itself.
    /// </summary>
    public static void DropSuperJournal(string journal)
    {
        // The tail is a name, its length, a checksum and the magic ("The Rollback Journal", sqlite.org/fileformat2.html).
        ReadOnlySpan<byte> magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
        const int TailLength = 16;
        using var stream = new FileStream(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        if (stream.Length < TailLength)
            return;

        Span<byte> tail = stackalloc byte[TailLength];
        stream.Seek(-TailLength, SeekOrigin.End);
        stream.ReadExactly(tail);
        if (!tail[8..].SequenceEqual(magic))
            return;

        const int PageNumber = 4;
        var length = stream.Length - TailLength - BinaryPrimitives.ReadUInt32BigEndian(tail) - PageNumber;
        stream.SetLength(Math.Max(length, 0));
    }
}
