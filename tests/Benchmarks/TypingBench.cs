using System.Diagnostics;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Benchmarks;

/// <summary>
/// Help while typing on the generated database, beside what SQLite takes to prepare one statement of it in the same
/// run.
/// </summary>
internal sealed class TypingBench(string database)
{
    private const int Runs = 21;
    private const string Statement =
        "WITH t AS (SELECT * FROM inbound i JOIN credentials c USING (connection)) SELECT attacker, COUNT(*) AS n FROM t WHERE port = 1433 GROUP BY attacker ORDER BY n DESC";

    private static readonly (string What, string Code)[] Cells =
    [
        ("directive", "#!qu⌶"),
        ("query", "#!query top-⌶"),
        ("zone", "#!query connections-per-day --zone ⌶"),
        ("table", "SELECT * FROM ⌶"),
        ("column", "SELECT ⌶ FROM inbound i JOIN credentials c ON c.connection = i.connection"),
        ("behind a star", "WITH t AS (SELECT * FROM inbound i JOIN credentials c USING (connection)) SELECT t.⌶ FROM t"),
        ("1 MB of statements", string.Concat(Enumerable.Repeat("SELECT 1 FROM inbound;\n", 45_000)) + "SELECT ⌶ FROM inbound"),
        ("1 MB of one", "SELECT ⌶ FROM inbound WHERE port IN (" + string.Concat(Enumerable.Repeat("1, ", 350_000)) + "2)"),
        ("1 MB of parentheses", "SELECT ⌶" + new string('(', 1 << 20)),
    ];

    /// <summary>All figures; the first of each is what a person waits for once.</summary>
    public void Run()
    {
        using var workbench = new Workbench(WorkbenchSettings.Default);
        workbench.Open(database);
        using var session = workbench.Database.OpenSession();
        var help = new TypingHelp(workbench, new CellPolicy(null, [], "."));
        var (_, prepare) = Measure(() => session.ColumnNames(Statement));
        Console.WriteLine($"typing     / {prepare:0.00} ms that SQLite takes to prepare a statement");
        Console.WriteLine($"{"",-20} {"complete",9} {"first",9} {"inspect",9} {"first",9} {"is complete",12}");
        foreach (var (what, marked) in Cells)
        {
            var cursor = marked.IndexOf('⌶', StringComparison.Ordinal);
            var code = marked.Remove(cursor, 1);
            var complete = Measure(() => help.Complete(code, cursor));
            var inspect = Measure(() => help.Inspect(code, code.IndexOf("inbound", StringComparison.Ordinal) is >= 0 and var at ? at + 1 : cursor, 0));
            var ends = Measure(() => TypingHelp.IsComplete(code));
            Console.WriteLine(
                $"{what,-20} {complete.Usual / prepare,9:0.0} {complete.First / prepare,9:0.0} {inspect.Usual / prepare,9:0.0} {inspect.First / prepare,9:0.0} {ends.Usual / prepare,12:0.0}");
        }
    }

    // The first and the median of the others, in milliseconds.
    private static (double First, double Usual) Measure(Action work)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var first = times[0];
        times.RemoveAt(0);
        times.Sort();
        return (first, times[times.Count / 2]);
    }
}
