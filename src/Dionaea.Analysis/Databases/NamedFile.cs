namespace Dionaea.Analysis;

/// <summary>The regular file that a user's path leads to.</summary>
/// <param name="Name">The name in the path, without folder.</param>
/// <param name="Target">The absolute path of the file, links followed.</param>
/// <param name="Shown">How messages name it.</param>
internal sealed record NamedFile(string Name, string Target, string Shown)
{
    private static readonly string[] Endings = [".sqlite", ".sqlite3", ".db", ".gz"];

    /// <summary>Follows the path.</summary>
    /// <exception cref="WorkbenchException">It does not lead to a regular file with something in it.</exception>
    public static NamedFile Find(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
            throw WorkbenchException.Input("The path of the database is empty or holds a zero byte.", "Name a database file.");

        var full = Path.GetFullPath(path);
        var quoted = $"'{Suggestion.Excerpt(path)}'";
        var target = Follow(full, quoted);
        switch (Platform.Look(target).Kind)
        {
            case EntryKind.Missing:
                throw Missing(full, quoted);
            case EntryKind.Denied:
                throw WorkbenchException.Input($"{quoted} cannot be looked at.", "Check that your user may enter its folder.");
            case EntryKind.Folder:
                throw Folder(target, quoted);
            case EntryKind.Special:
                throw WorkbenchException.Input(
                    $"{quoted} is a pipe, socket or device; a database is read at many places at once and must be a regular file.",
                    "Save the data to a file first, and open that.");
        }

        if (new FileInfo(target).Length == 0)
        {
            throw WorkbenchException.Input(
                $"{quoted} is an empty file of 0 bytes.",
                "dionaea may not have written anything yet, or the copying failed; copy it from the sensor again.");
        }

        return new NamedFile(Path.GetFileName(full), target, $"The file {quoted}");
    }

    private static string Follow(string full, string quoted)
    {
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return full;
        }
        catch (IOException e)
        {
            throw WorkbenchException.Input($"{quoted} is a link that leads to no file.", "Name the file itself.", e);
        }
    }

    private static WorkbenchException Missing(string full, string quoted)
    {
        var folder = Path.GetDirectoryName(full);
        var near = folder is null ? null : Suggestion.For(Path.GetFileName(full), Names(folder));
        var isLink = new FileInfo(full).LinkTarget is not null;
        return WorkbenchException.Input(
            isLink ? $"{quoted} is a link to a file that does not exist." : $"There is no file {quoted}.",
            near is not null ? $"Did you mean '{Suggestion.Excerpt(near)}'?" : "Check the path; dionaea's own database is usually named 'dionaea.sqlite'.");
    }

    private static WorkbenchException Folder(string folder, string quoted)
    {
        const int Shown = 5;
        var found = Names(folder).Where(name => Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                || name.Contains(".sqlite.", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(name => $"'{Suggestion.Excerpt(name)}'").ToList();
        var more = found.Count > Shown ? FormattableString.Invariant($" and {found.Count - Shown} more") : "";
        return WorkbenchException.Input(
            $"{quoted} is a folder, not a database file.",
            found.Count == 0 ? "Name a database file; none in it has the name of one." : $"Name one of the files in it: {string.Join(", ", found.Take(Shown))}{more}.");
    }

    private static List<string> Names(string folder)
    {
        const int Most = 1000;
        try
        {
            return [.. Directory.EnumerateFiles(folder).Take(Most).Select(path => Path.GetFileName(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
