using System.CommandLine;
using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Runs a notebook and writes its report.</summary>
internal sealed class ReportVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("A report of the sample data", "workbench report"),
        new("A report of a copied database", "workbench report dionaea.sqlite -o week-12.html"),
        new("The days of a sensor in Denver", "workbench report dionaea.sqlite -p zone=America/Denver"),
        new("A notebook of your own", "workbench report dionaea.sqlite -n my-questions.ipynb"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var database = new Argument<string?>("database")
        {
            Description = "Copy of dionaea.sqlite, plain or gzip; without it, the database that the notebook opens: the sample data.",
            HelpName = "DATABASE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new Option<string?>("--output", "-o") { Description = "The page to write. [default: overview.html for 01-overview.ipynb]", HelpName = "FILE" };
        var notebook = new Option<string>("--notebook", "-n")
        {
            Description = "Notebook to run: a file, or the name of one that comes with the workbench.",
            HelpName = "NOTEBOOK",
            DefaultValueFactory = _ => "01-overview",
        };
        notebook.CompletionSources.Add(_ => Shipped.NotebookNames().Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        var parameters = ParameterOption.Create();
        var command = new Command("report", "Run a notebook on a database and write one HTML page that loads nothing and is safe to send on.")
        {
            database, output, notebook, parameters,
        };
        foreach (var option in NotebookFolders.Create())
            command.Options.Add(option);
        command.SetAction(parsed => (int)Run(
            NotebookRequest.Of(parsed, parsed.GetRequiredValue(notebook), parsed.GetValue(database), parameters, output), streams, cancellation));
        return command;
    }

    private static ExitCode Run(NotebookRequest request, Streams streams, CancellationToken cancellation)
    {
        var target = request.Output ?? NameOf(request.Notebook);
        NotebookWork.RefuseToOverwrite(target, request);
        using var workbench = new Workbench(request.Settings);
        var run = NotebookWork.Run(workbench, request, streams, cancellation);
        if (!workbench.IsOpen)
            return Unopened(run, streams);

        var report = new Report(run.Notebook, run.Cells, workbench.Provenance(Product.Version, cancellation));
        report.Save(target);
        var size = new FileInfo(target).Length;
        var figures = run.Cells.SelectMany(c => c.Result?.Outputs ?? []).Count(o => o is AnswerOutput { Answer.Figure: not null } or TreeOutput { Figure: not null });
        streams.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {Escape.Terminal(target)} ({size / 1e6:0.0} MB, {figures} charts) from {Escape.Terminal(workbench.Database.Name)}."));
        return NotebookWork.Conclude(run, streams);
    }

    private static ExitCode Unopened(NotebookRun run, Streams streams)
    {
        var code = NotebookWork.Conclude(run, streams);
        return code == ExitCode.Done
            ? throw WorkbenchException.Usage("The notebook opens no database.", "Give one: workbench report DATABASE")
            : code;
    }

    // 01-overview.ipynb gives overview.html.
    private static string NameOf(string notebook)
    {
        var name = Path.GetFileNameWithoutExtension(notebook);
        var plain = name.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimStart('-');
        return (plain.Length == 0 ? name : plain) + ".html";
    }
}
