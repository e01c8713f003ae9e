using Dionaea.Analysis;

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

    /// <summary>
    /// The path of a notebook: a file of the user's, or the name or number of one that is shipped (<c>01-overview</c>,
    /// <c>01</c>).
    /// </summary>
    /// <exception cref="WorkbenchException">It is neither a path nor such a name.</exception>
    public static string Notebook(string name)
    {
        if (File.Exists(name) || name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal))
            return name;
        var plain = name.EndsWith(".ipynb", StringComparison.Ordinal) ? name[..^".ipynb".Length] : name;
        var names = NotebookNames().ToList();
        var shipped = names.Find(n => n == plain) ?? names.Find(n => n.Split('-')[0] == plain);
        if (shipped is not null)
            return Path.Combine(Notebooks, shipped + ".ipynb");
        return plain == name && !Directory.Exists(name)
            ? throw WorkbenchException.Input($"There is no notebook '{Suggestion.Excerpt(name)}'.", $"Name a file, or one of those that come along: {string.Join(", ", names)}.")
            : name;
    }
}
