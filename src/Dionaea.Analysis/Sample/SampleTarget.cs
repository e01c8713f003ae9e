namespace Dionaea.Analysis;

/// <summary>A file that a sample is written to: a new one in a folder that is there.</summary>
internal static class SampleTarget
{
    /// <summary>The full path of a file that may be made.</summary>
    /// <exception cref="WorkbenchException">It is no name of a file, exists, or its folder does not.</exception>
    public static string Check(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            throw WorkbenchException.Usage("A sample needs the name of a file to write.");

        path = Path.GetFullPath(path);
        RefuseExisting(path);
        var folder = Path.GetDirectoryName(path);
        return Directory.Exists(folder)
            ? path
            : throw WorkbenchException.Failed($"The folder '{folder}' does not exist.", "Make it first, or choose another place.");
    }

    /// <summary>Refuses a path at which something is.</summary>
    /// <exception cref="WorkbenchException">Something is.</exception>
    public static void RefuseExisting(string path)
    {
        if (Path.Exists(path))
        {
            throw WorkbenchException.Failed(
                $"'{path}' exists already and is never overwritten.", "Choose another name, or remove it first.");
        }
    }
}
