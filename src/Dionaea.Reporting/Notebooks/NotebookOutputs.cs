using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Turns the results of one notebook's cells, in their order, into nbformat outputs (nbformat 4, "Code cell
/// outputs"). Charts show offline: the first one is preceded by an output that carries plotly.js, the others
/// wait for it. Front ends with a renderer for Plotly's MIME type don't need either.
/// </summary>
public sealed class NotebookOutputs
{
    /// <summary>The most rows of a table that an output shows.</summary>
    public const int MostRows = 200;

    /// <summary>Whether plotly.js has been put out, so that charts to come leave it out.</summary>
    public bool HasCarried { get; private set; }

    private const int MostLines = 500;
    private const string TreeStyle = "<style>.attacks ul{list-style:none;margin:0;padding-left:1.2em}.attacks summary{cursor:pointer}"
        + ".attacks .exploit{color:#b3261e}.attacks .access{color:#7a5200}.attacks .payload{color:#8b2f8b}.attacks li.attack{margin-bottom:.4em}</style>\n";

    /// <summary>Lets the next chart be preceded by plotly.js again, for a cell whose outputs are replaced.</summary>
    public void CarryAgain() => HasCarried = false;

    /// <summary>The outputs of the next cell as a notebook file has them: texts as lists of lines.</summary>
    /// <param name="result">What the cell gave.</param>
    /// <param name="executionCount">The cell's number in the order of running, from 1.</param>
    public JsonArray Next(CellResult result, int executionCount = 1)
    {
        var outputs = new JsonArray();
        foreach (var output in result.Outputs.SelectMany(o => Of(o, executionCount)))
        {
            // Jupyter joins what is printed in one go.
            if (outputs.LastOrDefault() is { } last && IsStream(last) && IsStream(output) && (string?)last["name"] == (string?)output["name"])
                last["text"] = (string?)last["text"] + (string?)output["text"];
            else
                outputs.Add(output);
        }

        foreach (var output in outputs)
            Divide((JsonObject)output!);
        return outputs;
    }

    /// <summary>One output of a cell as the messages of Jupyter's protocol have it, with nbformat's <c>output_type</c>: texts are whole.</summary>
    /// <param name="output">The output; each may be given once, in order.</param>
    /// <param name="executionCount">The cell's number in the order of running, from 1.</param>
    public IReadOnlyList<JsonObject> Of(CellOutput output, int executionCount) => output switch
    {
        AnswerOutput answer => OfAnswer(answer, executionCount),
        TreeOutput tree => OfTree(tree),
        TextOutput text => [Display(("text/markdown", text.Markdown), ("text/plain", PageText.Plain(text.Markdown)))],
        PrintedOutput printed => [Stream(printed)],
        ErrorOutput error => [Error(error)],
        _ => throw new InvalidOperationException($"no nbformat output for {output.GetType().Name}"),
    };

    private List<JsonObject> OfAnswer(AnswerOutput output, int executionCount)
    {
        var outputs = new List<JsonObject>();
        var answer = output.Answer;
        AddFigure(outputs, answer.Figure, answer.IsVolatile);
        if (output.ShowTable || answer.Figure is null)
            outputs.Add(output.IsResult ? Result(TableOutput(answer), executionCount) : TableOutput(answer));
        else if (AnswerNotes.Losses(answer) is { Count: > 0 } losses)
            outputs.Add(Warnings(losses));
        return outputs;
    }

    private static bool IsStream(JsonNode output) => (string?)output["output_type"] == "stream";

    // nbformat keeps texts as lists of lines; JSON stays as it is.
    private static void Divide(JsonObject output)
    {
        if (output["text"] is JsonValue text)
            output["text"] = NotebookJson.Lines((string)text!);
        if (output["data"] is not JsonObject bundle)
            return;
        foreach (var (mime, value) in bundle.Where(item => item.Value is JsonValue).ToList())
            bundle[mime] = NotebookJson.Lines((string)value!);
    }

    private List<JsonObject> OfTree(TreeOutput output)
    {
        var outputs = new List<JsonObject>();
        AddFigure(outputs, output.Figure, isVolatile: false);
        using var html = new StringWriter();
        using var text = new StringWriter();
        html.Write(TreeStyle);
        TreeHtml.Write(output.Forest, output.Zone, html);
        TreeText.Write(output.Forest, output.Zone, text, MostLines);
        outputs.Add(Display(("text/html", html.ToString()), ("text/plain", text.ToString())));
        return outputs;
    }

    private void AddFigure(List<JsonObject> outputs, Figure? figure, bool isVolatile)
    {
        if (figure is null)
            return;
        if (!HasCarried)
            outputs.Add(Display(("text/html", Loader()), ("text/plain", "plotly.js, which draws the charts of this notebook")));
        HasCarried = true;
        outputs.Add(Marked(Chart(figure), isVolatile));
    }

    // Comparisons of outputs leave what is marked out.
    private static JsonObject Marked(JsonObject display, bool isVolatile)
    {
        if (isVolatile)
            display["metadata"]!["workbench"] = new JsonObject { ["volatile"] = true };
        return display;
    }

