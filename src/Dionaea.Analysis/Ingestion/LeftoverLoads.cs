using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>What bulk loads into a database left behind when they were killed: it never got the database's name.</summary>
internal static class LeftoverLoads
{
    /// <summary>Removes them; one that another program is still writing stays.</summary>
    /// <param name="target">The database's path.</param>
    public static void Remove(string target)
    {
        target = Path.GetFullPath(target);
        var folder = Path.GetDirectoryName(target);
        if (!Directory.Exists(folder))
            return;
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, $".{Path.GetFileName(target)}.*.partial"))
            {
                if (IsLeft(file))
                    File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then they stay: the writing itself tells whether the folder can be written.
        }
    }

    // A bulk load holds the file's lock from its first transaction on; one without any content may just be starting.
    private static bool IsLeft(string file)
    {
        if (new FileInfo(file).Length == 0)
            return false;
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        using (database)
        {
            if (result == raw.SQLITE_OK)
                result = raw.sqlite3_exec(database, "BEGIN EXCLUSIVE; ROLLBACK");
            return (result & 0xff) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM);
        }
    }
}
