using System.CommandLine;
using System.Diagnostics;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Reads logs into a database.</summary>
internal sealed class IngestVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("A sensor's incident log, as its database would be", "workbench ingest dionaea_incident.json --into dionaea.sqlite"),
        new("With bytes stored as dionaea stores them", "workbench ingest dionaea_incident.json.gz --into dionaea.sqlite --types dionaea"),
        new("A folder of rotated databases and logs, as one database", "workbench ingest var/lib/dionaea --into all.sqlite"),
        new("A log in the sensor's local time", "workbench ingest dionaea.db --into dionaea.sqlite --zone Europe/Berlin"),
        new("Go on with what is appended", "workbench ingest dionaea_incident.json --into dionaea.sqlite --follow"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var logs = new Argument<string[]>("log") { Description = "Logs of any format, plain or packed, and folders of logs.", HelpName = "LOG", Arity = ArgumentArity.OneOrMore };
        var into = new Option<string?>("--into") { Description = "The database; made when it does not exist. Without it, the one that conf/ihandlers/log_sqlite.yaml names.", HelpName = "FILE" };
        var types = TypesOption.Create();
        var zone = new Option<string?>("--zone") { Description = "The sensor's time zone, for logs in local time: an IANA name.", HelpName = "ZONE" };
        var reports = new Option<string?>("--reports") { Description = "Folder with the VirusTotal reports that logs name; without it, the log's own.", HelpName = "FOLDER" };
        var strict = new Option<bool>("--strict") { Description = "End with exit code 1 when a line could not be stored." };
        var follow = new Option<bool>("--follow") { Description = "Go on with what is appended, over rotations too, until interrupted." };
        var command = new Command("ingest", "Read logs and databases of dionaea into one database, as its log_sqlite would have written it. What several tell of is stored once; may be interrupted and run again.")
        {
            logs, into, types, zone, reports, strict, follow,
        };
        command.SetAction(parsed =>
        {
            var options = new IngestOptions
            {
                Logs = parsed.GetRequiredValue(logs),
                Into = parsed.GetValue(into) ?? Configured(parsed),
                DionaeaTypes = TypesOption.IsDionaea(parsed, types),
                Zone = parsed.GetValue(zone),
                Reports = parsed.GetValue(reports),
                Follow = parsed.GetValue(follow),
                Files = Settings.Of(parsed).Files,
            };
            if (options.Reports is { } folder && !Directory.Exists(folder))
                throw WorkbenchException.Input($"The folder of reports '{Suggestion.Excerpt(folder)}' does not exist.");
            IngestSummary summary;
            using (var line = new ProgressLine(streams))
                summary = new IngestRun(options, new Shown(line)).Run(cancellation);
            IngestText.Write(summary, options.Into, streams.Out);
            return (int)(parsed.GetValue(strict) && summary.Rejected > 0 ? ExitCode.Failed : ExitCode.Done);
        });
        return command;
    }

    private static string Configured(ParseResult parsed) =>
        HandlerConfiguration.Database(parsed.GetRequiredValue(Settings.Folder))
        ?? throw WorkbenchException.Usage(
            "No database was named, and there is no 'ihandlers/log_sqlite.yaml' in the configuration folder.", "Name one with '--into FILE'.");

    private sealed class Shown(ProgressLine line) : IProgress<IngestProgress>
    {
        private long _last;

        public void Report(IngestProgress value)
        {
            if (_last != 0 && Stopwatch.GetElapsedTime(_last).TotalMilliseconds < 100)
                return;
            _last = Stopwatch.GetTimestamp();
            line.Report(FormattableString.Invariant($"{value.Lines:N0} lines of {Path.GetFileName(value.Log)}"));
        }
    }
}
