using System.Globalization;
using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>What chooses the span of small multiples along days.</summary>
internal static class PanelControls
{
    private const int MostSpans = 240;

    /// <summary>Buttons for the whole span, the last year and the last month.</summary>
    /// <param name="bottom">Where they stand, as a share of the plot's height.</param>
    public static JsonObject Buttons(double bottom) => new()
    {
        ["buttons"] = new JsonArray(
            new JsonObject { ["step"] = "all", ["label"] = "all" },
            new JsonObject { ["step"] = "year", ["stepmode"] = "backward", ["count"] = 1, ["label"] = "a year" },
            new JsonObject { ["step"] = "month", ["stepmode"] = "backward", ["count"] = 1, ["label"] = "a month" }),
        ["x"] = 0,
        ["xanchor"] = "left",
        ["y"] = Math.Round(bottom, 5),
        ["yanchor"] = "bottom",
        ["bgcolor"] = "#eeeeee",
        ["activecolor"] = "#cfe2f3",
    };

    /// <summary>A menu of each year and each month of the data; panels of one line are scaled to what the span holds.</summary>
    /// <param name="data">Data whose positions are days.</param>
    /// <param name="panels">The panels, from the top.</param>
    /// <param name="hasLines">Whether panels have several lines, which are scaled by what the legend shows of them.</param>
    /// <param name="bottom">Where it stands, as a share of the plot's height.</param>
    public static JsonArray Menu(ChartData data, IReadOnlyList<ChartPanel> panels, bool hasLines, double bottom)
    {
        var days = data.Series[0].Points.Select(point => ValueText.Day(ChartAxis.Place(point.X))).ToList();
        var spans = new[] { 4, 7 }.Select(length => days.Select(day => day[..length]).Distinct().ToList()).Where(some => some.Count <= MostSpans).SelectMany(some => some);
        var entries = new JsonArray { Entry("whole span", new JsonObject { ["xaxis.autorange"] = true }, panel => (true, null)) };
        foreach (var span in spans)
            entries.Add(Entry(span, new JsonObject { ["xaxis.autorange"] = false, ["xaxis.range"] = Range(span) }, panel => (false, Most(panel, days, span))));
        return [new JsonObject
        {
            ["type"] = "dropdown",
            ["buttons"] = entries,
            ["x"] = 1,
            ["xanchor"] = "right",
            ["y"] = Math.Round(bottom, 5),
            ["yanchor"] = "bottom",
            ["bgcolor"] = "#eeeeee",
            ["bordercolor"] = ChartPalette.Grid,
            ["showactive"] = true,
        }];

        JsonObject Entry(string label, JsonObject change, Func<ChartPanel, (bool IsFree, double? Most)> scale)
        {
            for (var i = 0; i < panels.Count && !hasLines; i++)
            {
                var (isFree, most) = scale(panels[i]);
                change[$"{PanelsChart.AxisName("yaxis", i)}.autorange"] = isFree;
                if (most is not null)
                    change[$"{PanelsChart.AxisName("yaxis", i)}.range"] = new JsonArray(0, most);
            }

            return new JsonObject { ["label"] = label, ["method"] = "relayout", ["args"] = new JsonArray(change) };
        }
    }

    private static double Most(ChartPanel panel, List<string> days, string span) =>
        Math.Max(1, panel.Series[0].Points.Where((_, i) => days[i].StartsWith(span, StringComparison.Ordinal)).Max(point => point.Height)) * 1.05;

    private static JsonArray Range(string span)
    {
        var first = span.Length == 4 ? new DateOnly(int.Parse(span, CultureInfo.InvariantCulture), 1, 1) : DateOnly.ParseExact(span + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var next = span.Length == 4 ? first.AddYears(1) : first.AddMonths(1);
        return [Text(first), Text(next.AddDays(-1))];

        static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
