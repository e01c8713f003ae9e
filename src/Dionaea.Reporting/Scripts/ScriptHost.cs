using System.Diagnostics;
using Dionaea.Analysis;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace Dionaea.Reporting;

/// <summary>What a script can call: <c>sql</c>, <c>table</c>, <c>chart</c>, <c>print</c>; and what it can look at: <c>parameters</c>.</summary>
/// <param name="engine">The script's engine.</param>
/// <param name="run">The cell.</param>
/// <param name="guard">The script's limits.</param>
/// <param name="faults">Turns mistakes into errors that the script may catch.</param>
/// <param name="source">The script, for its answers.</param>
internal sealed class ScriptHost(Engine engine, RunningCell run, ScriptGuard guard, ScriptFaults faults, string source)
{
    private const int MostPrinted = 1_000_000;
    private const int MostLines = 10_000;
    private const int MostCharts = 20;
    private readonly ScriptTables _tables = new(engine, run.Workbench.Settings.Limits);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _printed;
    private int _lines;
    private int _charts;

    private bool IsFull => _printed >= MostPrinted || _lines >= MostLines;

    /// <summary>Makes the functions known to the script.</summary>
    public void Register()
    {
        Register("sql", arguments => Sql(Text(arguments, "sql", "sql(\"SELECT …\", {name: value})"), Values(At(arguments, 1))));
        Register("table", arguments => Read(Text(arguments, "table", "table(\"connections\")")));
        Register("chart", arguments => Chart(At(arguments, 0), At(arguments, 1)));
        Register("print", Print);
        var parameters = new JsObject(engine);
        foreach (var (name, value) in run.Workbench.Parameters)
            parameters.FastSetDataProperty(name, ScriptTables.ToScript(value));
        engine.Global.FastSetDataProperty("parameters", parameters);
    }

    /// <summary>Shows the value of the script's last expression: rows as a table, a figure as a chart, anything else as text.</summary>
    /// <exception cref="WorkbenchException">The rows or the figure can't be shown.</exception>
    public JsValue ShowResult(JsValue value, TimeSpan elapsed)
    {
        if (value.IsUndefined() || value.IsNull())
            return value;
        if (ScriptFigure.IsFigure(value))
            return Show(ScriptFigure.Read(value, Answer, elapsed));
        return _tables.ToTable(value) is { } table ? Show(Answer(table, elapsed)) : Print([value]);
    }

    private void Register(string name, Func<JsValue[], JsValue> body) => engine.Global.FastSetDataProperty(name, new ClrFunction(engine, name, (_, arguments) =>
    {
        try
        {
            return guard.Call(() => body(arguments));
        }
        catch (WorkbenchException mistake)
        {
            throw faults.ForScript(engine, mistake);
        }
    }));

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string Text(JsValue[] arguments, string function, string usage) => At(arguments, 0) is JsString text
        ? text.AsString()
        : throw WorkbenchException.Usage($"{function}() takes a text.", $"Write: {usage}");

    private JsArray Sql(string sql, Dictionary<string, object?> values) =>
        _tables.ToScript(run.Workbench.Run(sql, values, guard.Stop).Table);

    private JsArray Read(string name)
    {
        var workbench = run.Workbench;
        if (workbench.Kept.TryGetValue(name, out var kept))
            return _tables.ToScript(kept);
        var known = workbench.Database.StoredTables.Keys.Concat(AnalysisViews.All.Select(v => v.Name)).ToList();
        if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw WorkbenchException.Unknown("table or view", name, known.Concat(workbench.Kept.Keys), "#!schema lists them.");
        return Sql($"SELECT * FROM \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", []);
    }

    // Only stored members count: what a getter or toString() would answer is not asked for.
    private static Dictionary<string, object?> Values(JsValue given)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (given.IsUndefined() || given.IsNull())
            return values;
        if (given is not JsObject members)
            throw WorkbenchException.Usage("The values for sql() are not an object.", "Write: sql(\"SELECT … $name\", {name: value})");
        foreach (var (key, descriptor) in members.GetOwnProperties())
        {
            if (!key.IsString())
                continue;
            var value = ScriptText.Data(descriptor);
            if (value is ObjectInstance and not JsDate || value.IsSymbol() || value.IsUndefined())
            {
                throw WorkbenchException.Usage(
                    $"The value '{Suggestion.Excerpt(key.AsString())}' for sql() is neither a number nor a text.", "Give a number, a text, true, false, a Date or null.");
            }

            values[key.AsString()] = ScriptTables.Plain(value);
        }

        return values;
    }

    private JsValue Print(JsValue[] arguments)
    {
        var text = string.Join(' ', arguments.Select(ScriptText.Of));
        if (IsFull)
            return JsValue.Undefined;
        if (text.Length > MostPrinted - _printed)
            text = text[..(MostPrinted - _printed)];
        _printed += text.Length;
        _lines += 1 + text.AsSpan().Count('\n');
        run.Show(new PrintedOutput(text + "\n"));
        if (IsFull)
            run.Show(new PrintedOutput("What the script prints from here on is left out; it is more than can be shown.\n", IsError: true));
        return JsValue.Undefined;
    }

    private JsValue Chart(JsValue what, JsValue options)
    {
        if (++_charts > MostCharts)
            throw WorkbenchException.Limit(FormattableString.Invariant($"The script draws more than {MostCharts} charts."), "Draw the others in another cell.");
        if (ScriptFigure.IsFigure(what))
            return Show(ScriptFigure.Read(what, Answer, _watch.Elapsed));

        var table = _tables.ToTable(what)
            ?? throw WorkbenchException.Usage("chart() takes rows or a figure, and got neither.", "Write: chart(rows, {kind: \"bar\", x: \"port\", y: \"hits\"})");
        return Show(ScriptChart.Draw(Answer(table, _watch.Elapsed), options));
    }

    private Answer Answer(Table table, TimeSpan elapsed)
    {
        var warnings = _tables.Cuts.Select(cut => $"The script read a table that is not whole: {cut}.");
        return run.Workbench.Computed(source, table, [.. warnings], elapsed);
    }

    private JsValue Show(Answer answer)
    {
        run.Add(answer);
        return JsValue.Undefined;
    }
}