    private static JsonObject Chart(Figure figure)
    {
        var html = ("text/html", Fragment(figure));
        var plain = ("text/plain", PageText.Plain(figure.Alt));
        if (figure.HasMap)
            return Display(html, plain);

        var display = Display(html, plain);
        var bundle = (JsonObject)display["data"]!;
        bundle.Insert(0, "application/vnd.plotly.v1+json", FigureJson(figure));
        return display;
    }

    private static JsonObject FigureJson(Figure figure) =>
        new() { ["data"] = figure.Data.DeepClone(), ["layout"] = figure.Layout.DeepClone() };

    /// <summary>A figure as HTML that needs nothing beside it: with plotly.js, which leaves one that is there already alone.</summary>
    internal static string Standalone(Figure figure) => $"{Loader()}\n{Fragment(figure)}\n";

    // Jupyter's pages have an AMD loader and evaluate scripts inside functions: the global is set by name.
    private static string Loader() =>
        $"<script>(function(){{if(window.Plotly)return;{Assets.Plotly}\nwindow.Plotly=Plotly;}})();</script>";

    // Each map brings its outlines: the output of another that had them may be gone, and what is there stays.
    private static string Outlines() =>
        "var geo=window.PlotlyGeoAssets=window.PlotlyGeoAssets||{};geo.topojson=geo.topojson||{};"
        + $"geo.topojson.world_110m=geo.topojson.world_110m||{Assets.Outlines};";

    private static string Fragment(Figure figure)
    {
        var json = Escape.Script(FigureJson(figure));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        var height = figure.Height.ToString(CultureInfo.InvariantCulture);
        return $$"""
            <div data-workbench-figure="{{id}}" style="min-height:{{height}}px">{{Escape.Html(figure.Alt)}}</div>
            <script>(function(){var figure={{json}},left=300;{{(figure.HasMap ? Outlines() : "")}}
            function draw(){
            if(!window.Plotly){if(left-->0)setTimeout(draw,100);return;}
            document.querySelectorAll('[data-workbench-figure="{{id}}"]').forEach(function(place){
            if(place.dataset.drawn)return;
            place.dataset.drawn='1';place.textContent='';
            window.Plotly.newPlot(place,JSON.parse(JSON.stringify(figure.data)),JSON.parse(JSON.stringify(figure.layout)),{responsive:true,displaylogo:false}).catch(function(){
            place.textContent={{Escape.Script(JsonValue.Create(figure.Alt))}};});
            });}
            draw();})();</script>
            """;
    }

    private static JsonObject Warnings(IReadOnlyList<string> warnings)
    {
        var html = new StringBuilder();
        foreach (var warning in warnings)
            html.Append("<p>⚠ ").Append(Escape.Html(warning)).Append("</p>\n");
        return Display(
            ("text/html", html.ToString()),
            ("text/plain", PageText.Plain(string.Join('\n', warnings.Select(warning => "Warning: " + warning)))));
    }

    private static JsonObject TableOutput(Answer answer)
    {
        using var text = new StringWriter();
        new TableText().Write(answer with { Table = First(answer.Table) }, text);
        return Marked(Display(("text/html", NotebookTable.Html(answer, MostRows)), ("text/plain", text.ToString())), answer.IsVolatile);
    }

    private static Table First(Table table)
    {
        if (table.Rows.Count <= MostRows)
            return table;

        var part = string.Create(CultureInfo.InvariantCulture, $"the first of {table.Rows.Count:#,##0}");
        return new Table(
            table.Columns, [.. table.Rows.Take(MostRows)], table.Truncated is null ? part : $"{part}, {table.Truncated}");
    }

    private static JsonObject Result(JsonObject display, int executionCount)
    {
        display["execution_count"] = executionCount;
        display["output_type"] = "execute_result";
        return display;
    }

    private static JsonObject Stream(PrintedOutput printed) => new()
    {
        ["name"] = printed.IsError ? "stderr" : "stdout",
        ["output_type"] = "stream",
        ["text"] = Unlinked(printed.Text),
    };

    private static JsonObject Error(ErrorOutput error)
    {
        var where = error.Line is { } line ? $"Line {line.ToString(CultureInfo.InvariantCulture)}: " : "";
        string?[] parts = [where + error.Error.Message, error.Excerpt, error.Error.Remedy];
        var text = Unlinked(string.Join('\n', parts.OfType<string>()));
        return new JsonObject
        {
            ["ename"] = nameof(WorkbenchException),
            ["evalue"] = Unlinked(where + error.Error.Message),
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. text.Split('\n').Select(line => (JsonNode)line)]),
        };
    }

    // Front ends make links of addresses in what is printed and in errors, and colours of control sequences.
    private static string Unlinked(string text) => PageText.Plain(text)
        .Replace("://", "[://]", StringComparison.Ordinal)
        .Replace("www.", "www[.]", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Display(params ReadOnlySpan<(string Mime, string Text)> bundle)
    {
        var data = new JsonObject();
        foreach (var (mime, text) in bundle)
            data[mime] = text;
        return new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
    }
}
