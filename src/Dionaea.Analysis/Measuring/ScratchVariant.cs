namespace Dionaea.Analysis;

/// <summary>A way in which a scratch copy of a database differs from the file it was taken of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it is, as a phrase.</param>
/// <param name="Change">What is done to the copy before; null when nothing is.</param>
/// <param name="Tune">What the connection is told; null when nothing is.</param>
public sealed record ScratchVariant(string Name, string About, ScratchChange? Change = null, string? Tune = null)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScratchVariant> All { get; } =
    [
        new("stored", "as the file is"),
        new("analysed", "after ANALYZE", ScratchChange.Analyse),
        new("unindexed", "without any index", ScratchChange.DropIndexes),
        new("large-cache", "with a page cache of 256 MB", Tune: "PRAGMA cache_size = -262144"),
        new("mapped", "read through memory mapping", Tune: "PRAGMA mmap_size = 1073741824"),
    ];

    /// <summary>The one called <paramref name="name"/>.</summary>
    /// <exception cref="WorkbenchException">There is none.</exception>
    public static ScratchVariant Get(string name) => All.FirstOrDefault(variant => variant.Name == name) ?? throw WorkbenchException.Unknown(
        "variant", name, All.Select(variant => variant.Name), $"There are: {string.Join(", ", All.Select(variant => $"{variant.Name} ({variant.About})"))}.");
}

/// <summary>What is done to a scratch copy.</summary>
public enum ScratchChange
{
    /// <summary><c>ANALYZE</c> is run.</summary>
    Analyse,

    /// <summary>All indexes, and statistics on them, are dropped.</summary>
    DropIndexes,
}
