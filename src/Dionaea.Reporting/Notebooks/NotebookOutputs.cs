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

    private const int LongestValue = 500;

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
                case TextOutput text:
                    outputs.Add(Display(("text/markdown", text.Markdown), ("text/plain", PageText.PlainText(text.Markdown))));
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
        if (answer.Figure is { } figure)
        {
            if (!_carried)
            {
                outputs.Add(Display(("text/html", Loader()), ("text/plain", "plotly.js, which draws the charts of this notebook")));
                _carried = true;
            }

            outputs.Add(Chart(figure));
        }

        if (answer.Warnings.Count > 0)
            outputs.Add(Warnings(answer.Warnings));
        if (output.ShowTable || answer.Figure is null)
            outputs.Add(TableOutput(answer));
    }

    private static JsonObject Chart(Figure figure)
    {
        var html = ("text/html", Fragment(figure));
        var plain = ("text/plain", PageText.PlainText(figure.Alt));
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
        var json = PageText.ScriptJson(FigureJson(figure));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        var height = figure.Height.ToString(CultureInfo.InvariantCulture);
        return $$"""
            <div data-workbench-figure="{{id}}" style="min-height:{{height}}px">{{PageText.HtmlText(figure.Alt)}}</div>
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
            html.Append("<p>⚠ ").Append(PageText.HtmlText(warning)).Append("</p>\n");
        return Display(
            ("text/html", html.ToString()),
            ("text/plain", PageText.PlainText(string.Join('\n', warnings.Select(warning => "Warning: " + warning)))));
    }

    private static JsonObject TableOutput(Answer answer)
    {
        var table = answer.Table;
        var html = new StringBuilder("<table>\n<thead><tr>");
        foreach (var column in table.Columns)
            html.Append(Tag("th", column)).Append(PageText.HtmlText(column.Name)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows.Take(MostRows))
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
                html.Append(Tag("td", table.Columns[i])).Append(ValueHtml(table.Columns[i], row[i], answer.Zone)).Append("</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
        var plain = PageText.TextTable(answer, MostRows);
        if (RowsNote(table) is { } note)
        {
            html.Append("<p>").Append(PageText.HtmlText(note)).Append("</p>\n");
            plain += "\n" + PageText.PlainText(note);
        }

        return Display(("text/html", html.ToString()), ("text/plain", plain));
    }

    private static string? RowsNote(Table table)
    {
        var count = table.Rows.Count.ToString("N0", CultureInfo.InvariantCulture);
        return (table.Rows.Count, table.Truncated) switch
        {
            (0, null) => "No rows.",
            (> MostRows, null) => $"First {MostRows} of {count} rows shown.",
            (> MostRows, { } cut) => $"First {MostRows} of {count} rows shown; the result was {cut}.",
            (_, { } cut) => $"The result was {cut}.",
            _ => null,
        };
    }

    private static string Tag(string name, Column column) =>
        column.Kind.IsQuantity() ? $"<{name} style=\"text-align:right\">" : $"<{name} style=\"text-align:left\">";

    private static string ValueHtml(Column column, object? value, string zone)
    {
        var text = PageText.Value(column, value, zone);
        return text is null ? "<i>null</i>" : PageText.HtmlText(text.Length > LongestValue ? text[..LongestValue] + "…" : text);
    }

    private static JsonObject Error(ErrorOutput error)
    {
        var where = error.Line is { } line ? $"Line {line.ToString(CultureInfo.InvariantCulture)}: " : "";
        return new JsonObject
        {
            ["ename"] = nameof(WorkbenchException),
            ["evalue"] = PageText.PlainText(where + error.Error.Message),
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. PageText.PlainText(where + error.Error.Text).Split('\n').Select(line => (JsonNode)line)]),
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
