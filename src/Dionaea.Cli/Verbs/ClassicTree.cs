using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>The tree verb's classic form.</summary>
internal static class ClassicTree
{
    /// <summary>
    /// Prints the attacks. Values are escaped on a terminal only, so that redirected output is the original's.
    /// </summary>
    /// <param name="path">The database as the user named it.</param>
    /// <param name="filter">Which attacks.</param>
    /// <param name="isQueryOnly">Whether the statements are printed instead.</param>
    /// <param name="zone">The zone of times.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="streams">Where to.</param>
    /// <param name="cancellation">Stops it.</param>
    public static void Print(
        string path, RootFilter filter, bool isQueryOnly, string zone, WorkbenchSettings settings, Streams streams, CancellationToken cancellation)
    {
        filter.Statement(isRootless: false);
        var text = new ClassicTreeText(streams.Out, zone, streams.IsOutTerminal);
        using var database = Open(path, settings, streams, cancellation);
        text.WriteHead(path);
        if (isQueryOnly)
        {
            text.WriteQuery(filter);
            return;
        }

        using var session = database.OpenSession();
        var isCut = false;
        foreach (var part in ClassicTrees.Read(session, filter, TreeLimits.Classic(settings.Limits.Time), cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            text.Write(part);
            isCut |= part.Details.IsCut;
        }

        if (text.Cuts > 0)
            streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"workbench: {text.Cuts:#,##0} connections have others below that are not shown: the links run in a circle, or deeper than 1,000 levels."));
        if (isCut)
            streams.Error.WriteLine("workbench: some connections have more rows, or longer values, than fit into 128 MB; the rest of them is left out.");
    }

    private static HoneypotDatabase Open(string path, WorkbenchSettings settings, Streams streams, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(streams);
        return HoneypotDatabase.Open(path, settings.Files, progress, cancellation);
    }
}
