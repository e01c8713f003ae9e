using System.Globalization;
using System.Text.Json.Nodes;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Attacks with many connections as an icicle: a row of boxes for each level, as long as there are connections in it.</summary>
internal static class TreeFigure
{
    private const int Least = 30;
    private const int MostBoxes = 1_000;
    private const int Longest = 60;
    private const int Height = 460;

    /// <summary>The figure, or null for so few connections that their trees say as much.</summary>
    public static Figure? Draw(AttackForest forest, string zone)
    {
        var boxes = Boxes(TreeItems.Of(forest, zone, Longest));
        var connections = boxes.Sum(box => box.Value);
        if (connections < Least)
            return null;

        var shown = boxes.Take(MostBoxes).ToList();
        var services = Services(shown);
        var all = string.Create(CultureInfo.InvariantCulture, $"{connections:#,##0} connections of {forest.Trees.Count:#,##0} {(forest.Trees.Count == 1 ? "attack" : "attacks")}");
        var trace = new JsonObject
        {
            ["type"] = "icicle",
            ["ids"] = ChartFrame.Array(shown.Select(box => box.Id).Prepend("all")),
            ["parents"] = ChartFrame.Array(shown.Select(box => box.Parent).Prepend("")),
            ["labels"] = ChartFrame.Array(shown.Select(box => Label(box)).Prepend(Escape.ChartLabel(all))),
            ["values"] = new JsonArray([.. shown.Select(box => (JsonNode)box.Value).Prepend(0L)]),
            ["hovertext"] = ChartFrame.Array(shown.Select(box => ChartLabels.Lines([box.Item.Shown])).Prepend(Escape.ChartLabel(all))),
            ["hoverinfo"] = "text",
            ["textinfo"] = "label",
            ["branchvalues"] = "remainder",
            ["sort"] = false,
            ["tiling"] = new JsonObject { ["orientation"] = "v" },
            ["leaf"] = new JsonObject { ["opacity"] = 1 },
            ["pathbar"] = new JsonObject { ["visible"] = false },
            ["marker"] = new JsonObject
            {
                ["colors"] = ChartFrame.Array(shown.Select(box => services.GetValueOrDefault(box.Item.Service, ChartPalette.Other)).Prepend(ChartPalette.Grid)),
                ["line"] = new JsonObject { ["color"] = ChartPalette.Paper, ["width"] = 1 },
            },
        };
        var cut = boxes.Count > shown.Count ? string.Create(CultureInfo.InvariantCulture, $"the first {shown.Count:#,##0} of {boxes.Count:#,##0} boxes") : null;
        var found = forest.Found > forest.Trees.Count ? string.Create(CultureInfo.InvariantCulture, $"of {forest.Found:#,##0} attacks") : null;
        var layout = ChartFrame.Layout("Attacks by level", new[] { all, found, zone, cut }.OfType<string>(), Height, 1);
        layout["margin"]!["l"] = 12;
        layout["margin"]!["r"] = 12;
        layout["margin"]!["b"] = 12;
        return new Figure([trace], layout, $"Icicle chart of {all}; each row of boxes hangs below the row above, colours are services.");
    }

    private static List<Box> Boxes(IReadOnlyList<TreeItem> attacks)
    {
        var boxes = new List<Box>();
        var waiting = new Stack<(TreeItem Item, string Parent, long Times)>(attacks.Reverse().Select(item => (item, "all", 1L)));
        while (waiting.TryPop(out var next))
        {
            var box = new Box(boxes.Count.ToString(CultureInfo.InvariantCulture), next.Parent, next.Item, next.Times * next.Item.Count);
            boxes.Add(box);
            for (var i = next.Item.Items.Count - 1; i >= 0; i--)
            {
                if (next.Item.Items[i].Look == TreeLook.Connection)
                    waiting.Push((next.Item.Items[i], box.Id, box.Value));
            }
        }

        return boxes;
    }

    private static string Label(Box box)
    {
        var times = box.Item.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ×{box.Item.Count:#,##0}") : "";
        return Escape.ChartLabel(box.Item.Service + times);
    }

    private static Dictionary<string, string> Services(List<Box> boxes) => boxes
        .GroupBy(box => box.Item.Service)
        .OrderByDescending(group => group.Sum(box => box.Value)).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Take(ChartPalette.Size)
        .Select((group, i) => (group.Key, Colour: ChartPalette.Colour(i)))
        .ToDictionary(pair => pair.Key, pair => pair.Colour);

    private sealed record Box(string Id, string Parent, TreeItem Item, long Value);
}
