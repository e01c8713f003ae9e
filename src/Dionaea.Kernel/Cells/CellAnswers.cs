using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>Runs the cells that front ends send, and shows what they give as it comes.</summary>
internal sealed class CellAnswers(Session session, Outgoing outgoing, Wire wire, Interruption interruption, UserQuestions questions)
{
    private (CellRequest Request, CancellationToken Stop)? _running;

    /// <summary>
    /// Asks the user whether the cell that runs may open a file that lies elsewhere; where the front end takes no
    /// questions, it may not.
    /// </summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public bool MayOpen(string path) =>
        _running is var (request, stop) && request.AllowsStdin
        && questions.Ask(request.Message, $"This notebook asks to open '{Escape.Visible(path)}', which lies outside its folder. Allow it? (y/n) ", stop).Trim().ToUpperInvariant() is "Y" or "YES";

    /// <summary>Runs a cell and answers its request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failed">Called when the cell failed and aborts what waits, before the answer goes out.</param>
    public void Answer(CellRequest request, Action failed)
    {
        var started = wire.Now();
        var isBlank = string.IsNullOrWhiteSpace(request.Code);
        if (request.IsStored && !isBlank)
            session.Count++;
        if (!request.IsSilent)
            outgoing.Publish(request.Message, "execute_input", new JsonObject { ["code"] = request.Code, ["execution_count"] = session.Count });

        string? result = null;
        var error = isBlank ? null : Run(request, out result);
        if (request.IsStored && !isBlank)
            session.History.Add(new HistoryEntry(session.Count, request.Code, result));
        if (error is not null && request.StopsOnError)
            failed();

        var content = error is null
            ? new JsonObject { ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = Expressions(request.Message.Content["user_expressions"] as JsonObject) }
            : new JsonObject { ["status"] = "error", ["ename"] = error["ename"]?.DeepClone(), ["evalue"] = error["evalue"]?.DeepClone(), ["traceback"] = error["traceback"]?.DeepClone() };
        content["execution_count"] = session.Count;
        outgoing.Reply(Channel.Shell, request.Message, "execute_reply", content, new JsonObject { ["started"] = started, ["dependencies_met"] = true, ["status"] = error is null ? "ok" : "error" });
        session.PrepareTyping();
    }

    // Gives the error that ended the cell, or null.
    private JsonObject? Run(CellRequest request, out string? result)
    {
        JsonObject? error = null;
        string? plain = null;
        void Publish(string type, JsonObject content)
        {
            if (!request.IsSilent)
                outgoing.Publish(request.Message, type, content);
        }

        void Show(CellOutput output)
        {
            foreach (var one in session.Outputs.Of(output, session.Count))
            {
                var type = (string)one["output_type"]!;
                one.Remove("output_type");
                if (type == "error")
                    error = one;
                if (type == "execute_result")
                    plain = (string?)one["data"]?["text/plain"];
                Publish(type, one);
            }
        }

        session.Carry(request.Cell, () => interruption.Run(stop =>
        {
            var watch = new CellWatch(Show);
            using var progress = new ProgressDisplay(watch, Publish);
            _running = (request, stop);
            try
            {
                session.Executor.Run(request.Code, watch, stop);
            }
            catch (OperationCanceledException)
            {
                Publish("error", error = Error("Interrupted", "The cell was interrupted."));
            }
            catch (Exception e)
            {
                Publish("error", error = Error(e.GetType().Name, $"This is a fault of the workbench; please report it with these lines.\n{e}"));
            }
            finally
            {
                _running = null;
            }
        }));
        result = plain;
        return error;
    }

    // Each expression is one value in SQL.
    private JsonObject Expressions(JsonObject? expressions)
    {
        var values = new JsonObject();
        foreach (var name in (expressions ?? []).Select(e => e.Key))
            interruption.Run(stop => values[name] = Expression(expressions!.Text(name) ?? "", stop));
        return values;
    }

    private JsonObject Expression(string sql, CancellationToken stop)
    {
        try
        {
            var table = session.Workbench.Run($"SELECT (\n{sql}\n)", stop).Table;
            var text = Escape.Visible(new ValueText("UTC").Show(table.Rows[0][0], Kind.Text));
            return new JsonObject { ["status"] = "ok", ["data"] = new JsonObject { ["text/plain"] = text }, ["metadata"] = new JsonObject() };
        }
        catch (Exception e) when (e is WorkbenchException or OperationCanceledException)
        {
            var error = e is WorkbenchException mistake ? Error(nameof(WorkbenchException), mistake.Text) : Error("Interrupted", "The expression was interrupted.");
            error["status"] = "error";
            return error;
        }
    }

    private static JsonObject Error(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(Escape.Visible).ToList();
        return new JsonObject { ["ename"] = name, ["evalue"] = lines[0], ["traceback"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]) };
    }
}
