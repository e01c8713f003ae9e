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

    private const int MostLines = 500;
    private const string TreeStyle = "<style>.attacks ul{list-style:none;margin:0;padding-left:1.2em}.attacks summary{cursor:pointer}"
        + ".attacks .exploit{color:#b3261e}.attacks .access{color:#7a5200}.attacks .payload{color:#8b2f8b}.attacks li.attack{margin-bottom:.4em}</style>\n";

    private bool _carried;

    /// <summary>The outputs of the next cell.</summary>
    public JsonArray Next(CellResult result)
    {
        var outputs = new JsonArray();
        foreach (var output in result.Outputs)
        {
            switch (output)
            {
                case AnswerOutput answer:
                    AddAnswer(outputs, answer);
                    break;
                case TreeOutput tree:
                    AddTree(outputs, tree);
                    break;
                case TextOutput text:
                    outputs.Add(Display(("text/markdown", text.Markdown), ("text/plain", PageText.Plain(text.Markdown))));
                    break;
                case ErrorOutput error:
                    outputs.Add(Error(error));
                    break;
                default:
                    throw new InvalidOperationException($"no nbformat output for {output.GetType().Name}");
            }
        }

        return outputs;
    }

    private void AddAnswer(JsonArray outputs, AnswerOutput output)
    {
        var answer = output.Answer;
        AddFigure(outputs, answer.Figure);
        if (output.ShowTable || answer.Figure is null)
            outputs.Add(TableOutput(answer));
        else if (AnswerNotes.Losses(answer) is { Count: > 0 } losses)
            outputs.Add(Warnings(losses));
    }

    private void AddTree(JsonArray outputs, TreeOutput output)
    {
        AddFigure(outputs, output.Figure);
        using var html = new StringWriter();
        using var text = new StringWriter();
        html.Write(TreeStyle);
        TreeHtml.Write(output.Forest, output.Zone, html);
        TreeText.Write(output.Forest, output.Zone, text, MostLines);
        outputs.Add(Display(("text/html", html.ToString()), ("text/plain", text.ToString())));
    }

    private void AddFigure(JsonArray outputs, Figure? figure)
    {
        if (figure is null)
            return;
        if (!_carried)
            outputs.Add(Display(("text/html", Loader()), ("text/plain", "plotly.js, which draws the charts of this notebook")));
        _carried = true;
        outputs.Add(Chart(figure));
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

    // Jupyter's pages have an AMD loader and evaluate scripts inside functions: the global is set by name.
    private static string Loader() =>
        $"<script>(function(){{if(window.Plotly)return;{Assets.Plotly}\nwindow.Plotly=Plotly;}})();</script>";

    private static string Fragment(Figure figure)
    {
        var json = Escape.Script(FigureJson(figure));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        var height = figure.Height.ToString(CultureInfo.InvariantCulture);
        return $$"""
            <div data-workbench-figure="{{id}}" style="min-height:{{height}}px">{{Escape.Html(figure.Alt)}}</div>
            <script>(function(){var figure={{json}},left=300;
            function draw(){
            if(!window.Plotly){if(left-->0)setTimeout(draw,100);return;}
            document.querySelectorAll('[data-workbench-figure="{{id}}"]').forEach(function(place){
            if(place.dataset.drawn)return;
            place.dataset.drawn='1';place.textContent='';
            window.Plotly.newPlot(place,JSON.parse(JSON.stringify(figure.data)),JSON.parse(JSON.stringify(figure.layout)),{responsive:true,displaylogo:false});
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
        using var html = new StringWriter();
        using var text = new StringWriter();
        new TableHtml(MostRows).Write(answer, html);
        new TableText().Write(answer with { Table = First(answer.Table) }, text);
        return Display(("text/html", html.ToString()), ("text/plain", text.ToString()));
    }

    private static Table First(Table table)
    {
        if (table.Rows.Count <= MostRows)
            return table;

        var part = string.Create(CultureInfo.InvariantCulture, $"the first of {table.Rows.Count:#,##0}");
        return new Table(
            table.Columns, [.. table.Rows.Take(MostRows)], table.Truncated is null ? part : $"{part}, {table.Truncated}");
    }

    private static JsonObject Error(ErrorOutput error)
    {
        var where = error.Line is { } line ? $"Line {line.ToString(CultureInfo.InvariantCulture)}: " : "";
        return new JsonObject
        {
            ["ename"] = nameof(WorkbenchException),
            ["evalue"] = PageText.Plain(where + error.Error.Message),
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. PageText.Plain(where + error.Error.Text).Split('\n').Select(line => (JsonNode)line)]),
        };
    }

    private static JsonObject Display(params ReadOnlySpan<(string Mime, string Text)> bundle)
    {
        var data = new JsonObject();
        foreach (var (mime, text) in bundle)
            data[mime] = NotebookJson.Lines(text);
        return new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
    }
}
