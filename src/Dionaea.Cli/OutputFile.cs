using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>A file that the user names for a result.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a file that is read by the same command, or is a database.</summary>
    /// <param name="output">The file.</param>
    /// <param name="inputs">What is read; null and empty ones are passed over.</param>
    /// <exception cref="WorkbenchException">It is one of them.</exception>
    public static void RefuseToOverwrite(string output, params string?[] inputs)
    {
        var target = WithoutLinks(output);
        if (inputs.Any(i => !string.IsNullOrEmpty(i) && string.Equals(WithoutLinks(i), target, StringComparison.Ordinal)))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(output)}' is read; the result can't be written over it.", "Choose another file with -o.");
        if (IsDatabase(target))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(output)}' is a database; the result is not written over it.", "Choose another file with -o.");
    }

    private static string WithoutLinks(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return RealPath.Of(full);
        }
        catch (IOException)
        {
            // A circle of links can be neither read nor written, which its opening says.
            return full;
        }
    }

    private static bool IsDatabase(string path)
    {
        if (!File.Exists(path))
            return false;

        var start = new byte[16];
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual("SQLite format 3\0"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whether it can be written is for the writing to find out.
            return false;
        }
    }
}
