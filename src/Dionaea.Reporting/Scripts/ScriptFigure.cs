using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dionaea.Analysis;
using Jint;
using Jint.Native;

namespace Dionaea.Reporting;

/// <summary>
/// A Plotly figure that a script built: <c>{data: [trace, …], layout: {…}}</c>. Only members that draw are taken, each
/// of its type; texts are made inert, and nothing that loads, links or runs (images, templates, maps) has a way in.
/// </summary>
internal static partial class ScriptFigure
{
    private const int MostTraces = 50;
    private const int MostPoints = 50_000;

    private static readonly string[] Types = ["bar", "scatter", "pie", "histogram", "heatmap", "treemap", "sunburst"];
    private static readonly string[] Lists = ["x", "y", "z", "labels", "parents", "values", "text", "ids"];

    // What a member takes: words from a closed set, or a number from and to.
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["mode"] = ["lines", "markers", "lines+markers", "text", "lines+text", "markers+text", "lines+markers+text"],
        ["orientation"] = ["h", "v"],
        ["fill"] = ["none", "tozeroy", "tonexty"],
        ["branchvalues"] = ["total", "remainder"],
        ["barmode"] = ["group", "stack", "overlay", "relative"],
    };

    private static readonly Dictionary<string, (double Least, double Most)> Numbers = new(StringComparer.Ordinal)
    {
        ["hole"] = (0, 0.95),
        ["opacity"] = (0, 1),
        ["height"] = (100, 2000),
        ["bargap"] = (0, 1),
    };

    private static readonly string[] TraceMembers = ["type", "name", "color", "mode", "orientation", "fill", "branchvalues", "hole", "opacity", .. Lists];
    private static readonly string[] LayoutMembers = ["title", "xaxis", "yaxis", "barmode", "height", "bargap"];

    /// <summary>Whether a value means a figure: an object with a list <c>data</c>.</summary>
    public static bool IsFigure(JsValue value) => value is JsObject item && ScriptText.Data(item.GetOwnProperty("data")) is JsArray;

    /// <summary>The answer with the figure, and a table of the numbers in it.</summary>
    /// <exception cref="WorkbenchException">A member is unknown or not of its type, or the figure is too large.</exception>
    public static Answer Read(JsValue value, Func<Table, TimeSpan, Answer> answer, TimeSpan elapsed)
    {
        var item = (JsObject)value;
        var traces = (JsArray)ScriptText.Data(item.GetOwnProperty("data"));
        if (traces.Length is 0 or > MostTraces)
            throw WorkbenchException.Usage(FormattableString.Invariant($"A figure has 1 to {MostTraces} traces, this one {traces.Length}."));
        foreach (var name in Members(item, "figure").Select(m => m.Name))
            Check(name, ["data", "layout"], "figure");

        var points = new ScriptFigureTable();
        var data = new JsonArray();
        for (uint i = 0; i < traces.Length; i++)
            data.Add(Trace(ScriptText.Element(traces, i), points));
        var layout = Layout(ScriptText.Data(item.GetOwnProperty("layout")), out var title);
        var alt = Suggestion.Excerpt(FormattableString.Invariant($"{title ?? "A figure"}: {string.Join(", ", data.Select(t => (string?)t!["type"]).Distinct())}, {points.Count:N0} points."));
        return answer(points.ToTable(), elapsed) with { Figure = new Figure(data, layout, alt) };
    }

    private static JsonObject Trace(JsValue value, ScriptFigureTable points)
    {
        var members = Members(value, "trace").ToList();
        var trace = new JsonObject { ["type"] = "scatter" };
        points.Start(members.Where(m => m.Name == "name").Select(m => ScriptText.Of(m.Value)).FirstOrDefault());
        foreach (var (name, member) in members)
        {
            Check(name, TraceMembers, "trace");
            if (Lists.Contains(name) && member is JsArray list)
                trace[name] = List(name, list, points);
            else if (name == "type")
                trace[name] = Word(name, member, Types);
            else if (name == "color")
                trace["marker"] = new JsonObject { ["color"] = Colour(member) };
            else
                trace[name] = Scalar(name, member);
        }

        // Texts under the pointer are the labels themselves, never a template.
        trace["hoverinfo"] = (string?)trace["type"] is "pie" or "treemap" or "sunburst" ? "label+value" : "x+y+z+text+name";
        return trace;
    }

    private static JsonObject Layout(JsValue value, out string? title)
    {
        var layout = new JsonObject { ["template"] = ChartFrame.Template(), ["height"] = 450 };
        title = null;
        if (value.IsUndefined())
            return layout;
        foreach (var (name, member) in Members(value, "layout"))
        {
            Check(name, LayoutMembers, "layout");
            if (name is "title")
                title = Title(member);
            layout[name] = name switch
            {
                "title" => new JsonObject { ["text"] = Escape.ChartLabel(title!) },
                "xaxis" or "yaxis" => Axis(name, member),
                _ => Scalar(name, member),
            };
        }

        return layout;
    }

    private static JsonObject Axis(string axis, JsValue value)
    {
        var result = new JsonObject();
        foreach (var (name, member) in Members(value, axis))
        {
            Check(name, ["title", "type"], axis);
            result[name] = name == "title"
                ? new JsonObject { ["text"] = Escape.ChartLabel(Title(member)) }
                : Word(name, member, ["-", "linear", "log", "date", "category"]);
        }

        return result;
    }

    private static string Title(JsValue value) => Suggestion.Excerpt(ScriptText.Of(value is JsObject item ? ScriptText.Data(item.GetOwnProperty("text")) : value));

    private static JsonArray List(string name, JsArray list, ScriptFigureTable points)
    {
        var result = new JsonArray();
        for (uint i = 0; i < list.Length; i++)
        {
            var element = ScriptText.Element(list, i);
            if (name == "z" && element is JsArray inner)
            {
                points.Add(name, (int)i, Suggestion.Excerpt(ScriptText.Of(inner)));
                result.Add(List("", inner, points));
                continue;
            }

            if (points.Add(name, (int)i, ScriptTables.Plain(element)) > MostPoints)
                throw WorkbenchException.Limit(FormattableString.Invariant($"The figure has more than {MostPoints:N0} values."), "Let SQL or the script aggregate them first.");
            result.Add(Value(ScriptTables.Plain(element)));
        }

        return result;
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        long whole => JsonValue.Create(whole),
        double real => double.IsFinite(real) ? JsonValue.Create(real) : null,
        _ => JsonValue.Create(Escape.ChartLabel(Suggestion.Excerpt((string)value))),
    };

    private static JsonNode Scalar(string name, JsValue value)
    {
        if (Words.TryGetValue(name, out var words))
            return Word(name, value, words);
        if (!Numbers.TryGetValue(name, out var range))
            return JsonValue.Create(Escape.ChartLabel(Suggestion.Excerpt(ScriptText.Of(value))));
        if (value is JsNumber && value.AsNumber() is var number && number >= range.Least && number <= range.Most)
            return JsonValue.Create(number);
        throw WorkbenchException.Usage(FormattableString.Invariant($"'{name}' of a figure takes a number from {range.Least} to {range.Most}."));
    }

    private static JsonNode Word(string name, JsValue value, string[] known)
    {
        var word = ScriptText.Of(value);
        return known.Contains(word)
            ? JsonValue.Create(word)
            : throw WorkbenchException.Unknown($"{name} of a figure called", word, known, $"There are: {string.Join(", ", known)}.");
    }

    private static JsonNode Colour(JsValue value)
    {
        var colour = ScriptText.Of(value);
        return ColourPattern().IsMatch(colour)
            ? JsonValue.Create(colour)
            : throw WorkbenchException.Usage($"'{Suggestion.Excerpt(colour)}' is not a colour.", "Write a name as 'teal' or a number as '#0b5c8a'.");
    }

    private static IEnumerable<(string Name, JsValue Value)> Members(JsValue value, string what) => value is JsObject item
        ? item.GetOwnProperties().Where(m => m.Value.Enumerable).Select(m => (ScriptText.Of(m.Key), ScriptText.Data(m.Value)))
        : throw WorkbenchException.Usage($"A {what} is an object, and this one is not.");

    private static void Check(string name, string[] known, string what)
    {
        if (!known.Contains(name))
            throw WorkbenchException.Unknown($"member of a {what} called", name, known, $"A {what} takes: {string.Join(", ", known)}.");
    }

    [GeneratedRegex("^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})|[a-zA-Z]{3,20})$")]
    private static partial Regex ColourPattern();
}
