using Dionaea.Reporting;
using Spectre.Console;

namespace Dionaea.Cli;

/// <summary>
/// Progress on the terminal, drawn in place; nothing where the stream is not a terminal, so that logs stay clean.
/// </summary>
internal sealed class ProgressLine : IProgress<NotebookProgress>, IProgress<string>, IDisposable
{
    private readonly IAnsiConsole? _console;
    private readonly Lock _lock = new();
    private int _done;

    /// <summary>Makes a line on a stream.</summary>
    public ProgressLine(Streams streams)
    {
        if (streams.IsTerminal)
            _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Error), Interactive = InteractionSupport.No });
    }

    /// <inheritdoc/>
    public void Report(NotebookProgress value)
    {
        lock (_lock)
        {
            _done = Math.Max(_done, value.Done);
            const int width = 24;
            var full = value.Count == 0 ? width : _done * width / value.Count;
            Draw($"[green]{new string('━', full)}[/][grey]{new string('━', width - full)}[/] {_done}/{value.Count} [grey]{Markup.Escape(Short(value.Title))}[/]");
        }
    }

    /// <inheritdoc/>
    public void Report(string value)
    {
        lock (_lock)
            Draw($"[grey]{Markup.Escape(Short(value))}[/]");
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose() => Draw("");

    private static string Short(string text)
    {
        var clean = Escape.Terminal(text);
        return clean.Length <= 44 ? clean : clean[..43] + "…";
    }

    private void Draw(string markup)
    {
        if (_console is null)
            return;
        _console.Write(new ControlCode("\r\u001b[2K"));
        if (markup.Length > 0)
            _console.Markup(markup);
    }
}
