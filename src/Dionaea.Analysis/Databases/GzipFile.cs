using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>A database packed with gzip, as dionaea's rotation leaves it, and its way into the cache.</summary>
/// <param name="path">The packed file.</param>
/// <param name="shown">How messages name it.</param>
/// <param name="options">The limits.</param>
/// <param name="progress">Told before and while it unpacks.</param>
internal sealed class GzipFile(string path, string shown, DatabaseFileOptions options, IProgress<string>? progress)
{
    private const int Chunk = 1 << 20;
    private const long Step = 64L << 20;
    private const int EndLength = 32;

    /// <summary>Whether the bytes start as a gzip member does (RFC 1952, section 2.3.1).</summary>
    public static bool Starts(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, ..];

    /// <summary>Finds or makes the unpacked database in the cache.</summary>
    /// <param name="cancellationToken">Ends hashing and unpacking.</param>
    /// <returns>The database in the cache and the packed bytes' SHA-256.</returns>
    /// <exception cref="WorkbenchException">It is damaged, unpacks to something else, or is larger than allowed.</exception>
    public (UnpackedDatabase Database, string Sha256) Unpack(CancellationToken cancellationToken)
    {
        using var packed = SideFiles.Open(path) ?? throw Changed();
        var length = packed.Length;
        var sha256 = Hash(packed.Read, cancellationToken);
        var cache = WorkbenchCache.Open(options);
        if (cache.Find(sha256) is { } known)
            return (known, sha256);

        using var folder = cache.CreateFolder();
        var file = Path.Combine(folder.Folder, "unpacking.sqlite");
        packed.Position = 0;
        Unpack(packed, file, cache, cancellationToken);
        packed.Position = 0;
        if (packed.Length != length || Hash(packed.Read, cancellationToken) != sha256)
            throw Changed();

        Finish(file);
        return (cache.Keep(file, sha256), sha256);
    }

    /// <summary>The SHA-256 of a sequence of reads, in lower-case hexadecimal.</summary>
    public static string Hash(Func<byte[], int, int, int> read, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Chunk];
        int count;
        while ((count = read(buffer, 0, buffer.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Unpack(FileStream packed, string file, WorkbenchCache cache, CancellationToken cancellationToken)
    {
        using var output = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1);
        progress?.Report($"Unpacking {shown}");
        var end = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(EndLength));
        using var marked = MarkedStream.Gzip(packed, end);
        using var unpacked = new GZipStream(marked, CompressionMode.Decompress);
        var buffer = new byte[Chunk];
        var total = 0L;
        int count;
        while ((count = Read(unpacked, buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (total == 0)
                CheckStart(buffer.AsSpan(0, count));
            CheckLength(total + count - EndLength);
            if (total / Step != (total + count) / Step || total == 0)
            {
                cache.NeedSpace(Step);
                progress?.Report(FormattableString.Invariant($"Unpacking {shown}: {(total + count) >> 20} MB"));
            }

            cache.Writing(() =>
            {
                output.Write(buffer, 0, count);
                return count;
            });
            total += count;
        }

        TakeEnd(output, end);
        cache.Writing(() =>
        {
            output.Flush(flushToDisk: true);
            return total;
        });
    }

    // GZipStream takes a truncated file for a whole one. After a whole one, the end marker unpacks to itself.
    private void TakeEnd(FileStream output, ReadOnlySpan<byte> end)
    {
        Span<byte> tail = stackalloc byte[EndLength];
        output.Position = Math.Max(output.Length - EndLength, 0);
        if (output.ReadAtLeast(tail, EndLength, throwOnEndOfStream: false) < EndLength || !tail.SequenceEqual(end))
            throw Damaged(null);
        output.SetLength(output.Length - EndLength);
    }

    private void CheckStart(ReadOnlySpan<byte> start)
    {
        if (start.Length <= EndLength || DatabaseHeader.Starts(start))
            return;

        var foreign = ForeignFile.Of(start[..Math.Min(start.Length - EndLength, 4096)]);
        throw WorkbenchException.Input($"{shown} is no SQLite database: it looks like a gzip file of {foreign.Look}.", foreign.Remedy);
    }

    private void CheckLength(long length)
    {
        if (length <= options.UnpackedBytes)
            return;

        throw WorkbenchException.Limit(
            FormattableString.Invariant($"{shown} unpacks to more than {options.UnpackedBytes} bytes."),
            "Unpack it yourself with 'gzip -dk' if you trust it, and open the unpacked file.");
    }

    private int Read(GZipStream unpacked, byte[] buffer)
    {
        try
        {
            return unpacked.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    private WorkbenchException Damaged(Exception? inner) => WorkbenchException.Input(
        $"{shown} is a gzip file that is truncated or damaged.",
        "Its copying was probably cut off; copy it from the sensor again, and check it with 'gzip -t'.",
        inner);

    // A database packed in write-ahead mode would want files beside it in the cache.
    private void Finish(string file)
    {
        var header = ReadHeader(file, out var length);
        header.Check(shown, length);
        if (header.IsWal)
            Recovery.Run(file, shown);
    }

    private DatabaseHeader ReadHeader(string file, out long length)
    {
        using var stream = File.OpenRead(file);
        length = stream.Length;
        Span<byte> start = stackalloc byte[DatabaseHeader.Length];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length)
            return DatabaseHeader.Read(start);

        throw WorkbenchException.Input(
            FormattableString.Invariant($"{shown} unpacks to {length} bytes, too few for an SQLite database."),
            "Copy it from the sensor again.");
    }

    private WorkbenchException Changed() => WorkbenchException.Input(
        $"{shown} changed while it was read.",
        "Wait until its copying or packing has ended, then try again.");
}
