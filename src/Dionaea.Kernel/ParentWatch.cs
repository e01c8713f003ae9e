using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dionaea.Kernel;

/// <summary>
/// Tells when the process that started the kernel is gone, since a front end that dies can't shut its kernels down.
/// Jupyter names it in <c>JPY_PARENT_PID</c>: a process id, on Windows a handle of the process.
/// </summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Watches the parent that the environment names; nothing happens when it names none.</summary>
    /// <param name="parent">The value of <c>JPY_PARENT_PID</c>, or null.</param>
    /// <param name="gone">Called once, on a thread of its own.</param>
    public static void Start(string? parent, Action gone)
    {
        if (!long.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id is <= 1 or > int.MaxValue)
            return;
        var wait = OperatingSystem.IsWindows() ? OnWindows(new IntPtr(id))
            : OperatingSystem.IsLinux() ? Poll(OnLinux("/proc", (int)id))
            : Poll(OnMacOs((int)id));
        new Thread(() =>
        {
            wait();
            gone();
        })
        { IsBackground = true, Name = "kernel parent" }.Start();
    }

    /// <summary>Linux, proc_pid_stat(5): the process is gone when it is dead, or its number belongs to one that started later.</summary>
    /// <returns>What tells whether the process is still there.</returns>
    internal static Func<bool> OnLinux(string proc, int id)
    {
        var path = Path.Combine(proc, id.ToString(CultureInfo.InvariantCulture), "stat");
        var first = Started(path);
        return () => first is not null && Started(path) == first;
    }

    /// <summary>macOS, kill(2): signal 0 only asks; a process of another user is there too.</summary>
    /// <returns>What tells whether the process is still there.</returns>
    internal static Func<bool> OnMacOs(int id)
    {
        const int notPermitted = 1;
        return () => Kill(id, 0) == 0 || Marshal.GetLastPInvokeError() == notPermitted;
    }

    /// <summary>Windows: the handle of a process can be waited for; it is inherited.</summary>
    /// <returns>What returns when the process is gone.</returns>
    internal static Action OnWindows(IntPtr handle)
    {
        var process = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false) };
        return () => process.WaitOne();
    }

    // The fields follow the name, which stands in parentheses and may hold any character: state is the 1st, start time the 20th.
    private static string? Started(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 19 && fields[0] is not ("Z" or "X" or "x") ? fields[19] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Action Poll(Func<bool> isThere) => () =>
    {
        while (isThere())
            Thread.Sleep(Step);
    };

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int id, int signal);
}
