using System.Diagnostics;
using Xunit;

namespace Dionaea.Tests;

/// <summary>A disk in memory, small enough to be filled; mounting it takes Linux and root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "none", _folder.Path) != 0)
        {
            _folder.Dispose();
            Assert.Skip("Mounting a small disk takes root on Linux.");
        }
    }

    /// <summary>The path of a file on it.</summary>
    public string PathTo(string name) => _folder.PathTo(name);

    /// <summary>Takes away the right to write on it.</summary>
    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", _folder.Path));

    /// <summary>The names of the files on it.</summary>
    public IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order();

    public void Dispose()
    {
        Run("umount", _folder.Path);
        _folder.Dispose();
    }

    private static int Run(string command, params string[] args)
    {
        var start = new ProcessStartInfo(command, args) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
