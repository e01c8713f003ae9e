using System.Text.Json.Nodes;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>
/// A kernelspec of the workbench: the folder from which Jupyter learns how to start it
/// (https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs).
/// </summary>
/// <param name="Name">Its name, which notebooks carry.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Version">The version of the workbench that wrote it.</param>
/// <param name="Command">The words that start the kernel.</param>
public sealed record Kernelspec(string Name, string Folder, string Version, IReadOnlyList<string> Command)
{
    private const string FileName = "kernel.json";
    private const string Mark = "dionaea-workbench";

    /// <summary>The word that Jupyter replaces by the path of a connection file.</summary>
    public const string ConnectionFileWord = "{connection_file}";

    /// <summary>The files that the command needs and that are gone; empty when it can start.</summary>
    public IReadOnlyList<string> Missing => [.. Command.Take(2).Where(word => Path.IsPathFullyQualified(word) && !File.Exists(word))];

    /// <summary>The kernelspec in a folder; null when there is none, or it is not the workbench's.</summary>
    public static Kernelspec? Read(string folder)
    {
        try
        {
            var json = MessageJson.Read(File.ReadAllBytes(Path.Combine(folder, FileName)));
            return json?["argv"] is JsonArray argv && (json["metadata"] as JsonObject)?[Mark] is JsonObject mark
                ? new Kernelspec(Path.GetFileName(folder), folder, mark.Text("version") ?? "0", [.. argv.Select(word => word is JsonValue v && v.TryGetValue<string>(out var text) ? text : "")])
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of <c>kernel.json</c>.</summary>
    public byte[] ToUtf8() => MessageJson.WriteIndented(new JsonObject
    {
        ["argv"] = new JsonArray([.. Command.Select(word => (JsonNode)word)]),
        ["display_name"] = Name == NotebookLanguage.KernelName ? NotebookLanguage.KernelTitle : $"{NotebookLanguage.KernelTitle} ({Name})",
        ["language"] = NotebookLanguage.Name,
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = new JsonObject { ["version"] = Version } },
    });

    /// <summary>The path of its file.</summary>
    public string FilePath => Path.Combine(Folder, FileName);
}
