using System.Globalization;

namespace Dionaea.Analysis;

/// <summary>
/// A folder in the cache for one process alone, named after its id and start. A lock file, which the system
/// lets go when the process ends in whatever way, tells the folders in use from the leftovers of a kill.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string LockName = "lock";
    private readonly FileStream _lock;

    private PrivateFolder(string folder, FileStream held)
    {
        Folder = folder;
        _lock = held;
    }

    /// <summary>The folder's path.</summary>
    public string Folder { get; }

    /// <summary>Makes a folder of a name never used before.</summary>
    public static PrivateFolder Create(string parent)
    {
        var id = Environment.ProcessId;
        var name = string.Create(CultureInfo.InvariantCulture, $"{id}-{Platform.ProcessStart(id) ?? "0"}-{Guid.NewGuid():N}");
        var folder = Path.Combine(parent, name);
        WorkbenchCache.Create(folder);
        return new PrivateFolder(folder, new FileStream(Path.Combine(folder, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    /// <summary>Removes the folders of processes that have ended.</summary>
    public static void RemoveLeftovers(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent))
        {
            var parts = Path.GetFileName(folder).Split('-');
            if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || Platform.ProcessStart(id) == parts[1])
            {
                continue;
            }

            try
            {
                // Another machine or container that shares the cache numbers its processes by itself, and holds the lock.
                var path = Path.Combine(folder, LockName);
                if (File.Exists(path))
                    new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is in use, or is being removed by another process: the next start looks again.
            }
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody still reads it, which keeps it on Windows: a later start finds this process ended.
        }
    }
}
