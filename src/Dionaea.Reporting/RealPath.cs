namespace Dionaea.Reporting;

/// <summary>Where a path leads once all symbolic links on the way are followed.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; what does not exist stays as it is written.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="IOException">The links lead in a circle or nowhere.</exception>
    public static string Of(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var real = root;
        var links = 0;
        foreach (var part in path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null)
            {
                if (++links > MostLinks)
                    throw new IOException("too many links");
                real = Of(entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? throw new IOException("a link without a target"));
            }
        }

        return real;
    }
}
