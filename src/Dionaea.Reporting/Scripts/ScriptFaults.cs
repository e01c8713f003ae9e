using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Acornima;
using Dionaea.Analysis;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Dionaea.Reporting;

/// <summary>Words a script's faults: what happened, on which line of the cell, and what to do; never a trace.</summary>
internal sealed class ScriptFaults
{
    private const string Names = "A script has sql, table, chart, print, parameters and JavaScript's own objects.";

    // What the workbench itself refused, by the error object that the script was given.
    private readonly ConditionalWeakTable<JsValue, WorkbenchException> _mistakes = [];

    /// <summary>A mistake at a place of the cell.</summary>
    public static WorkbenchException At(TextPlace? place, string message, string? remedy, ExitCode exit = ExitCode.Failed) =>
        new(exit, place is null ? $"Script error: {message}." : FormattableString.Invariant($"Script error: {message} (line {place.Line}, column {place.Column})."), remedy) { Place = place };

    /// <summary>The script ran out of time.</summary>
    public static WorkbenchException OutOfTime(Limits limits) => WorkbenchException.Limit(
        FormattableString.Invariant($"The script was stopped after {limits.Time.TotalSeconds:0} s."),
        "Let SQL do the counting, or raise the limit in conf/workbench.yaml.");

    /// <summary>The script holds too much.</summary>
    public static WorkbenchException OutOfMemory(Limits limits) => WorkbenchException.Limit(
        FormattableString.Invariant($"The script was stopped: it held more than {limits.Memory >> 20:N0} MB."),
        "Read fewer rows, or raise the limit in conf/workbench.yaml.");

    /// <summary>A mistake of the workbench's as an error that the script may catch.</summary>
    public JavaScriptException ForScript(Engine engine, WorkbenchException mistake)
    {
        var error = engine.Intrinsics.Error.Construct(mistake.Message);
        _mistakes.Add(error, mistake);
        return new JavaScriptException(error);
    }

    /// <summary>The mistake that a fault of the engine's means.</summary>
    public WorkbenchException Translate(Exception fault) => fault switch
    {
        JavaScriptException thrown => Thrown(thrown.Error, Place(thrown.Location)),
        PromiseRejectedException rejected => Rejected(rejected.RejectedValue),
        ScriptPreparationException { InnerException: ParseErrorException wrong } => At(
            new TextPlace(wrong.LineNumber, wrong.Column + 1), Excerpt(wrong.Description), "It is not JavaScript; mend the text at that place."),
        RecursionDepthOverflowException => TooDeep(),
        InsufficientExecutionStackException or ScriptPreparationException => TooDeep(),
        MemoryLimitExceededException full => full.Message.StartsWith("The array", StringComparison.Ordinal)
            ? WorkbenchException.Limit(FormattableString.Invariant($"The script made an array of more than {ScriptEngine.LargestArray:N0} elements."), "Read fewer rows.")
            : WorkbenchException.Limit("The script was stopped: it made and dropped too much memory.", "Let SQL do the counting, or raise the limit in conf/workbench.yaml."),
        RegexMatchTimeoutException => WorkbenchException.Limit(
            FormattableString.Invariant($"A regular expression of the script took longer than {ScriptEngine.RegexTime.TotalSeconds:0} s."),
            "Repeat nothing that repeats itself, as (a+)+ does."),
        OutOfMemoryException => WorkbenchException.Limit("A text of the script grew too long.", "Build shorter texts."),
        _ => new WorkbenchException(ExitCode.Failed, "The script failed inside the JavaScript engine.", "Write it in a simpler way.", fault),
    };

    private static WorkbenchException TooDeep() => WorkbenchException.Limit(
        FormattableString.Invariant($"The script is nested too deeply; more than {ScriptEngine.MostCalls} calls inside each other are not allowed."),
        "Use a loop.");

    private WorkbenchException Rejected(JsValue reason) => reason is JsError
        ? Thrown(reason, null)
        : At(null, $"a promise was not kept: {Excerpt(ScriptText.Of(reason))}", "Nothing in a script has to be waited for; leave await and promises out.");

    private WorkbenchException Thrown(JsValue error, TextPlace? place)
    {
        if (_mistakes.TryGetValue(error, out var mistake))
        {
            var where = place is null ? "" : FormattableString.Invariant($" (line {place.Line}, column {place.Column} of the cell)");
            return new WorkbenchException(mistake.Exit, $"{mistake.Message.TrimEnd('.')}{where}.", mistake.Remedy, mistake) { Place = place };
        }

        var name = error is JsError ? ScriptText.Of(error.AsObject().Get("name")) : "";
        var message = error is JsError ? ScriptText.Of(error.AsObject().Get("message")) : ScriptText.Of(error);
        return At(place, Excerpt(message), Remedy(name, message));
    }

    private static string Excerpt(string message) => Suggestion.Excerpt(message.Length == 0 ? "an error without a message" : message.TrimEnd('.'));

    private static string? Remedy(string name, string message) => name switch
    {
        "ReferenceError" => Names,
        "TypeError" or "EvalError" when message.StartsWith("String compilation", StringComparison.Ordinal) => "A script can't make code from text; write the function itself.",
        "TypeError" when message.StartsWith("Cannot read", StringComparison.Ordinal) => "Something is missing there: look at it with print().",
        "TypeError" => "A value there is of another type: look at it with print().",
        "RangeError" => "A number or a length is out of range.",
        _ => null,
    };

    private static TextPlace? Place(in SourceLocation location) =>
        location.Start.Line > 0 ? new TextPlace(location.Start.Line, location.Start.Column + 1) : null;
}
