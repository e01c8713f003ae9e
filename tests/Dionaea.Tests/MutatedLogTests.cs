using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs whose bytes were changed at random: every line is stored, ignored, dropped or rejected, and none is lost.</summary>
public sealed class MutatedLogTests
{
    private static readonly string[] Pieces =
    [
        "null", "[]", "{}", "[[[[", "]", "}", "\"", "\\", "\\ud800", "\\u0000", ",", ":", "1e999", "-0", "99999999999999999999", "true",
        "\"con\": null", "\"connection\": {}", "\"id\": 5", "\0", "\u00e9", "{\"a\": [1, {\"b\": null}]}", "\"origin\"", "\n", "\r", "1970-01-01T00:00:00",
    ];

    // WORKBENCH_MUTATIONS=1000000 makes the long form.
    private static int Lines => int.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_MUTATIONS"), out var lines) ? lines : 50_000;

    [Fact]
    public void Ingesting_mutated_lines_accounts_for_every_one_of_them()
    {
        var originals = new OracleSet("oracle", "small").Lines("incidents.jsonl").Concat(new OracleSet("oracle", "damaged").Lines("incidents.jsonl"))
            .Select(line => Encoding.UTF8.GetBytes(line)).ToList();
        using var folder = new TemporaryFolder();
        var log = folder.PathTo("log");
        var written = Write(log, originals);
        var path = folder.PathTo("dionaea.sqlite");
        var input = LogInput.File(log);
        IReadOnlyList<IncidentCounts> counts;
        using (var reader = new LogIncidentFormat().Open(input, LogPosition.Start))
        using (var writer = IncidentWriter.Open(path))
        {
            var end = Ingestion.Transfer(reader, writer, cancellation: TestContext.Current.CancellationToken);
            writer.Complete();
            counts = writer.Counts;
            Assert.Equal(new FileInfo(log).Length, end.Offset);
        }

        using var database = Rows.Open(path);
        Assert.Equal(written, counts.Sum(count => count.Stored + count.UnknownConnection + count.Ignored + count.Rejected));
        Assert.Equal([[counts.Sum(count => count.Rejected)]], Rows.Of(database, "SELECT count(*) FROM workbench_rejected WHERE length(reason) > 0"));
        Assert.Equal([["ok"]], Rows.Of(database, "PRAGMA integrity_check"));
        Assert.All(counts.Where(count => count.Origin.Length > 0).Take(5), count => Assert.True(count.Stored + count.UnknownConnection + count.Ignored + count.Rejected > 0));
        Assert.True(counts.Sum(count => count.Stored) > written / 20);
        Assert.True(counts.Sum(count => count.Rejected) > written / 20);
    }

    // The number of lines that are not blank.
    private static long Write(string path, List<byte[]> originals)
    {
        var random = new Random(20);
        using var file = File.Create(path);
        var count = 0L;
        for (var i = 0; i < Lines; i++)
        {
            var line = Mutate(random, originals);
            file.Write(line);
            file.WriteByte((byte)'\n');
            foreach (var part in line.AsSpan().Split((byte)'\n'))
                count += line.AsSpan(part).TrimStart((byte)0).TrimEnd("\r \t\0"u8).IsEmpty ? 0 : 1;
        }

        return count;
    }

    private static byte[] Mutate(Random random, List<byte[]> originals)
    {
        var line = originals[random.Next(originals.Count)].ToList();
        for (var changes = random.Next(4); changes > 0 && line.Count > 0; changes--)
        {
            var place = random.Next(line.Count);
            switch (random.Next(7))
            {
                case 0: line[place] = (byte)random.Next(256); break;
                case 1: line.RemoveAt(place); break;
                case 2: line.RemoveRange(place, random.Next(line.Count - place)); break;
                case 3: line.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 4: Replace(random, line, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 5: line.InsertRange(place, originals[random.Next(originals.Count)].Skip(random.Next(100)).Take(random.Next(200))); break;
                default: Replace(random, line, Value(random, originals)); break;
            }
        }

        return [.. line];
    }

    // Puts something where a value of the line stands, so that much of it stays JSON.
    private static void Replace(Random random, List<byte> line, byte[] value)
    {
        var starts = Enumerable.Range(0, Math.Max(0, line.Count - 2)).Where(i => line[i] == ':' && line[i + 1] == ' ').ToList();
        if (starts.Count == 0)
            return;
        var start = starts[random.Next(starts.Count)] + 2;
        var end = line.FindIndex(start, b => b is (byte)',' or (byte)'}' or (byte)']');
        if (end < 0)
            return;
        line.RemoveRange(start, end - start);
        line.InsertRange(start, value);
    }

    private static byte[] Value(Random random, List<byte[]> originals)
    {
        var other = originals[random.Next(originals.Count)];
        var start = random.Next(other.Length);
        var colon = other.AsSpan(start).IndexOf(": "u8);
        if (colon < 0)
            return "\"\""u8.ToArray();
        var rest = other.AsSpan(start + colon + 2);
        var end = rest.IndexOfAny(",}]"u8);
        return rest[..(end < 0 ? rest.Length : end)].ToArray();
    }
}
