using System.Runtime.CompilerServices;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Where the tests find the project's files and the shared ones beside it.</summary>
internal static class Repository
{
    /// <summary>The project's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path in the folder that is shared beside the project; the test is skipped where it is absent.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Root)!, "shared", .. parts]);
        if (!Path.Exists(path))
            Assert.Skip($"'../shared/{string.Join('/', parts)}' is not here.");
        return path;
    }

    /// <summary>The SQLite files of real sensors, gzip ones included, by their name below <c>data/real</c>; none where they are absent.</summary>
    public static IEnumerable<string> RealDatabases()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Root)!, "shared", "data", "real");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(f => f.Contains("sqlite", StringComparison.Ordinal) && !f.EndsWith(".md", StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(folder, f))
                .Order(StringComparer.Ordinal)
            : [];
    }

    private static string FindRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
