using Dionaea.Analysis;

namespace Dionaea.Tests;

/// <summary>A small made-up database in a folder of its own, for tests that only read.</summary>
public sealed class SampleFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SampleFile()
    {
        Path = _folder.PathTo("dionaea.sqlite");
        SampleDatabase.Write(Path, new SampleOptions(600, 5, 1));

        // A file of this minute may be a live one to a user who can't look at all processes, and is copied into the cache.
        File.SetLastWriteTimeUtc(Path, new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>The database.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
