namespace Dionaea.Reporting;

/// <summary>Paths of databases that a notebook may open; nothing of what lies outside.</summary>
internal sealed class PathCompletion(CellPolicy policy)
{
    // A folder of more entries is not listed to its end.
    private const int MostEntries = 2000;

    /// <summary>The files and folders that a path may go on with, folders with a separator at their end.</summary>
    /// <param name="typed">What is typed of the path.</param>
    public IEnumerable<Completion> For(string typed)
    {
        var cut = typed.LastIndexOf('/') + 1;
        var folder = typed[..cut];
        var found = policy.Find(folder.Length == 0 ? "." : folder, orRoot: true);
        var names = found is null ? [] : Entries(found, folder, typed[cut..]);
        return Roots(typed).Concat(names).DistinctBy(c => c.Text);
    }

    // Allowed folders that the typed path has not reached yet; told by the policy, not by the disk.
    private IEnumerable<Completion> Roots(string typed) =>
        policy.OpenFolders.SelectMany(folder => new[] { Path.GetRelativePath(policy.BaseFolder, folder), Path.GetFullPath(folder) })
            .Where(path => path != "." && (Path.IsPathRooted(typed) || !Path.IsPathRooted(path)) && !path.StartsWith("..", StringComparison.Ordinal))
            .Select(path => path.Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/') + "/")
            .Where(path => path.StartsWith(typed, StringComparison.Ordinal) && path.Length > typed.Length)
            .Select(path => new Completion(path, CompletionKind.Path));

    private List<Completion> Entries(string found, string folder, string start)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(found).EnumerateFileSystemInfos().Take(MostEntries)
                    .Where(entry => entry.Name.StartsWith(start, StringComparison.Ordinal) && (start.Length > 0 || entry.Name[0] != '.'))
                    .Where(entry => !entry.Name.EnumerateRunes().Any(VisibleText.IsInvisible))
                    .Where(entry => entry.LinkTarget is null || policy.Find(folder + entry.Name, orRoot: true) is not null)
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                    .Select(entry => new Completion(folder + entry.Name + (Directory.Exists(entry.FullName) ? "/" : ""), CompletionKind.Path)),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return [];
        }
    }
}
