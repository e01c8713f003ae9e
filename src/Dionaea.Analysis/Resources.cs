using System.Text;

namespace Dionaea.Analysis;

/// <summary>The embedded files of this assembly, by their path.</summary>
internal static class Resources
{
    /// <summary>The paths that start with <paramref name="folder"/>, in ordinal order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. typeof(Resources).Assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>The text of one file.</summary>
    public static string Text(string path)
    {
        var assembly = typeof(Resources).Assembly;
        var stream = assembly.GetManifestResourceStream(path)
            ?? assembly.GetManifestResourceStream(path.Replace('/', '\\'))
            ?? throw new InvalidOperationException($"there is no embedded file '{path}'");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
