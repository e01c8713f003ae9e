using System.CommandLine;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Shows attacks as trees.</summary>
internal sealed class TreeVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("The attacks with most connections, and all that happened in them", "workbench tree dionaea.sqlite"),
        new("Those of a day", "workbench tree dionaea.sqlite --from 2026-03-02 --to 2026-03-03"),
        new("The attack that a connection belongs to", "workbench tree dionaea.sqlite -c 610"),
        new("As readlogsqltree printed them", "workbench tree dionaea.sqlite --classic -t 1772409600 -T 1772409600+24*3600 > attacks.txt"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var database = new Argument<string>("database") { Description = "Copy of dionaea.sqlite, plain or gzip.", HelpName = "DATABASE" };
        var classic = new Option<bool>("--classic") { Description = "Print as readlogsqltree did, byte for byte; on a terminal, values are escaped." };
        var zone = new Option<string?>("--zone", "-z") { Description = "Time zone of shown times, an IANA name. [default: the configuration's, UTC without one]", HelpName = "ZONE" };
        zone.CompletionSources.Add(_ => Zones.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var options = new AttackOptions();
        var command = new Command("tree", "Show attacks as trees: each first connection with its details and all that hangs below it.") { database, classic, zone };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var settings = Settings.Of(parsed);
            var path = parsed.GetRequiredValue(database);
            var chosen = Zones.Find(parsed.GetValue(zone) ?? settings.Zone).Id;
            if (parsed.GetValue(classic))
                ClassicTree.Print(path, options.Classic(parsed), options.IsQueryOnly(parsed), chosen, settings, streams, cancellation);
            else
                Show(path, options.Modern(parsed), chosen, settings, streams, cancellation);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Show(string path, AttackFilter filter, string zone, WorkbenchSettings settings, Streams streams, CancellationToken cancellation)
    {
        using var workbench = new Workbench(settings);
        using (var progress = new ProgressLine(streams))
            workbench.Open(path, progress, cancellation);
        TreePaint.Write(workbench.Attacks(filter, cancellation), zone, streams);
    }
}
