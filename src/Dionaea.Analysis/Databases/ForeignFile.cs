using System.Text;

namespace Dionaea.Analysis;

/// <summary>What a file looks like that is not an SQLite database.</summary>
/// <param name="Look">With an article: "a JSON log".</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ForeignFile(string Look, string Remedy)
{
    private const string TakeDatabase = "Take the sensor's database instead, usually named 'dionaea.sqlite'.";

    /// <summary>Judges by the first bytes; some thousands of them suffice.</summary>
    public static ForeignFile Of(ReadOnlySpan<byte> start) => Packed(start) ?? Binary(start) ?? Text(start);

    private static ForeignFile? Packed(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return new("a gzip file", "Unpack it with 'gzip -d'.");
        if (start.StartsWith("BZh"u8))
            return new("a bzip2 file", "Unpack it with 'bzip2 -dk'.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]))
            return new("an xz file", "Unpack it with 'xz -dk'.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]))
            return new("a Zstandard file", "Unpack it with 'zstd -dk'.");
        if (start.StartsWith("PK\u0003\u0004"u8))
            return new("a ZIP archive", "Unpack the database from it first.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7a, 0xbc, 0xaf]))
            return new("a 7z archive", "Unpack the database from it first.");
        if (start.Length > 262 && start.Slice(257, 5).SequenceEqual("ustar"u8))
            return new("a tar archive", "Unpack the database from it first, with 'tar -xf'.");
        return null;
    }

    private static ForeignFile? Binary(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("** This file contains an SQLite 2"u8))
            return new("an SQLite 2 database", "Convert it: 'sqlite OLD .dump | sqlite3 NEW'.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xd4, 0xc3, 0xb2, 0xa1]) || start.StartsWith((ReadOnlySpan<byte>)[0xa1, 0xb2, 0xc3, 0xd4])
            || start.StartsWith((ReadOnlySpan<byte>)[0x0a, 0x0d, 0x0d, 0x0a]))
            return new("a packet capture", TakeDatabase);
        if (!start.ContainsAnyExcept((byte)0))
            return new("a file of zero bytes only", "Its copying was probably cut off; copy it from the sensor again.");
        return null;
    }

    private static ForeignFile Text(ReadOnlySpan<byte> start)
    {
        if (!IsText(start))
            return new("binary data", "It may be encrypted or damaged; copy it from the sensor again.");

        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF').TrimStart();
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
            return new("a Git LFS pointer, not the file itself", "Fetch the file with 'git lfs pull'.");
        if (text.StartsWith("PRAGMA ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("BEGIN TRANSACTION", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("CREATE TABLE", StringComparison.OrdinalIgnoreCase))
            return new("an SQL dump", "Load it into a database first: 'sqlite3 NEW < DUMP'.");
        if (text.StartsWith('{') || text.StartsWith('['))
            return new("a JSON log", TakeDatabase);
        if (text.StartsWith('<'))
            return new("an HTML or XML page", "It was probably saved in place of a download; download the database itself.");
        return new("text", TakeDatabase);
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var value in start)
        {
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0c or 0x1b))
                return false;
        }

        // The excerpt may cut a character; more than three bytes that are no UTF-8 are not a cut.
        return Encoding.UTF8.GetString(start).Count(c => c == '\uFFFD') <= 3;
    }
}
