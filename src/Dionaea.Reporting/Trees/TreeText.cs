using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Attacks as lines of text, drawn as trees.</summary>
public static class TreeText
{
    private const int Longest = 100;
    private const int MostLines = 20_000;

    /// <summary>Writes attacks without colours.</summary>
    public static void Write(AttackForest forest, string zone, TextWriter writer, int most = MostLines) =>
        Write(forest, zone, (text, _) => writer.Write(text), most);

    /// <summary>Writes attacks; line ends are among the texts.</summary>
    /// <param name="forest">The attacks.</param>
    /// <param name="zone">The zone of times.</param>
    /// <param name="write">Takes texts that are escaped for a terminal, each with the looks it has, or null for the tree's own lines.</param>
    /// <param name="most">The most lines of items.</param>
    public static void Write(AttackForest forest, string zone, Action<string, TreeLook?> write, int most = MostLines)
    {
        var lines = 0;
        var left = 0;
        foreach (var attack in TreeItems.Of(forest, zone, Longest))
        {
            foreach (var (item, prefix) in Lines(attack))
            {
                if (++lines > most)
                {
                    left++;
                    continue;
                }

                write(prefix, null);
                write(Escape.Terminal(item.Shown), item.Look);
                write("\n", null);
            }

            if (lines < most)
                write("\n", null);
        }

        foreach (var note in TreeNotes.Of(forest, zone, left))
            write(Escape.Terminal(note) + "\n", TreeLook.Notice);
    }

    private static IEnumerable<(TreeItem Item, string Prefix)> Lines(TreeItem attack)
    {
        yield return (attack, "");
        var waiting = new Stack<(TreeItem Item, string Indent, bool IsLast)>();
        Push(waiting, attack, "");
        while (waiting.TryPop(out var line))
        {
            yield return (line.Item, line.Indent + (line.IsLast ? "└─ " : "├─ "));
            Push(waiting, line.Item, line.Indent + (line.IsLast ? "   " : "│  "));
        }
    }

    private static void Push(Stack<(TreeItem Item, string Indent, bool IsLast)> waiting, TreeItem item, string indent)
    {
        for (var i = item.Items.Count - 1; i >= 0; i--)
            waiting.Push((item.Items[i], indent, i == item.Items.Count - 1));
    }
}
