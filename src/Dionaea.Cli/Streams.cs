using System.Text;

namespace Dionaea.Cli;

/// <summary>Where the command writes: results to one stream, everything else to another.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, notes and mistakes.</param>
/// <param name="IsTerminal">Whether <paramref name="Error"/> is a terminal on which progress can be drawn in place.</param>
internal sealed record Streams(TextWriter Out, TextWriter Error, bool IsTerminal)
{
    /// <summary>Whether <see cref="Out"/> is a terminal, which takes colours and which text could steer.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>The process's own, UTF-8 whatever the machine's settings.</summary>
    public static Streams OfConsole()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 14) { AutoFlush = false, NewLine = "\n" };
        var error = new StreamWriter(Console.OpenStandardError(), utf8, 1 << 10) { AutoFlush = true, NewLine = "\n" };
        return new Streams(output, error, !Console.IsErrorRedirected) { IsOutTerminal = !Console.IsOutputRedirected };
    }
}
