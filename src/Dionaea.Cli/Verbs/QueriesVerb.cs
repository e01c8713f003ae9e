using System.CommandLine;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Lists the catalogue, or explains one query.</summary>
internal sealed class QueriesVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("All questions, by topic", "workbench queries"),
        new("One question: what it counts, its parameters and its SQL", "workbench queries top-ports"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var name = new Argument<string?>("name") { Description = "Query to explain: question, source, parameters, traps, SQL.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => new QueryCatalogue().Names.Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        var command = new Command("queries", "List the questions of the catalogue, or explain one.") { name };
        command.SetAction(parsed =>
        {
            var catalogue = new QueryCatalogue(Settings.Of(parsed).QueryFolder);
            if (parsed.GetValue(name) is { } query)
                Explain(catalogue[query], streams.Out);
            else
                List(catalogue, streams.Out);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void List(QueryCatalogue catalogue, TextWriter writer)
    {
        var width = catalogue.Names.Max(n => n.Length);
        foreach (var topic in catalogue.All.GroupBy(q => q.Topic))
        {
            writer.WriteLine(Escape.Terminal(topic.Key));
            foreach (var query in topic)
                writer.WriteLine(Escape.Terminal($"  {query.Id ?? "",-5} {query.Name.PadRight(width)}  {query.Question}"));
        }
    }

    private static void Explain(Query query, TextWriter writer)
    {
        writer.WriteLine(Escape.Terminal($"{query.Name}{(query.Id is null ? "" : $" ({query.Id})")}: {query.Title}"));
        writer.WriteLine(Escape.Terminal(query.Question));
        writer.WriteLine(Escape.Terminal($"Counts: {query.Population}."));
        if (query.Source.Length > 0)
            writer.WriteLine(Escape.Terminal($"Source: {query.Source}."));
        foreach (var p in query.Parameters)
            writer.WriteLine(Escape.Terminal($"  --param {p.Name}={(p.IsComputed ? "(from the database)" : p.Default ?? "(none)")}  {p.About}"));
        foreach (var note in query.Notes)
            writer.WriteLine(Escape.Terminal($"  * {note}"));
        if (query.Published?.Difference is { } difference)
            writer.WriteLine(Escape.Terminal($"  --as-published: {difference}"));
        writer.WriteLine();
        foreach (var line in query.Sql.Split('\n'))
            writer.WriteLine(Escape.Terminal(line));
    }
}
