namespace Dionaea.Analysis;

/// <summary>Whether somebody writes to a database now.</summary>
internal enum Use
{
    /// <summary>Nobody does.</summary>
    None,

    /// <summary>It was modified so recently that somebody may.</summary>
    Recent,

    /// <summary>A process has it open for writing or is in a transaction.</summary>
    Live,
}

/// <summary>Tells a live database from a quiescent one.</summary>
internal static class FileUse
{
    private static readonly TimeSpan Recently = TimeSpan.FromSeconds(10);

    /// <summary>Looks for writers; the file's age counts only where not every process can be looked at.</summary>
    public static Use Of(string path, DatabaseBytes bytes, TimeProvider clock)
    {
        if (bytes.IsReserved)
            return Use.Live;

        return Platform.IsOpenForWriting(Platform.Look(path)) switch
        {
            true => Use.Live,
            false => Use.None,
            null => clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) is var age && age < Recently && age > -Recently ? Use.Recent : Use.None,
        };
    }

    /// <summary>Waits until the last modification is no longer recent; false when there is another one meanwhile.</summary>
    public static bool StaysStill(string path, DatabaseBytes bytes, TimeProvider clock, CancellationToken cancellationToken)
    {
        const int Pause = 100;
        var modified = File.GetLastWriteTimeUtc(path);
        var length = bytes.Length;
        while (clock.GetUtcNow() - modified < Recently)
        {
            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
            if (bytes.IsReserved || bytes.Length != length || File.GetLastWriteTimeUtc(path) != modified)
                return false;
        }

        return true;
    }
}
