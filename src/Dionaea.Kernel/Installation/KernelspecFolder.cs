using Dionaea.Analysis;

namespace Dionaea.Kernel;

/// <summary>Installs, finds and removes the workbench's kernelspecs. Needs no Python.</summary>
public static class KernelspecFolder
{
    /// <summary>The place of a kernelspec in a data folder of Jupyter's.</summary>
    /// <exception cref="WorkbenchException">The name is not one that Jupyter takes.</exception>
    public static string Of(string dataFolder, string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name.Trim('.').Length > 0
        ? Path.Combine(dataFolder, "kernels", name)
        : throw WorkbenchException.Usage($"'{Suggestion.Excerpt(name)}' can't be a kernel's name.", "Use letters, digits, '-', '_' and '.', at most 64.");

    /// <summary>Writes a kernelspec; one of the workbench's that is there already is replaced.</summary>
    /// <exception cref="WorkbenchException">Another kernel has the name, or the place can't be written.</exception>
    public static void Install(Kernelspec spec)
    {
        if (File.Exists(spec.FilePath) && Kernelspec.Read(spec.Folder) is null)
            throw Foreign(spec.Folder);
        try
        {
            Directory.CreateDirectory(spec.Folder);
            File.WriteAllBytes(spec.FilePath, spec.ToUtf8());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw WorkbenchException.Failed($"The kernel can't be installed in '{Suggestion.Excerpt(spec.Folder)}': {Suggestion.Excerpt(e.Message)}", "Install it for yourself with --user, or name a folder of yours with --prefix.", e);
        }
    }

    /// <summary>The workbench's kernelspecs in data folders of Jupyter's, in their order.</summary>
    public static IEnumerable<Kernelspec> Find(IEnumerable<string> dataFolders)
    {
        foreach (var folder in dataFolders.Distinct().Select(f => Path.Combine(f, "kernels")))
        {
            string[] found;
            try
            {
                found = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            foreach (var spec in found.Order(StringComparer.Ordinal).Select(Kernelspec.Read).OfType<Kernelspec>())
                yield return spec;
        }
    }

    /// <summary>Removes a kernelspec of the workbench's.</summary>
    /// <exception cref="WorkbenchException">There is none, it is another kernel's, or it can't be removed.</exception>
    public static void Uninstall(string folder)
    {
        if (!Directory.Exists(folder))
            throw WorkbenchException.Input($"There is no kernel in '{Suggestion.Excerpt(folder)}'.", "'workbench kernel list' shows those that are installed.");
        if (Kernelspec.Read(folder) is null)
            throw Foreign(folder);
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Failed($"The kernel in '{Suggestion.Excerpt(folder)}' can't be removed: {Suggestion.Excerpt(e.Message)}", null, e);
        }
    }

    private static WorkbenchException Foreign(string folder) => WorkbenchException.Usage($"'{Suggestion.Excerpt(folder)}' holds another kernel, not the workbench's.", "Choose another name with --name.");
}
