using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The cells of a notebook's JSON: reading them all, adding the one that sets parameters.</summary>
internal static class NotebookCells
{
    public static IReadOnlyList<NotebookCell> Read(JsonObject root, string name)
    {
        var cells = (JsonArray)root["cells"]!;
        return [.. cells.Select((cell, index) => Read(cell, index, name))];
    }

    /// <summary>Puts a cell with <paramref name="source"/> behind the parameters cell, or in place of an older one.</summary>
    public static void Inject(JsonObject root, IReadOnlyList<NotebookCell> cells, string source)
    {
        var list = (JsonArray)root["cells"]!;
        var older = cells.FirstOrDefault(cell => cell.Tags.Contains(NotebookCell.InjectedParametersTag));
        var defaults = cells.FirstOrDefault(cell => cell.Tags.Contains(NotebookCell.ParametersTag));
        if (older is not null)
            list.RemoveAt(older.Index);

        var index = older?.Index ?? (defaults is null ? 0 : defaults.Index + 1);
        list.Insert(index, Injected(source, HasIds(root) ? FreeId(cells) : null));
    }

    private static NotebookCell Read(JsonNode? node, int index, string name)
    {
        if (node is not JsonObject cell)
            throw Damaged(name, index, "it is not an object");

        var source = NotebookJson.MultilineText(cell["source"])
            ?? throw Damaged(name, index, "its 'source' is neither a text nor a list of texts");
        var type = NotebookJson.Text(cell["cell_type"]) switch
        {
            null => throw Damaged(name, index, "it has no text called 'cell_type'"),
            "code" => CellType.Code,
            "markdown" => CellType.Markdown,
            _ => CellType.Raw,
        };
        var tags = (cell["metadata"] as JsonObject)?["tags"] as JsonArray;
        return new NotebookCell(
            index,
            type,
            source,
            NotebookJson.Text(cell["id"]),
            [.. (tags ?? []).Select(NotebookJson.Text).OfType<string>()],
            cell["attachments"] as JsonObject);
    }

    private static JsonObject Injected(string source, string? id)
    {
        var cell = new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
        };
        if (id is not null)
            cell["id"] = id;
        cell["metadata"] = new JsonObject { ["tags"] = new JsonArray(NotebookCell.InjectedParametersTag) };
        cell["outputs"] = new JsonArray();
        cell["source"] = NotebookJson.Lines(source);
        return cell;
    }

    private static bool HasIds(JsonObject root) =>
        root["nbformat_minor"] is JsonValue minor && minor.TryGetValue<int>(out var number) && number >= 5;

    private static string FreeId(IReadOnlyList<NotebookCell> cells)
    {
        var taken = cells.Select(cell => cell.Id).ToHashSet();
        var id = NotebookCell.InjectedParametersTag;
        for (var number = 2; taken.Contains(id); number++)
            id = $"{NotebookCell.InjectedParametersTag}-{number}";
        return id;
    }

    private static WorkbenchException Damaged(string name, int index, string reason) =>
        WorkbenchException.Input(
            $"Cell {index + 1} of '{Suggestion.Excerpt(name)}' is damaged: {reason}.",
            "Open the notebook in Jupyter, which repairs or names the fault, and save it.");
}
