using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Attacks as nested <c>details</c> elements without style, script or link, for any page. The classes: <c>attacks</c>
/// (all of them) and the lower-case name of each item's looks. Attacks are open unless there are many, and so is
/// what hangs below, unless it is much.
/// </summary>
public static class TreeHtml
{
    private const int Longest = 200;
    private const int MostItems = 5_000;
    private const int MostOpen = 5;
    private const int MostOpenItems = 50;

    /// <summary>Writes attacks.</summary>
    /// <param name="forest">The attacks.</param>
    /// <param name="zone">The zone of times.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(AttackForest forest, string zone, TextWriter writer)
    {
        var attacks = TreeItems.Of(forest, zone, Longest);
        var (items, left) = (0, 0);
        writer.Write("<div class=\"attacks\">\n<ul>\n");
        foreach (var attack in attacks)
        {
            // An end is written after the items below; null stands for it.
            var waiting = new Stack<TreeItem?>([attack]);
            while (waiting.TryPop(out var item))
            {
                if (item is null)
                    writer.Write("</ul></details></li>\n");
                else if (++items > MostItems)
                    left++;
                else
                    WriteItem(writer, item, item.Items.Count <= MostOpenItems && (item != attack || attacks.Count <= MostOpen), waiting);
            }
        }

        writer.Write("</ul>\n");
        foreach (var note in TreeNotes.Of(forest, zone, left))
            writer.Write($"<p class=\"note\">{Escape.Html(note)}</p>\n");
        writer.Write("</div>\n");
    }

    private static void WriteItem(TextWriter writer, TreeItem item, bool isOpen, Stack<TreeItem?> waiting)
    {
        var look = item.Look.ToString().ToLowerInvariant();
        var text = Escape.Html(item.Shown);
        writer.Write($"<li class=\"{look}\">");
        if (item.Items.Count == 0)
        {
            writer.Write($"{text}</li>\n");
            return;
        }

        writer.Write($"<details{(isOpen ? " open" : "")}><summary>{text}</summary><ul>\n");
        waiting.Push(null);
        for (var i = item.Items.Count - 1; i >= 0; i--)
            waiting.Push(item.Items[i]);
    }
}
