using System.Text.Json.Nodes;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>Answers what a front end asks while a cell is being typed.</summary>
internal sealed class TypingAnswers(Session session)
{
    /// <summary>The content of a <c>complete_reply</c>.</summary>
    public JsonObject Complete(JsonObject request)
    {
        var (code, cursor) = Place(request);
        var found = session.Typing.Complete(code, cursor);
        var (start, end) = (CodePoints.FromUtf16(code, found.Start), CodePoints.FromUtf16(code, found.End));
        var types = found.Matches.Select(m => (JsonNode)new JsonObject
        {
            ["start"] = start,
            ["end"] = end,
            ["text"] = m.Text,
            ["type"] = m.Kind.ToString().ToLowerInvariant(),
        });
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Matches.Select(m => (JsonNode)m.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. types]) },
        };
    }

    /// <summary>The content of an <c>inspect_reply</c>.</summary>
    public JsonObject Inspect(JsonObject request)
    {
        var (code, cursor) = Place(request);
        var found = session.Typing.Inspect(code, cursor, request.Number("detail_level") is 1 ? 1 : 0);
        var data = found is null ? new JsonObject() : new JsonObject { ["text/markdown"] = found.Markdown, ["text/plain"] = found.Text };
        return new JsonObject { ["status"] = "ok", ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    /// <summary>The content of an <c>is_complete_reply</c>.</summary>
    public static JsonObject IsComplete(JsonObject request)
    {
        var found = TypingHelp.IsComplete(request.Text("code") ?? "");
        var reply = new JsonObject { ["status"] = found.Status.ToString().ToLowerInvariant() };
        if (found.Status == CompletenessStatus.Incomplete)
            reply["indent"] = found.Indent;
        return reply;
    }

    private static (string Code, int Cursor) Place(JsonObject request)
    {
        var code = request.Text("code") ?? "";
        return (code, CodePoints.ToUtf16(code, request.Number("cursor_pos") ?? code.Length));
    }
}
