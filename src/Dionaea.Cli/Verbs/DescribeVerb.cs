using System.CommandLine;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Says what is in a database: variant, tables, time, traps, gaps.</summary>
internal sealed class DescribeVerb : IVerb
{
    private static readonly string[] Formats = ["text", "json"];

    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("What a copied database holds", "workbench describe dionaea.sqlite"),
        new("With the days of a sensor in Denver", "workbench describe dionaea.sqlite -z America/Denver"),
        new("For another program", "workbench describe dionaea.sqlite -f json > description.json"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var database = new Argument<string>("database") { Description = "Copy of dionaea.sqlite, plain or gzip.", HelpName = "DATABASE" };
        var zone = new Option<string?>("--zone", "-z") { Description = "Time zone of shown times and calendar days, an IANA name. [default: the configuration's, UTC without one]", HelpName = "ZONE" };
        zone.CompletionSources.Add(_ => Zones.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var format = new Option<string>("--format", "-f") { Description = "How to write it: text, json.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.CompletionSources.Add(Formats);
        var command = new Command("describe", "Say what is in a database: schema variant, tables, time covered, traps for analyses, gaps.") { database, zone, format };
        command.SetAction(parsed =>
        {
            var settings = Settings.Of(parsed);
            var name = parsed.GetRequiredValue(format);
            if (!Formats.Contains(name, StringComparer.Ordinal))
                throw WorkbenchException.Unknown("format", name, Formats, "There are: text, json.");
            var chosen = Zones.Find(parsed.GetValue(zone) ?? settings.Zone).Id;
            var described = Read(parsed.GetRequiredValue(database), chosen, settings, streams, cancellation);
            if (name == "json")
                DescriptionJson.Write(described, streams.Out);
            else
                DescriptionText.Write(described, streams.Out);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Description Read(string path, string zone, WorkbenchSettings settings, Streams streams, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(streams);
        using var database = HoneypotDatabase.Open(path, settings.Files, progress, cancellation);
        progress.Report("counting and hashing");
        return Description.Read(database, zone, settings.Limits, cancellation);
    }
}
