using System.Buffers.Binary;

namespace Dionaea.Analysis;

/// <summary>The 100 bytes at the start of a database ("The Database Header" in sqlite.org/fileformat2.html).</summary>
/// <param name="PageSize">Bytes of a page: a power of two from 512 to 65536; 0 when the header says something else.</param>
/// <param name="PageCount">Pages of the database, or 0 when its last writer did not keep the count.</param>
/// <param name="IsWal">Whether its journal is a write-ahead log.</param>
/// <param name="ReadVersion">The version that a reader must know: 1 or 2.</param>
internal readonly record struct DatabaseHeader(int PageSize, long PageCount, bool IsWal, int ReadVersion)
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 100;

    /// <summary>The bytes that every database starts with.</summary>
    public static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Whether the bytes start as a database does, however short they are.</summary>
    public static bool Starts(ReadOnlySpan<byte> bytes) =>
        !bytes.IsEmpty && bytes[..Math.Min(bytes.Length, Magic.Length)].SequenceEqual(Magic[..Math.Min(bytes.Length, Magic.Length)]);

    /// <summary>Reads the header from at least <see cref="Length"/> bytes.</summary>
    public static DatabaseHeader Read(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadUInt16BigEndian(bytes[16..]);
        var pageSize = size == 1 ? 65536 : size >= 512 && (size & (size - 1)) == 0 ? size : 0;
        // The count holds only when the change counter equals the one noted by the writer that kept the count.
        var counted = bytes.Slice(24, 4).SequenceEqual(bytes.Slice(92, 4));
        var pages = counted ? BinaryPrimitives.ReadUInt32BigEndian(bytes[28..]) : 0;
        return new DatabaseHeader(pageSize, pages, bytes[18] == 2 || bytes[19] == 2, bytes[19]);
    }

    /// <summary>Says what keeps a file of this header and length from being read.</summary>
    /// <exception cref="WorkbenchException">The header is damaged or newer than SQLite here, or the file is truncated.</exception>
    public void Check(string shown, long length)
    {
        if (PageSize == 0)
        {
            throw WorkbenchException.Input(
                $"{shown} starts like an SQLite database, but its header gives no valid page size.",
                "The file is damaged; copy it from the sensor again.");
        }

        if (ReadVersion > 2)
        {
            throw WorkbenchException.Input(
                FormattableString.Invariant($"{shown} asks for version {ReadVersion} of SQLite's file format; the versions 1 and 2 are known."),
                "The file is damaged or was written by a newer SQLite; copy it from the sensor again.");
        }

        if (PageCount * PageSize > length)
        {
            throw WorkbenchException.Input(
                FormattableString.Invariant($"{shown} is truncated: its header counts {PageCount} pages of {PageSize} bytes, {PageCount * PageSize} bytes in all, but it has {length}."),
                "Its copying was probably cut off, or is still going on; copy it from the sensor again.");
        }
    }
}
