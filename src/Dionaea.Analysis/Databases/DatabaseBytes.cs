using System.Runtime.InteropServices;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The bytes and the lock of a database file, through SQLite's own file layer. Closing any other descriptor of
/// the file would drop the POSIX locks that SQLite holds in this process ("How To Corrupt An SQLite Database
/// File", sqlite.org); SQLite's layer counts them. No statement runs, so that no journal, write-ahead log or
/// shared memory is ever looked for or made beside the file. Safe to use from several threads.
/// </summary>
internal sealed unsafe partial class DatabaseBytes : IDisposable
{
    private const int FilePointer = 7;
    private const int SharedLock = 1;
    private const int ShortRead = 522;
    private readonly Lock _gate = new();
    private readonly sqlite3 _database;
    private readonly nint _file;
    private readonly string _shown;
    private bool _closed;

    /// <summary>Opens the file for reading.</summary>
    /// <param name="path">The absolute path of a regular file.</param>
    /// <param name="shown">How messages name it.</param>
    /// <exception cref="WorkbenchException">It cannot be opened.</exception>
    public DatabaseBytes(string path, string shown)
    {
        Batteries_V2.Init();
        _shown = shown;
        var result = raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_FULLMUTEX, null);
        if (result == raw.SQLITE_OK)
            result = FileControl(_database.DangerousGetHandle(), "main", FilePointer, out _file);
        if (result == raw.SQLITE_OK && _file != 0 && *(nint*)_file != 0)
            return;

        _database.Dispose();
        throw WorkbenchException.Input(
            $"{shown} cannot be opened for reading.",
            "Check that your user may read the file, or copy it to a folder of your own.");
    }

    /// <summary>The file's length in bytes, now.</summary>
    public long Length
    {
        get
        {
            lock (_gate)
            {
                long length;
                var size = (delegate* unmanaged[Cdecl]<nint, long*, int>)Method(6);
                Check(size(_file, &length));
                return length;
            }
        }
    }

    /// <summary>Whether a writer is in a transaction.</summary>
    public bool IsReserved
    {
        get
        {
            lock (_gate)
            {
                int reserved;
                var ask = (delegate* unmanaged[Cdecl]<nint, int*, int>)Method(9);
                Check(ask(_file, &reserved));
                return reserved != 0;
            }
        }
    }

    /// <summary>Reads at a position; fewer bytes than asked for only at the file's end.</summary>
    public int Read(Span<byte> buffer, long position)
    {
        lock (_gate)
        {
            var available = (int)Math.Clamp(Length - position, 0, buffer.Length);
            if (available == 0)
                return 0;

            fixed (byte* start = buffer)
            {
                var read = (delegate* unmanaged[Cdecl]<nint, void*, int, long, int>)Method(2);
                var result = read(_file, start, available, position);
                // The file was cut after its length was asked: what is there will be judged as truncated.
                if (result == ShortRead)
                    return (int)Math.Clamp(Length - position, 0, available);
                Check(result);
            }

            return available;
        }
    }

    /// <summary>Takes the lock of a reader; false while a writer keeps readers out.</summary>
    public bool TryLock()
    {
        lock (_gate)
        {
            var take = (delegate* unmanaged[Cdecl]<nint, int, int>)Method(7);
            var result = take(_file, SharedLock);
            if ((result & 0xff) == raw.SQLITE_BUSY)
                return false;
            Check(result);
            return true;
        }
    }

    /// <summary>Gives the lock back, if it is held.</summary>
    public void Unlock()
    {
        lock (_gate)
        {
            if (!_closed)
                _ = ((delegate* unmanaged[Cdecl]<nint, int, int>)Method(8))(_file, 0);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _database.Dispose();
        }
    }

    // The methods of sqlite3_io_methods in the order of sqlite3.h; the version takes the place of the first.
    private void* Method(int index)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return (*(void***)_file)[index];
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw WorkbenchException.Input(
                $"{_shown} cannot be read: {raw.sqlite3_errstr(result).utf8_to_string()}.",
                "Copy it to a local disk and open the copy.");
        }
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(nint database, string name, int operation, out nint value);
}
