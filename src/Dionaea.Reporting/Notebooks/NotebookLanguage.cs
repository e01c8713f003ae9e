using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>What a notebook says of the kernel and the language of its cells, so that front ends open it with them.</summary>
public static class NotebookLanguage
{
    /// <summary>The name of the workbench's kernelspec.</summary>
    public const string KernelName = "dionaea-workbench";

    /// <summary>The kernel's name for people.</summary>
    public const string KernelTitle = "dionaea workbench";

    /// <summary>The language's name, as highlighters know it.</summary>
    public const string Name = "sql";

    /// <summary>nbformat's <c>metadata.kernelspec</c>.</summary>
    public static JsonObject Kernelspec() => new() { ["display_name"] = KernelTitle, ["language"] = Name, ["name"] = KernelName };

    /// <summary>nbformat's <c>metadata.language_info</c>.</summary>
    public static JsonObject LanguageInfo() => new()
    {
        ["codemirror_mode"] = Name,
        ["file_extension"] = ".sql",
        ["mimetype"] = "text/x-sql",
        ["name"] = Name,
        ["pygments_lexer"] = Name,
    };
}
