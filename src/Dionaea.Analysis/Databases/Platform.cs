using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Dionaea.Analysis;

/// <summary>What a name in a file system leads to, links followed.</summary>
internal enum EntryKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>Nothing that this user may see.</summary>
    Denied,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, socket or device; opening one may block or do something.</summary>
    Special,
}

/// <summary>What the file system says about an entry.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">The owner's user id; 0 on Windows.</param>
/// <param name="Mode">The permission bits; 0 on Windows.</param>
/// <param name="Device">With <paramref name="Node"/> the identity of the file on Linux, else 0.</param>
/// <param name="Node">See <paramref name="Device"/>.</param>
internal readonly record struct Entry(EntryKind Kind, uint Owner = 0, int Mode = 0, ulong Device = 0, ulong Node = 0);

/// <summary>All that differs from system to system.</summary>
internal static partial class Platform
{
    private const int NoEntry = 2;
    private const int NotAFolder = 20;

    /// <summary>The workbench's cache folder by the system's custom, or null when nothing tells the user's folder.</summary>
    /// <param name="system">The system to answer for.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="localData">Windows' folder for local application data.</param>
    public static string? CacheFolder(OSPlatform system, Func<string, string?> variable, string localData)
    {
        if (variable("WORKBENCH_CACHE") is { Length: > 0 } chosen)
            return chosen;
        if (system == OSPlatform.Windows)
            return localData.Length == 0 ? null : localData + @"\dionaea-workbench\Cache";

        var home = variable("HOME") is { Length: > 0 } folder && folder[0] == '/' ? folder.TrimEnd('/') : null;
        if (system == OSPlatform.OSX)
            return home is null ? null : home + "/Library/Caches/dionaea-workbench";

        // A relative XDG_CACHE_HOME is to be ignored (XDG Base Directory Specification).
        if (variable("XDG_CACHE_HOME") is { Length: > 0 } cache && cache[0] == '/')
            return cache.TrimEnd('/') + "/dionaea-workbench";
        return home is null ? null : home + "/.cache/dionaea-workbench";
    }

    /// <summary>The system this process runs on, as <see cref="CacheFolder"/> tells them apart.</summary>
    public static OSPlatform System =>
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    /// <summary>The user id that the process acts as; 0 on Windows.</summary>
    public static uint User => OperatingSystem.IsWindows() ? 0 : EffectiveUser();

    /// <summary>Looks at an entry without opening it.</summary>
    public static Entry Look(string path)
    {
        if (OperatingSystem.IsLinux())
            return LookOnLinux(path);
        if (OperatingSystem.IsMacOS())
            return LookOnMac(path);
        return Directory.Exists(path) ? new(EntryKind.Folder)
            : !File.Exists(path) ? new(EntryKind.Missing)
            : (File.GetAttributes(path) & FileAttributes.Device) != 0 ? new(EntryKind.Special)
            : new(EntryKind.File);
    }

    /// <summary>
    /// When a process started, in units that only equality is meant for, or null when there is none of this id.
    /// A process id is used again after a while; id and start together are not.
    /// </summary>
    public static string? ProcessStart(int id)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(id);
                return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            }

            // Field 22 of proc_pid_stat(5); the name in field 2 may hold blanks and brackets. .NET's StartTime
            // moves when the clock is set.
            var text = File.ReadAllText(FormattableString.Invariant($"/proc/{id}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException
            or UnauthorizedAccessException or global::System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether another process has the file open for writing: true, false, or null when not every process could
    /// be looked at. Only Linux tells.
    /// </summary>
    public static bool? IsOpenForWriting(Entry file)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fd"))
            return null;

        bool? found = false;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || id == Environment.ProcessId)
            {
                continue;
            }

            switch (HasOpenForWriting(process, file))
            {
                case true:
                    return true;
                case null:
                    found = null;
                    break;
            }
        }

        return found;
    }

    /// <summary>Whether this process has the file open for writing, on Linux; elsewhere false.</summary>
    public static bool IsOpenHere(Entry file) =>
        OperatingSystem.IsLinux() && HasOpenForWriting("/proc/self", file) != false;

    private static bool? HasOpenForWriting(string process, Entry file)
    {
        try
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries(process + "/fd"))
            {
                var entry = LookOnLinux(descriptor);
                if (entry.Kind == EntryKind.File && entry.Node == file.Node && entry.Device == file.Device
                    && IsWritable(process + "/fdinfo/" + Path.GetFileName(descriptor)))
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that has ended meanwhile has nothing open.
            return Directory.Exists(process) ? null : false;
        }
    }

    // The last octal digit of the open flags holds the access mode: 0 reads, 1 writes, 2 does both.
    private static bool IsWritable(string descriptor)
    {
        try
        {
            var flags = File.ReadLines(descriptor).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return flags is null || flags[^1] is not ('0' or '4');
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static Entry LookOnLinux(string path)
    {
        Span<byte> status = stackalloc byte[256];
        status.Clear();
        // AT_FDCWD; AT_STATX_DONT_SYNC keeps a dead file server from blocking; type, mode, owner and inode.
        const int Here = -100, DontSync = 0x4000;
        if (StatX(Here, path, DontSync, 0x10b, status) != 0)
            return new(Marshal.GetLastPInvokeError() is NoEntry or NotAFolder ? EntryKind.Missing : EntryKind.Denied);

        var mode = MemoryMarshal.Read<ushort>(status[28..]);
        var device = ((ulong)MemoryMarshal.Read<uint>(status[136..]) << 32) | MemoryMarshal.Read<uint>(status[140..]);
        return new(Kind(mode), MemoryMarshal.Read<uint>(status[20..]), mode & 0xfff, device, MemoryMarshal.Read<ulong>(status[32..]));
    }

    private static Entry LookOnMac(string path)
    {
        Span<byte> status = stackalloc byte[256];
        status.Clear();
        var result = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatMacIntel(path, status) : StatMac(path, status);
        if (result != 0)
            return new(Marshal.GetLastPInvokeError() is NoEntry or NotAFolder ? EntryKind.Missing : EntryKind.Denied);

        var mode = MemoryMarshal.Read<ushort>(status[4..]);
        return new(Kind(mode), MemoryMarshal.Read<uint>(status[16..]), mode & 0xfff);
    }

    private static EntryKind Kind(int mode) => (mode & 0xf000) switch
    {
        0x8000 => EntryKind.File,
        0x4000 => EntryKind.Folder,
        _ => EntryKind.Special,
    };

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatMac(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatMacIntel(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
