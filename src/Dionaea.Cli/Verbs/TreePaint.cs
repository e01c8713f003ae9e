using Dionaea.Analysis;
using Dionaea.Reporting;
using Spectre.Console;

namespace Dionaea.Cli;

/// <summary>Writes trees to a terminal in colours, and to everything else without.</summary>
internal static class TreePaint
{
    /// <summary>Writes attacks.</summary>
    public static void Write(AttackForest forest, string zone, Streams streams)
    {
        if (!streams.IsOutTerminal)
        {
            TreeText.Write(forest, zone, streams.Out);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Out), Interactive = InteractionSupport.No });

        // The terminal breaks long lines; broken here, they would be taken for lines of the tree.
        console.Profile.Width = int.MaxValue;
        TreeText.Write(forest, zone, (text, look) => console.Write(new Text(text, Style(look))));
    }

    private static Style Style(TreeLook? look) => look switch
    {
        TreeLook.Attack => new Style(decoration: Decoration.Bold),
        TreeLook.Access => new Style(Color.Yellow),
        TreeLook.Exploit => new Style(Color.Red),
        TreeLook.Payload => new Style(Color.Fuchsia),
        TreeLook.Connection => new Style(Color.Aqua),
        TreeLook.Notice or null => new Style(Color.Grey),
        _ => Spectre.Console.Style.Plain,
    };
}
