using System.Diagnostics;
using System.Text;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Runs the built command, and bash, as processes of their own.</summary>
internal static class WorkbenchProcess
{
    /// <summary>The built command beside the tests.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "workbench.exe" : "workbench");

    /// <summary>Runs the command in a folder.</summary>
    public static CommandRun Run(string folder, params string[] args) => Finish(Start(folder, Executable, args), TimeSpan.FromMinutes(3));

    /// <summary>Runs a script with bash, the command on its path.</summary>
    /// <param name="folder">Where it starts.</param>
    /// <param name="script">The script.</param>
    /// <param name="environment">Variables that differ from the tests' own; null takes one away.</param>
    /// <param name="path">What the path starts with, in place of the built command's folder.</param>
    /// <param name="limit">After which it is ended and the test fails; a guard against hanging, 3 minutes by default.</param>
    public static CommandRun Bash(
        string folder,
        string script,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? path = null,
        TimeSpan? limit = null)
    {
        if (!File.Exists("/bin/bash"))
            Assert.Skip("There is no /bin/bash.");
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>())
        {
            ["PATH"] = $"{path ?? AppContext.BaseDirectory.TrimEnd('/')}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        return Finish(Start(folder, "/bin/bash", ["--norc", "-c", script], variables), limit ?? TimeSpan.FromMinutes(3));
    }

    /// <summary>Starts a process whose streams are read as UTF-8.</summary>
    public static Process Start(string folder, string file, IEnumerable<string> args, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(file, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // A build server that outlives its build would hold the streams open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Sends a signal, by its name without SIG, with the command <c>kill</c>.</summary>
    public static async Task Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for a process and reads what it wrote.</summary>
    public static CommandRun Finish(Process process, TimeSpan limit)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"'{process.StartInfo.FileName}' did not end within {limit}.");
            }

            return new CommandRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
    }
}
