namespace Dionaea.Analysis;

/// <summary>How the workbench's process ends; the meaning of each code is part of its interface.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A check, a cell or a write failed.</summary>
    Failed = 1,

    /// <summary>The command line, a query name or a parameter is wrong.</summary>
    Usage = 2,

    /// <summary>The input was not found or is not a dionaea database.</summary>
    Input = 3,

    /// <summary>A limit or a time-out cut the work.</summary>
    Limit = 4,

    /// <summary>The leak check refused.</summary>
    Leak = 5,

    /// <summary>Interrupted.</summary>
    Interrupted = 130,
}

/// <summary>A place in a text of several lines.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The character of the line, from 1; UTF-16 code units.</param>
public sealed record TextPlace(int Line, int Column);

/// <summary>
/// A mistake or a limit that the user can do something about. The message says what was found, what was
/// expected and where; <see cref="Remedy"/> what to do. It is shown without a stack trace.
/// </summary>
public sealed class WorkbenchException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="exit">How the process ends when nothing catches it.</param>
    /// <param name="message">Full sentences: found, expected, where.</param>
    /// <param name="remedy">What to do, or null when the message says it.</param>
    /// <param name="inner">What caused it; never shown to users.</param>
    public WorkbenchException(ExitCode exit, string message, string? remedy = null, Exception? inner = null)
        : base(message, inner)
    {
        Exit = exit;
        Remedy = remedy;
    }

    /// <summary>How the process ends when nothing catches the exception.</summary>
    public ExitCode Exit { get; }

    /// <summary>What to do, as full sentences; null when the message says it.</summary>
    public string? Remedy { get; }

    /// <summary>Where in a statement the mistake is, when that is known.</summary>
    public TextPlace? Place { get; init; }

    /// <summary>Message and remedy as one text of one or two lines.</summary>
    public string Text => Remedy is null ? Message : $"{Message}\n{Remedy}";

    /// <summary>A name that does not exist, with the nearest ones that do.</summary>
    /// <param name="what">What the name is of, with an article ("a query").</param>
    /// <param name="name">The name that was given.</param>
    /// <param name="known">All names that exist.</param>
    /// <param name="remedy">Where to see them all, or null.</param>
    public static WorkbenchException Unknown(string what, string name, IEnumerable<string> known, string? remedy = null)
    {
        var near = Suggestion.For(name, known);
        var hint = near is null ? null : $"Did you mean '{near}'?";
        return new WorkbenchException(
            ExitCode.Usage,
            $"There is no {what} '{Suggestion.Excerpt(name)}'.",
            hint is null ? remedy : remedy is null ? hint : $"{hint} {remedy}");
    }

    /// <summary>A wrong use of a command, a directive or a parameter.</summary>
    public static WorkbenchException Usage(string message, string? remedy = null) => new(ExitCode.Usage, message, remedy);

    /// <summary>An input that is missing, damaged or of another kind.</summary>
    public static WorkbenchException Input(string message, string? remedy = null, Exception? inner = null) =>
        new(ExitCode.Input, message, remedy, inner);

    /// <summary>A check, a cell or a write that failed.</summary>
    public static WorkbenchException Failed(string message, string? remedy = null, Exception? inner = null) =>
        new(ExitCode.Failed, message, remedy, inner);

    /// <summary>Work that a limit cut.</summary>
    public static WorkbenchException Limit(string message, string? remedy = null) => new(ExitCode.Limit, message, remedy);
}
