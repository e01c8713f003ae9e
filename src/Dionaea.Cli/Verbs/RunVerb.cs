using System.CommandLine;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Runs a notebook and writes the executed copy.</summary>
internal sealed class RunVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("Run the overview on a copied database", "workbench run 01-overview --db dionaea.sqlite -o week-12.ipynb"),
        new("Run a notebook of your own with another parameter", "workbench run my-questions.ipynb --db dionaea.sqlite -p limit=50"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var notebook = new Argument<string>("notebook") { Description = "Notebook to run: a file, or the name of one that comes with the workbench.", HelpName = "NOTEBOOK" };
        var database = new Option<string?>("--db") { Description = "Database to run on, in place of the one that the notebook opens.", HelpName = "DATABASE" };
        var output = new Option<string?>("--output", "-o") { Description = "The executed copy. [default: NOTEBOOK.executed.ipynb in this folder]", HelpName = "FILE" };
        notebook.CompletionSources.Add(_ => Shipped.NotebookNames().Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        var parameters = ParameterOption.Create();
        var command = new Command("run", "Run a notebook, without Jupyter, and write a copy with its outputs; it is written even when a cell fails.")
        {
            notebook, database, output, parameters,
        };
        foreach (var option in NotebookFolders.Create())
            command.Options.Add(option);
        command.SetAction(parsed => (int)Run(
            NotebookRequest.Of(parsed, parsed.GetRequiredValue(notebook), parsed.GetValue(database), parameters, output), streams, cancellation));
        return command;
    }

    private static ExitCode Run(NotebookRequest request, Streams streams, CancellationToken cancellation)
    {
        var target = request.Output ?? Path.GetFileNameWithoutExtension(request.Notebook) + ".executed.ipynb";
        NotebookWork.RefuseToOverwrite(target, request);
        using var workbench = new Workbench(request.Settings);
        var run = NotebookWork.Run(workbench, request, streams, cancellation);
        run.Executed().Save(target);
        streams.Out.WriteLine($"Wrote {Escape.Terminal(target)}.");
        return NotebookWork.Conclude(run, streams);
    }
}
