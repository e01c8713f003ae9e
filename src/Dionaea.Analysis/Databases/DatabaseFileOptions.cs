namespace Dionaea.Analysis;

/// <summary>What opening a database file may take, and where its copies go.</summary>
public sealed record DatabaseFileOptions
{
    /// <summary>The limits of every verb of the workbench.</summary>
    public static DatabaseFileOptions Default { get; } = new();

    /// <summary>The cache folder; null means WORKBENCH_CACHE, else the folder that the system keeps for caches.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The most bytes that a gzip file may unpack to.</summary>
    public long UnpackedBytes { get; init; } = 16L << 30;

    /// <summary>The bytes of unpacked databases that stay for the next time; the longest unused go first.</summary>
    public long CacheBytes { get; init; } = 8L << 30;

    /// <summary>The bytes that stay free on the cache's disk, whatever is written there.</summary>
    public long FreeBytes { get; init; } = 256L << 20;

    /// <summary>
    /// The longest that a live database's writer is kept waiting, and the longest that the workbench waits for
    /// it: less than the 5 s after which Python's sqlite3, and so dionaea, gives up ("database is locked").
    /// </summary>
    public TimeSpan LockTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The clock that tells whether a file was modified just now; it reaches no result.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
