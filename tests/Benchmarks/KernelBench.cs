using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Dionaea.Benchmarks;

/// <summary>
/// The kernel's start, beside ipykernel's on the same machine in the same run. Measures the folder that
/// <c>dotnet publish -p:PublishProfile=SelfContained</c> made, or the build beside the benchmarks where there is none.
/// </summary>
internal static class KernelBench
{
    private const string Python = "/usr/bin/python3";
    private const string Connection = "{connection_file}";
    private const int Runs = 5;

    /// <summary>Measures both, on the sample database; says so where Jupyter is missing.</summary>
    public static void Run()
    {
        var root = Root();
        var published = Path.Combine(root, "artifacts", "workbench", "workbench");
        var executable = File.Exists(published) ? published : Path.Combine(AppContext.BaseDirectory, "workbench");
        var sample = Path.Combine(root, "data", "sample");
        var ours = Measure(sample, "workbench", "#!open dionaea.sqlite\nSELECT COUNT(*) AS n FROM connections", [executable, "kernel", "run", Connection]);
        var theirs = Measure(
            sample,
            "ipykernel",
            "import sqlite3\nsqlite3.connect('file:dionaea.sqlite?mode=ro', uri=True).execute('SELECT COUNT(*) AS n FROM connections').fetchall()",
            [Python, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", Connection]);
        if (ours is null || theirs is null)
            return;

        Console.WriteLine($"kernel     {(executable == published ? "published with ReadyToRun" : "as built, not published")}; medians of {Runs}, beside ipykernel");
        Write("start to answered kernel_info", ours, theirs, "kernel_info", "0.000 s");
        Write("start to first result, jupyter_client", ours, theirs, "first", "0.000 s");
        Write("resident when idle", ours, theirs, "megabytes", "0 MB");
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    private static void Write(string what, JsonNode ours, JsonNode theirs, string member, string format)
    {
        var (a, b) = ((double)ours[member]!, (double)theirs[member]!);
        var text = format.Split(' ');
        string Of(double value) => $"{value.ToString(text[0], CultureInfo.InvariantCulture)} {text[1]}";
        Console.WriteLine($"  {what,-38} {Of(a),9} {Of(b),9}  ratio {a / b:0.00}");
    }

    private static JsonNode? Measure(string folder, string name, string cell, IEnumerable<string> command)
    {
        if (!File.Exists(Python))
        {
            Console.WriteLine($"kernel     not measured: there is no {Python}");
            return null;
        }

        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "kernel_bench.py"), $"{Runs}", name, cell, .. command];
        var start = new ProcessStartInfo(Python, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
            return JsonNode.Parse(output);
        var reason = error.GetAwaiter().GetResult().TrimEnd();
        Console.WriteLine($"kernel     not measured, it takes Debian's packages jupyter-client and python3-ipykernel: {reason[(reason.LastIndexOf('\n') + 1)..]}");
        return null;
    }
}
