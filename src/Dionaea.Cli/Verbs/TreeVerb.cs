using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Shows attacks as trees.</summary>
internal sealed class TreeVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("As readlogsqltree printed them", "workbench tree dionaea.sqlite --classic > attacks.txt"),
        new("Those of a day that were offered a file by FTP", "workbench tree dionaea.sqlite --classic -o ftp:// -t 1583020800 -T 1583020800+24*3600"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var database = new Argument<string>("database") { Description = "Copy of dionaea.sqlite, plain or gzip.", HelpName = "DATABASE" };
        var zone = new Option<string?>("--zone", "-z") { Description = "Time zone of shown times, an IANA name. [default: the configuration's, UTC without one]", HelpName = "ZONE" };
        zone.CompletionSources.Add(_ => Zones.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var classic = new Option<bool>("--classic") { Description = "Print as readlogsqltree did, byte for byte." };
        var queryOnly = new Option<bool>("--query-only", "-q") { Description = "With --classic: print the SQL instead of running it." };
        var filter = new RootFilterOptions();
        var command = new Command("tree", "Show attacks as trees: each root connection with its details and all that hangs below it.") { database, classic, zone };
        filter.AddTo(command);
        command.Options.Add(queryOnly);
        command.SetAction(parsed =>
        {
            ClassicTree.Print(
                parsed.GetRequiredValue(database), filter.Of(parsed), parsed.GetValue(queryOnly), parsed.GetValue(zone), Settings.Of(parsed), streams, cancellation);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
