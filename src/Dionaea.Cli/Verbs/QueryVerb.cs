using System.CommandLine;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Answers one question of the catalogue.</summary>
internal sealed class QueryVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("The ports that were attacked most", "workbench query top-ports dionaea.sqlite"),
        new("More of them, for another program", "workbench query top-ports dionaea.sqlite -p limit=100 -f csv > ports.csv"),
        new("By catalogue id", "workbench query B02 dionaea.sqlite"),
        new("As the query of 2009 counted it, half an hour off", "workbench query attacks-over-a-day dionaea.sqlite --as-published"),
        new("The page of statistics that mimic-nepstats printed", "workbench query nepstats dionaea.sqlite -f text"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var name = new Argument<string>("name") { Description = "Name or catalogue id of the query; 'workbench queries' lists them.", HelpName = "NAME" };
        name.CompletionSources.Add(_ => new QueryCatalogue().Names.Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        var database = new Argument<string>("database") { Description = "Copy of dionaea.sqlite, plain or gzip.", HelpName = "DATABASE" };
        var format = new Option<string>("--format", "-f")
        {
            Description = $"How to write it: {string.Join(", ", TableFormats.All.Select(f => f.Name))}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => "table",
        };
        format.CompletionSources.Add([.. TableFormats.All.Select(f => f.Name)]);
        var parameters = ParameterOption.Create();
        var asPublished = new Option<bool>("--as-published") { Description = "The source's own figures, where these are wrong; 'workbench queries NAME' says how they differ." };
        var command = new Command("query", "Answer one question of the catalogue, on the terminal or as a file.") { name, database, format, parameters, asPublished };
        command.SetAction(parsed =>
        {
            using var workbench = new Workbench(Settings.Of(parsed));
            var query = workbench.Catalogue[parsed.GetRequiredValue(name)];
            Run(
                workbench,
                parsed.GetValue(asPublished) ? query.AsPublished() : query,
                parsed.GetRequiredValue(database),
                TableFormats.Find(parsed.GetRequiredValue(format)),
                ParameterOption.Read(parsed, parameters).ToDictionary(),
                streams,
                cancellation);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Run(
        Workbench workbench,
        Query query,
        string database,
        ITableFormat format,
        Dictionary<string, string> given,
        Streams streams,
        CancellationToken cancellation)
    {
        foreach (var parameter in given)
            query.Parameter(parameter.Key).Parse(parameter.Value);

        using (var progress = new ProgressLine(streams))
            workbench.Open(database, progress, cancellation);
        var answer = workbench.Ask(query, given, cancellation);
        AnswerText.Write(workbench, answer, format, streams.Out, cancellation);
        if (!format.ShowsNotes)
        {
            foreach (var loss in AnswerNotes.Losses(answer))
                streams.Error.WriteLine($"workbench: {Escape.Terminal(loss)}");
        }

        foreach (var remedy in answer.Remedies)
            streams.Error.WriteLine($"workbench: {Escape.Terminal(remedy)}");
    }
}
