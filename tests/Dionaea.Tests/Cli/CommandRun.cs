using Dionaea.Cli;

namespace Dionaea.Tests;

/// <summary>What a command line did, run within the tests' process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    /// <summary>Runs a command line, with streams that are no terminal.</summary>
    public static CommandRun Of(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(args, new Streams(output, error, IsTerminal: false));
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
