using System.Diagnostics;
using Acornima.Ast;
using Dionaea.Analysis;
using Jint;
using Jint.Runtime;

namespace Dionaea.Reporting;

/// <summary>
/// Runs a script cell. Each has an engine of its own, so that nothing that a script changes is there for the next
/// one. No other folder names Jint's types, so that its assemblies load only when a script runs.
/// </summary>
internal sealed class ScriptRun
{
    // How many times the memory that it may hold a script may allocate in all.
    private const int Garbage = 4;

    private readonly RunningCell _run;
    private readonly string _source;
    private readonly ScriptGuard _guard;

    private ScriptRun(string source, RunningCell run, ScriptGuard guard)
    {
        _source = source;
        _run = run;
        _guard = guard;
    }

    /// <summary>Runs a script; what it prints and draws is shown as it comes, its result last.</summary>
    /// <param name="source">Its text, with the lines of the cell.</param>
    /// <param name="run">The cell.</param>
    /// <exception cref="WorkbenchException">It has a mistake, or a limit stopped it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Execute(string source, RunningCell run)
    {
        using var guard = new ScriptGuard(run.Workbench.Settings.Limits, run.Cancellation);
        guard.Run(new ScriptRun(source, run, guard).Evaluate);
    }

    private void Evaluate()
    {
        var watch = Stopwatch.StartNew();
        var engine = ScriptEngine.Create(Now, _run.Workbench.Settings.Limits.Memory * Garbage, _guard.Stop);
        var faults = new ScriptFaults();
        try
        {
            var script = Engine.PrepareScript(_source, "cell", strict: true);
            Refuse(script.Program!);
            var host = new ScriptHost(engine, _run, _guard, faults, _source.Trim());
            host.Register();
            var value = engine.Evaluate(script).UnwrapIfPromise(TimeSpan.FromMilliseconds(1));
            if (ShowsItsValue(script.Program!))
                _guard.Call(() => host.ShowResult(value, watch.Elapsed));
        }
        catch (Exception fault) when (fault is not (WorkbenchException or OperationCanceledException or ExecutionCanceledException))
        {
            throw faults.Translate(fault);
        }
    }

    // Now is when the data end: the machine's clock must not reach a result.
    private double Now() => _guard.Call(() => _run.Workbench.IsOpen ? _run.Workbench.Database.Span.Last ?? 0 : 0);

    // A module could be looked for in files, and the engine's own refusal has no line; BigInt is removed (ScriptEngine).
    private static void Refuse(Script script)
    {
        foreach (var node in script.DescendantNodes())
        {
            var place = new TextPlace(node.Location.Start.Line, node.Location.Start.Column + 1);
            if (node is ImportExpression)
                throw ScriptFaults.At(place, "import() loads a module, and a script has none", "Write the functions into the cell.");
            if (node is BigIntLiteral)
                throw ScriptFaults.At(place, "a script has no BigInt", "Leave out the n; whole numbers are exact up to 9007199254740991.");
        }
    }

    // As in a console: the value of a last expression is shown, that of an assignment is not.
    private static bool ShowsItsValue(Script script) =>
        script.Body.Count > 0 && script.Body[^1] is ExpressionStatement { Expression: not (AssignmentExpression or UpdateExpression) };
}
