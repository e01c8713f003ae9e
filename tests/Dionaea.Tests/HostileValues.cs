using System.Text;
using System.Text.Json;

namespace Dionaea.Tests;

/// <summary>A value of <c>data/hostile/values.jsonl</c>.</summary>
/// <param name="Why">What it tries, or whom it confuses.</param>
/// <param name="Bytes">Its bytes; for text UTF-8, which may be invalid.</param>
/// <param name="IsBlob">Whether it is stored as a BLOB rather than as text.</param>
internal sealed record HostileValue(string Why, byte[] Bytes, bool IsBlob)
{
    /// <summary>The value as text, invalid UTF-8 replaced by U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);
}

/// <summary>The values written to break outputs, in the order of <c>data/hostile/values.jsonl</c>.</summary>
internal static class HostileValues
{
    /// <summary>All of them, the megabyte included.</summary>
    public static IReadOnlyList<HostileValue> All { get; } =
        [.. File.ReadLines(Repository.PathTo("data", "hostile", "values.jsonl")).Select(Read)];

    /// <summary>Those that may stand in thousands of places without filling the disk: up to 4 kB each.</summary>
    public static IReadOnlyList<HostileValue> Short { get; } = [.. All.Where(value => value.Bytes.Length <= 4096)];

    /// <summary>The others.</summary>
    public static IReadOnlyList<HostileValue> Long { get; } = [.. All.Where(value => value.Bytes.Length > 4096)];

    private static HostileValue Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var value = document.RootElement;
        var why = value.GetProperty("why").GetString()!;
        if (value.TryGetProperty("blob", out var blob))
            return new HostileValue(why, Convert.FromHexString(blob.GetString()!), IsBlob: true);
        if (value.TryGetProperty("utf8", out var utf8))
            return new HostileValue(why, Convert.FromHexString(utf8.GetString()!), IsBlob: false);
        var text = value.GetProperty("text").GetString()!;
        if (value.TryGetProperty("times", out var times))
            text = string.Concat(Enumerable.Repeat(text, times.GetInt32()));
        return new HostileValue(why, Encoding.UTF8.GetBytes(text), IsBlob: false);
    }
}
