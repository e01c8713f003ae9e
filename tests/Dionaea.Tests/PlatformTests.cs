using System.Runtime.InteropServices;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class PlatformTests
{
    [Theory]
    [InlineData("HOME=/home/u", "/home/u/.cache/dionaea-workbench")]
    [InlineData("HOME=/home/u/ XDG_CACHE_HOME=/var/cache/u/", "/var/cache/u/dionaea-workbench")]
    [InlineData("HOME=/home/u XDG_CACHE_HOME=relative", "/home/u/.cache/dionaea-workbench")]
    [InlineData("HOME=/home/u XDG_CACHE_HOME=/x WORKBENCH_CACHE=/own", "/own")]
    [InlineData("HOME=relative", null)]
    [InlineData("", null)]
    public void CacheFolder_follows_the_XDG_rules_on_Linux(string environment, string? expected) =>
        Assert.Equal(expected, Folder(OSPlatform.Linux, environment));

    [Theory]
    [InlineData("HOME=/Users/u XDG_CACHE_HOME=/x", "/Users/u/Library/Caches/dionaea-workbench")]
    [InlineData("HOME=/Users/u WORKBENCH_CACHE=/own", "/own")]
    [InlineData("", null)]
    public void CacheFolder_is_in_the_users_library_on_macOS(string environment, string? expected) =>
        Assert.Equal(expected, Folder(OSPlatform.OSX, environment));

    [Theory]
    [InlineData("HOME=/home/u", @"C:\Users\u\AppData\Local", @"C:\Users\u\AppData\Local\dionaea-workbench\Cache")]
    [InlineData(@"WORKBENCH_CACHE=D:\own", @"C:\Users\u\AppData\Local", @"D:\own")]
    [InlineData("", "", null)]
    public void CacheFolder_is_in_the_local_application_data_on_Windows(string environment, string local, string? expected) =>
        Assert.Equal(expected, Folder(OSPlatform.Windows, environment, local));

    [Fact]
    public void Look_tells_files_from_folders_and_from_nothing()
    {
        var file = typeof(PlatformTests).Assembly.Location;
        Assert.Equal(EntryKind.File, Platform.Look(file).Kind);
        Assert.Equal(EntryKind.Folder, Platform.Look(Path.GetDirectoryName(file)!).Kind);
        Assert.Equal(EntryKind.Missing, Platform.Look(file + ".missing").Kind);
        Assert.Equal(EntryKind.Missing, Platform.Look(Path.Combine(file, "below")).Kind);
    }

    [Fact]
    public void Look_gives_owner_mode_and_identity_on_Linux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It is about Linux.");
        var path = Path.GetTempFileName();
        DatabaseFolder.SetMode(path, UnixFileMode.UserRead | UnixFileMode.GroupWrite);
        var entry = Platform.Look(path);
        var link = path + ".link";
        File.CreateSymbolicLink(link, path);
        Assert.Equal((Platform.User, 0b100_010_000), (entry.Owner, entry.Mode));
        Assert.Equal(entry, Platform.Look(link));
        Assert.NotEqual(entry.Node, Platform.Look("/").Node);
        Assert.Equal(EntryKind.Special, Platform.Look("/dev/null").Kind);
        File.Delete(link);
        File.Delete(path);
    }

    [Fact]
    public void ProcessStart_is_steady_and_null_when_there_is_no_such_process()
    {
        Assert.NotNull(Platform.ProcessStart(Environment.ProcessId));
        Assert.Equal(Platform.ProcessStart(Environment.ProcessId), Platform.ProcessStart(Environment.ProcessId));
        Assert.Null(Platform.ProcessStart(int.MaxValue));
    }

    private static string? Folder(OSPlatform system, string environment, string local = "")
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return Platform.CacheFolder(system, variables.GetValueOrDefault, local);
    }
}
