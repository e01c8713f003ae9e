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
    public CellResult Run(string source, CancellationToken cancellation = default)
    {
        var run = new RunningCell(workbench, policy, cancellation);
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
            // A mistake inside a directive's text names its own line.
            return Finish(run, new ErrorOutput(mistake, hasText && mistake.Place is not null ? null : line));
        }
    }

    /// <summary>Takes a cell's result for the last one, for cells that ran side by side.</summary>
    public void Remember(CellResult result) =>
        _last = result.Outputs.OfType<AnswerOutput>().LastOrDefault()?.Answer ?? _last;

    private static void RunSql(string sql, RunningCell run)
    {
        foreach (var (statement, line) in run.Workbench.Split(sql))
        {
            // Empty lines in front make the lines of an error those of the cell.
            var answer = run.Workbench.Run(new string('\n', line - 1) + statement, run.Cancellation);
            run.Answers.Add(answer with { Sql = statement });
        }
    }

    private CellResult Finish(RunningCell run, ErrorOutput? error)
    {
        var outputs = new List<CellOutput>(run.Outputs);
        try
        {
            Conclude(run, outputs, error is null);
        }
        catch (WorkbenchException mistake)
        {
            error ??= new ErrorOutput(mistake, null);
        }

        if (error is not null)
            outputs.Add(error);
        return new CellResult(outputs);
    }

    private void Conclude(RunningCell run, List<CellOutput> outputs, bool isWhole)
    {
        if (isWhole && run.Chart is not null && run.Answers.Count == 0)
        {
            _last = CellChart.Draw(_last ?? throw WorkbenchException.Usage("There is no result to draw.", "Put #!chart above a SELECT or beside #!query."), run.Chart);
            outputs.Add(new AnswerOutput(_last, ShowTable: false));
        }

        for (var i = 0; i < run.Answers.Count; i++)
        {
            var isLast = isWhole && i == run.Answers.Count - 1;
            var answer = CellChart.Draw(run.Answers[i], isLast ? run.Chart : null);
            outputs.Add(new AnswerOutput(answer));
            if (isLast && run.KeepAs is not null)
                Keep(run, answer, outputs);
            _last = answer;
        }

        if (isWhole && run.KeepAs is not null && run.Answers.Count == 0)
            throw WorkbenchException.Usage("There is no result to keep.", "Put #!let above the SELECT whose result it keeps.");
        if (isWhole && run.Export is { } wish)
            outputs.Add(new TextOutput(_exports.Write(run.Workbench, wish, _last ?? throw NothingToExport(), run.Cancellation)));
    }

    private static WorkbenchException NothingToExport() =>
        WorkbenchException.Usage("There is no result to export.", "Put #!export above a SELECT or beside #!query.");

    private static void Keep(RunningCell run, Answer answer, List<CellOutput> outputs)
    {
        run.Workbench.Keep(run.KeepAs!, answer.Table);
        var cut = answer.Table.Truncated is null ? "" : $" It is not whole: {answer.Table.Truncated}.";
        outputs.Add(new TextOutput(FormattableString.Invariant($"Kept as the table `{run.KeepAs}`: {answer.Table.Rows.Count:N0} rows.{cut}")));
    }
}
