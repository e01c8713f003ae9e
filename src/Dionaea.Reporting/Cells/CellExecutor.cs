using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Runs cells: directives, then SQL. The same executor serves the notebook runner, the kernel and the tests; it knows
/// no sockets and no files but databases.
/// </summary>
public sealed class CellExecutor(Workbench workbench, CellPolicy policy)
{
    private readonly CellExports _exports = new(policy);
    private Answer? _last;

    /// <summary>
    /// Whether a cell neither changes what later cells see nor depends on what earlier ones left beyond parameters,
    /// kept tables and the opened database; such neighbours may run side by side.
    /// </summary>
    public static bool IsIndependent(string source)
    {
        try
        {
            var text = CellText.Parse(source);
            var shows = text.Sql.Length > 0 || text.Directives.Any(d => d.Name == "query");
            return text.Directives.All(d => Directives.Find(d.Name) is { NeedsOrder: false } && (d.Name != "chart" || shows));
        }
        catch (WorkbenchException)
        {
            return false;
        }
    }

    /// <summary>Runs a cell. Mistakes end it and are its last output.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CellResult Run(string source, CancellationToken cancellation = default) => Run(source, new CellWatch(), cancellation);

    /// <summary>Runs a cell that is watched. Mistakes end it and are its last output.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="watch">Sees each output as it comes, and how far the cell is.</param>
    /// <param name="cancellation">Stops it within milliseconds; what it has changed until then holds.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CellResult Run(string source, CellWatch watch, CancellationToken cancellation)
    {
        var run = new RunningCell(workbench, policy, watch, cancellation);
        var line = (int?)null;
        var hasText = false;
        try
        {
            var text = CellText.Parse(source);
            foreach (var directive in text.Directives)
            {
                line = directive.Line;
                hasText = directive.Text.Length > 0;
                Directives.Get(directive.Name).Run(directive, run);
            }

            line = null;
            if (text.Sql.Length > 0)
                RunSql(text.Sql, run);
            return Finish(run, null);
        }
        catch (WorkbenchException mistake)
        {
            // A mistake inside a directive's text names its own line, one in a query of the catalogue none of the cell's.
            var isInText = line is null || (hasText && mistake.Place is not null);
            return Finish(run, new ErrorOutput(mistake, isInText ? null : line, isInText ? CellExcerpt.Of(source, mistake.Place) : null));
        }
    }

    /// <summary>Takes a cell's result for the last one, for cells that ran side by side.</summary>
    public void Remember(CellResult result) =>
        _last = result.Outputs.OfType<AnswerOutput>().LastOrDefault()?.Answer ?? _last;

    private static void RunSql(string sql, RunningCell run)
    {
        var statements = run.Workbench.Split(sql);
        for (var i = 0; i < statements.Count; i++)
        {
            var (statement, line) = statements[i];
            var what = statements.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"statement {i + 1} of {statements.Count}");

            // Empty lines in front make the lines of an error those of the cell.
            var placed = new string('\n', line - 1) + statement;
            run.Find(what, rows => (run.Measure is { } wish
                ? run.Workbench.Measure(placed, wish.Variants, wish.Repeats, run.Watch, run.Cancellation)
                : run.Workbench.Run(placed, rows, run.Cancellation)) with
            { Sql = statement });
        }
    }

    private CellResult Finish(RunningCell run, ErrorOutput? error)
    {
        try
        {
            Conclude(run, error is null);
        }
        catch (WorkbenchException mistake)
        {
            error ??= new ErrorOutput(mistake, null);
        }

        _last = run.Last ?? _last;
        if (error is not null)
            run.Show(error);
        return new CellResult(run.Outputs);
    }

    private void Conclude(RunningCell run, bool isWhole)
    {
        run.ShowWaiting(isWhole);
        if (isWhole && run.Last is null && run.Chart is not null)
        {
            _last = CellChart.Draw(_last ?? throw WorkbenchException.Usage("There is no result to draw.", "Put #!chart above a SELECT or beside #!query."), run.Chart);
            run.Show(new AnswerOutput(_last, ShowTable: false));
        }

        if (isWhole && run.KeepAs is { } name)
            Keep(run, name, run.Last ?? throw WorkbenchException.Usage("There is no result to keep.", "Put #!let above the SELECT whose result it keeps."));
        if (isWhole && run.Export is { } wish)
            run.Say(_exports.Write(run.Workbench, wish, run.Last ?? _last ?? throw NothingToExport(), run.Cancellation));
    }

    private static WorkbenchException NothingToExport() =>
        WorkbenchException.Usage("There is no result to export.", "Put #!export above a SELECT or beside #!query.");

    private static void Keep(RunningCell run, string name, Answer answer)
    {
        run.Workbench.Keep(name, answer.Table);
        var cut = answer.Table.Truncated is null ? "" : $" It is not whole: {answer.Table.Truncated}.";
        run.Say(FormattableString.Invariant($"Kept as the table `{name}`: {answer.Table.Rows.Count:N0} rows.{cut}"));
    }
}
