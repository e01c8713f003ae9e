using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Tests;

/// <summary>Answers, notebooks and provenance made by hand for the tests of pages and notebook outputs.</summary>
internal static class PageAnswers
{
    public static AnswerSource Source { get; } =
        new("sqlite", "dionaea.sqlite", "dionaea 0.6 to 0.11", 1583020800, 1584230399);

    public static Provenance Provenance { get; } = new(
        "dionaea.sqlite",
        "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
        48_123_904,
        "dionaea 0.6 to 0.11",
        1583020800,
        1584230399.5,
        [new("connections", 120_433), new("downloads", 812), new("logins", 40_021)],
        [new("limit", "20")],
        "UTC",
        "0.1.0");

    /// <summary>A notebook of nbformat 4.5 with these cells; a source that starts with <c>md:</c> is Markdown.</summary>
    public static Notebook Notebook(string name, params ReadOnlySpan<string> sources)
    {
        var cells = new JsonArray();
        foreach (var source in sources)
        {
            var isText = source.StartsWith("md:", StringComparison.Ordinal);
            var cell = new JsonObject
            {
                ["cell_type"] = isText ? "markdown" : "code",
                ["id"] = $"c{cells.Count}",
                ["metadata"] = new JsonObject(),
                ["source"] = isText ? source[3..] : source,
            };
            if (!isText)
            {
                cell["execution_count"] = null;
                cell["outputs"] = new JsonArray();
            }

            cells.Add(cell);
        }

        var root = new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return Reporting.Notebook.Parse(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()), name);
    }

    /// <summary>A report of the notebook in which the n-th code cell gave the n-th result.</summary>
    public static Report Report(Notebook notebook, Provenance provenance, params ReadOnlySpan<CellOutput[]> results)
    {
        var cells = new List<ReportCell>();
        var next = 0;
        foreach (var cell in notebook.Cells)
        {
            var isRun = cell.Type == CellType.Code && next < results.Length;
            cells.Add(new ReportCell(cell, isRun ? new CellResult(results[next++]) : null));
        }

        return new Report(notebook, cells, provenance);
    }

    public static Answer Answer(Table table, Figure? figure = null, string title = "Top ports", params string[] warnings) =>
        new(Query(title), "SELECT 1", new Dictionary<string, object?>(), Source, table, figure, warnings, TimeSpan.Zero);

    public static Query Query(string title) => new(
        "top-ports", "connections", "B02", title, "Which ports were tried most?", "Example, 2010",
        "Accepted and rejected inbound connections.", ["Listeners have no remote host and are left out."], [], [],
        null, null, "SELECT 1");

    public static Table Table(string[] columns, Kind[] kinds, params object?[][] rows) =>
        new([.. columns.Zip(kinds, (name, kind) => new Column(name, kind))], rows);

    public static Figure Bar(string[] labels, long[] values, string title) => Figure(
        "bar", new JsonObject { ["type"] = "bar", ["x"] = Array(labels), ["y"] = Array(values) }, title);

    public static Figure Figure(string kind, JsonObject trace, string title) => new(
        new JsonArray(trace),
        new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = title, ["x"] = 0, ["xref"] = "paper", ["font"] = new JsonObject { ["size"] = 16 } },
            ["font"] = new JsonObject { ["family"] = "system-ui, sans-serif", ["color"] = "#1c2430" },
            ["colorway"] = new JsonArray("#0b5c8a", "#d17b0f", "#4d8f5b"),
            ["height"] = 380,
            ["margin"] = new JsonObject { ["l"] = 60, ["r"] = 20, ["t"] = 50, ["b"] = 60 },
            ["xaxis"] = new JsonObject { ["type"] = kind is "bar" or "heatmap" or "histogram" ? "category" : "-", ["automargin"] = true },
            ["yaxis"] = new JsonObject { ["type"] = kind == "heatmap" ? "category" : "-", ["automargin"] = true, ["gridcolor"] = "#e6eaee" },
        },
        $"{kind} chart: {title}.");

    public static JsonArray Array<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    /// <summary>One figure of each trace type in the bundle that draws without outlines of countries.</summary>
    /// <param name="labels">At least one label; the first is also the title.</param>
    public static IReadOnlyList<Figure> FigureOfEachType(params string[] labels)
    {
        var title = labels[0];
        var count = labels.Length;
        JsonArray Labels() => Array(labels);
        JsonArray Numbers() => Array(Enumerable.Range(1, count).Select(i => (long)i));
        JsonArray Parents() => Array(labels.Select((_, i) => i == 0 ? "" : labels[0]));
        JsonObject Trace(string type) => new() { ["type"] = type, ["name"] = title };
        Figure Of(JsonObject trace, params (string Name, JsonNode Value)[] members)
        {
            foreach (var (name, value) in members)
                trace[name] = value;
            return Figure(trace["type"]!.GetValue<string>(), trace, title);
        }

        return
        [
            Of(Trace("bar"), ("x", Labels()), ("y", Numbers()), ("hovertext", Labels())),
            Of(Trace("scatter"), ("x", Numbers()), ("y", Numbers()), ("text", Labels()), ("mode", "lines+text")),
            Of(Trace("pie"), ("labels", Labels()), ("values", Numbers())),
            Of(Trace("heatmap"), ("x", Labels()), ("y", Labels()), ("z", new JsonArray([.. labels.Select(_ => Numbers())]))),
            Of(Trace("histogram"), ("x", Labels())),
            Of(Trace("treemap"), ("labels", Labels()), ("parents", Parents()), ("values", Numbers())),
            Of(Trace("icicle"), ("labels", Labels()), ("parents", Parents()), ("values", Numbers())),
            Of(Trace("sunburst"), ("labels", Labels()), ("parents", Parents()), ("values", Numbers())),
            Of(
                Trace("sankey"),
                ("node", new JsonObject { ["label"] = Labels() }),
                ("link", new JsonObject
                {
                    ["source"] = Array(labels.Skip(1).Select(_ => 0L)),
                    ["target"] = Array(labels.Skip(1).Select((_, i) => i + 1L)),
                    ["value"] = Array(labels.Skip(1).Select(_ => 1L)),
                })),
        ];
    }
}
