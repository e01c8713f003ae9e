using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Writes a file so that readers see the old one or the new one, never a part.</summary>
public static class WholeFile
{
    /// <summary>Writes bytes.</summary>
    /// <exception cref="WorkbenchException">The folder is missing, or the file cannot be written.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, file => file.Write(bytes));

    /// <summary>Writes what <paramref name="fill"/> writes; when that fails, the old file stays.</summary>
    /// <exception cref="WorkbenchException">The folder is missing, or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> fill)
    {
        var shown = Suggestion.Excerpt(path);
        if (Directory.Exists(path))
            throw WorkbenchException.Failed($"'{shown}' is a folder, so no file of that name can be written.", "Name a file.");

        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder))
        {
            throw WorkbenchException.Failed(
                $"'{shown}' cannot be written: there is no folder '{Suggestion.Excerpt(folder ?? full)}'.",
                "Make the folder first, or name another.");
        }

        var part = Path.Combine(folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}.part");
        try
        {
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                fill(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, full, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Remove(part);
            throw WorkbenchException.Failed(
                $"'{shown}' cannot be written: {error.Message}",
                "Check the folder's permissions and the space left, or name another file.",
                error);
        }
        catch
        {
            Remove(part);
            throw;
        }
    }

    private static void Remove(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error says why; a leftover part is a lesser evil than hiding it.
        }
    }
}
