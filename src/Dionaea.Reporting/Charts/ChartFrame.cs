using System.Globalization;
using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The layout around the traces: title and subtitle, axes, legend, and the workbench's template.</summary>
internal static class ChartFrame
{
    private const int TitleWidth = 40;
    private const int SubtitleWidth = 50;
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    /// <summary>A layout without axes.</summary>
    /// <param name="data">The data that are drawn, with what was cut from them.</param>
    /// <param name="text">The texts.</param>
    /// <param name="height">The height of the picture in pixels, without title and legend.</param>
    /// <param name="legend">How many traces the legend lists; none when one.</param>
    public static JsonObject Layout(ChartData data, ChartText text, int height, int legend) =>
        Layout(text.Title, new[] { text.Population, text.Span, text.Zone, text.Cut }.Concat(data.Cuts).OfType<string>(), height, legend);

    /// <summary>A layout without axes.</summary>
    /// <param name="heading">The title.</param>
    /// <param name="pieces">What the subtitle says, piece by piece.</param>
    /// <param name="height">The height of the picture in pixels, without title and legend.</param>
    /// <param name="legend">How many traces the legend lists; none when one.</param>
    public static JsonObject Layout(string heading, IEnumerable<string> pieces, int height, int legend)
    {
        var title = ChartLabels.Wrap(heading, TitleWidth).ToList();
        var subtitle = Subtitle(pieces).ToList();
        var top = 30 + (title.Count * 22) + (subtitle.Count * 17);
        var bottom = legend > 1 ? 30 + (22 * ((legend + 1) / 2)) : 10;
        var text = new JsonObject
        {
            ["text"] = ChartLabels.Lines(title, TitleWidth),
            ["subtitle"] = new JsonObject { ["text"] = ChartLabels.Lines(subtitle, SubtitleWidth * 2) },
        };

        // Beside a subtitle, Plotly anchors the last line of a title where its first should be.
        if (title.Count > 1)
            text["pad"] = new JsonObject { ["t"] = 12 + ((title.Count - 1) * 22), ["l"] = 12 };
        return new JsonObject
        {
            ["template"] = Template(),
            ["title"] = text,
            ["height"] = height + top + bottom,
            ["margin"] = new JsonObject { ["l"] = 56, ["r"] = 24, ["t"] = top, ["b"] = 48 + bottom },
            ["showlegend"] = legend > 1,
        };
    }

    /// <summary>The first axis of the data.</summary>
    public static JsonObject XAxis(ChartData data)
    {
        var axis = data.X;
        var result = Axis(axis.Title, axis.Type);
        if (axis.Type == "date" && axis.Column.Kind is (Kind.Day or Kind.Month))
        {
            result["tickformat"] = axis.Column.Kind == Kind.Day ? "%Y-%m-%d" : "%Y-%m";
            if (FewSteps(data))
                result["dtick"] = axis.Column.Kind == Kind.Day ? JsonValue.Create(86_400_000) : JsonValue.Create("M1");
        }
        else if (axis.Type == "date")
            result["tickformat"] = "%H:%M\n%Y-%m-%d";
        if (axis.IsHours)
            result["tickangle"] = 0;
        return result;
    }

    /// <summary>The axis of the quantities.</summary>
    public static JsonObject YAxis(ChartData data)
    {
        var title = data.SeriesTitle is null && data.Series.Count > 1
            ? string.Join(", ", data.Series.Select(series => series.Name))
            : ChartAxis.TitleOf(data.Y);
        var result = Axis(title, "linear");
        result["rangemode"] = "tozero";
        result["tickformat"] = ",";
        if (data.Y.Kind == Kind.Count && data.Series.Sum(series => series.Points.Max(point => point.Height)) < 8)
            result["dtick"] = 1;
        return result;
    }

    public static JsonObject Axis(string title, string type) => new()
    {
        ["type"] = type,
        ["title"] = new JsonObject { ["text"] = ChartLabels.Lines([title]) },
    };

    public static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    // Left to itself, Plotly marks parts of a day when there are few days, each with the same text.
    private static bool FewSteps(ChartData data)
    {
        var places = data.Series.SelectMany(series => series.Points).Select(
            point => point.X is string text ? Step(text, data.X.Column.Kind) : ChartAxis.Place(point.X) / 86400).ToList();
        return places.Max() - places.Min() <= 8;
    }

    private static double Step(string text, Kind kind)
    {
        var year = int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var month = int.Parse(text.AsSpan(5, 2), CultureInfo.InvariantCulture);
        if (kind == Kind.Month)
            return (year * 12) + month;

        var day = text.Length > 7 ? int.Parse(text.AsSpan(8, 2), CultureInfo.InvariantCulture) : 1;
        return new DateOnly(Math.Max(year, 1), month, 1).DayNumber + day - new DateOnly(1970, 1, 2).DayNumber;
    }

    // Pieces are kept whole where a line has room for them.
    private static IEnumerable<string> Subtitle(IEnumerable<string> pieces)
    {
        var line = "";
        foreach (var piece in pieces.SelectMany(piece => ChartLabels.Wrap(piece, SubtitleWidth)))
        {
            if (line.Length > 0 && line.Length + 3 + piece.Length > SubtitleWidth)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? piece : $"{line} · {piece}";
        }

        yield return line;
    }

    /// <summary>The workbench's look.</summary>
    public static JsonObject Template() => new()
    {
        ["layout"] = new JsonObject
        {
            ["font"] = Font(),
            ["paper_bgcolor"] = ChartPalette.Paper,
            ["plot_bgcolor"] = ChartPalette.Paper,
            ["colorway"] = Array(Enumerable.Range(0, ChartPalette.Size).Select(ChartPalette.Colour)),
            ["title"] = TitleStyle(),
            ["legend"] = new JsonObject
            {
                ["orientation"] = "h",
                ["yref"] = "container",
                ["y"] = 0,
                ["yanchor"] = "bottom",
                ["x"] = 0,
                ["itemwidth"] = 40,
            },
            ["hoverlabel"] = new JsonObject
            {
                ["align"] = "left",
                ["bgcolor"] = ChartPalette.Paper,
                ["bordercolor"] = ChartPalette.Line,
                ["font"] = Font(),
            },
            ["hovermode"] = "closest",
            ["xaxis"] = AxisStyle(),
            ["yaxis"] = AxisStyle(),
        },
    };

    private static JsonObject Font() => new() { ["family"] = Fonts, ["size"] = 12, ["color"] = ChartPalette.Ink };

    private static JsonObject AxisStyle() => new()
    {
        ["automargin"] = true,
        ["showgrid"] = true,
        ["gridcolor"] = ChartPalette.Grid,
        ["linecolor"] = ChartPalette.Line,
        ["showline"] = true,
        ["ticks"] = "outside",
        ["tickcolor"] = ChartPalette.Line,
        ["zeroline"] = false,
        ["title"] = new JsonObject { ["standoff"] = 12, ["font"] = new JsonObject { ["size"] = 12 } },
    };

    private static JsonObject TitleStyle() => new()
    {
        ["x"] = 0,
        ["xref"] = "container",
        ["xanchor"] = "left",
        ["y"] = 1,
        ["yref"] = "container",
        ["yanchor"] = "top",
        ["pad"] = new JsonObject { ["t"] = 12, ["l"] = 12 },
        ["font"] = new JsonObject { ["size"] = 17 },
        ["subtitle"] = new JsonObject { ["font"] = new JsonObject { ["size"] = 12, ["color"] = "#555555" } },
    };
}
