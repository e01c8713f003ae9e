using System.Text.Json.Nodes;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>Answers what a front end asks of the kernel and the session.</summary>
internal static class SessionAnswers
{
    private const int MostEntries = 10_000;

    /// <summary>The content of a <c>kernel_info_reply</c>.</summary>
    /// <param name="version">The workbench's version.</param>
    public static JsonObject KernelInfo(string version)
    {
        var language = NotebookLanguage.LanguageInfo();
        language["version"] = "3";
        return new JsonObject
        {
            ["status"] = "ok",
            ["protocol_version"] = Wire.Version,
            ["implementation"] = NotebookLanguage.KernelName,
            ["implementation_version"] = version,
            ["language_info"] = language,
            ["banner"] = $"dionaea workbench {version}: SQL on a database of dionaea's. '#!open PATH' opens one, '#!help' explains the rest.",
            ["debugger"] = false,
            ["help_links"] = new JsonArray(),
        };
    }

    /// <summary>The content of a <c>history_reply</c>.</summary>
    public static JsonObject History(History history, JsonObject request)
    {
        var count = request.Number("n") is { } n ? (int)Math.Clamp(n, 0, MostEntries) : (int?)null;
        var entries = request.Text("hist_access_type") switch
        {
            "tail" => history.Tail(count ?? MostEntries),
            "range" => history.Range(request.Number("session") ?? 0, request.Number("start") ?? 0, request.Number("stop")),
            "search" => history.Search(request.Text("pattern") ?? "*", count, request.Flag("unique", false)),
            _ => [],
        };
        var withOutput = request.Flag("output", false);
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. entries.Select(e => (JsonNode)new JsonArray(
                Kernel.History.Session, e.Line, withOutput ? new JsonArray(e.Code, e.Result) : e.Code))]),
        };
    }

    /// <summary>The content of a <c>comm_info_reply</c>: this kernel has no comms.</summary>
    public static JsonObject CommInfo() => new() { ["status"] = "ok", ["comms"] = new JsonObject() };
}
