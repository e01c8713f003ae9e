using System.Diagnostics;
using Dionaea.Cli;

namespace Dionaea.Tests;

/// <summary>A command line that was run, in this process or in one of its own.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Out">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record CommandRun(int Exit, string Out, string Error)
{
    /// <summary>Runs the command in this process.</summary>
    public static CommandRun InProcess(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = CommandLine.Run(arguments, new Streams(output, error, IsTerminal: false));
        return new CommandRun(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs the command as a process, in an environment that differs by <paramref name="environment"/>.</summary>
    public static CommandRun Process(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "workbench.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
