using System.IO.Compression;

namespace Dionaea.Tests;

/// <summary>The files of real sensors.</summary>
internal static class RealFiles
{
    /// <summary>A file by its path below <c>data/real</c>; the test is skipped where it is absent.</summary>
    public static string PathTo(string name) => Repository.Shared(["data", "real", .. name.Split('/')]);

    /// <summary>Its lines that are not blank, unpacked.</summary>
    public static List<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                lines.Add(line);
        }

        return lines;
    }

    /// <summary>Its content, unpacked.</summary>
    public static Stream Open(string name)
    {
        var file = File.OpenRead(PathTo(name));
        return name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The rows of a statement over databases, each read by SQLite alone.</summary>
    public static List<string> Query(TemporaryFolder folder, IEnumerable<string> names, string sql)
    {
        var rows = new List<string>();
        foreach (var name in names)
        {
            var copy = folder.PathTo(name.Replace('/', '-'));
            if (!File.Exists(copy))
            {
                using var to = File.Create(copy);
                using var from = Open(name);
                from.CopyTo(to);
            }

            using var database = Rows.Open(copy);
            rows.AddRange(LogRun.Lines(Rows.Of(database, sql)));
        }

        return rows;
    }
}
