using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Python's standard library as an independent reader and writer.</summary>
internal static class PythonProcess
{
    /// <summary>Runs a script with UTF-8 on both sides; the test is skipped where there is no Python 3.</summary>
    public static string Run(string script, string input, string? zone = null)
    {
        var start = new ProcessStartInfo("python3", ["-I", "-X", "utf8", "-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        if (zone is not null)
            start.Environment["TZ"] = zone;
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output.Result;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not installed.");
            throw;
        }
    }
}
