using System.Diagnostics;
using System.Globalization;

namespace Dionaea.Benchmarks;

/// <summary>A command that ran as a process of its own.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="CpuSeconds">Processor time of all its threads.</param>
/// <param name="PeakMegabytes">The most memory that was resident; 0 where the system does not tell.</param>
internal sealed record Measured(double Seconds, double CpuSeconds, double PeakMegabytes)
{
    /// <summary>Runs the workbench command once.</summary>
    public static Measured Workbench(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "workbench.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        double peak = 0, cpu = 0;
        while (!process.WaitForExit(10))
        {
            peak = Math.Max(peak, Peak(process.Id));
            cpu = Math.Max(cpu, Cpu(process));
        }

        watch.Stop();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"workbench {string.Join(' ', arguments)} ended with {process.ExitCode}");
        return new Measured(watch.Elapsed.TotalSeconds, cpu, peak);
    }

    private static double Cpu(Process process)
    {
        try
        {
            return process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    // Linux: the high-water mark of the resident set, proc_pid_status(5).
    private static double Peak(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
