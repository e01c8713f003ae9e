namespace Dionaea.Cli;

/// <summary>The files that come with the command: notebooks and the sample database.</summary>
internal static class Shipped
{
    /// <summary>The folder of the notebooks.</summary>
    public static string Notebooks => Path.Combine(AppContext.BaseDirectory, "notebooks");

    /// <summary>The folder of the sample database.</summary>
    public static string Data => Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>The names of the shipped notebooks, in order.</summary>
    public static IEnumerable<string> NotebookNames() => Directory.Exists(Notebooks)
        ? Directory.EnumerateFiles(Notebooks, "*.ipynb").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>The path of a notebook: a file of the user's, or the name of one that is shipped (<c>01-overview</c>).</summary>
    public static string Notebook(string name)
    {
        if (File.Exists(name) || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
            return name;
        var shipped = Path.Combine(Notebooks, name.EndsWith(".ipynb", StringComparison.Ordinal) ? name : name + ".ipynb");
        return File.Exists(shipped) ? shipped : name;
    }
}
