namespace Dionaea.Analysis;

/// <summary>
/// A property of log_sqlite's files that leads analyses astray, with the SELECT that counts it. The numbers S1 to S21
/// are those of the catalogue of classic analyses ("Pitfalls that hold for the whole schema").
/// </summary>
public sealed class Trap
{
    private readonly SqlFile _file;

    internal Trap(string path)
    {
        _file = SqlFile.Parse(path, Resources.Text(path));
        IsInEveryFile = _file.Required("holds") switch
        {
            "always" => true,
            "measured" => false,
            var other => throw new InvalidOperationException($"'{path}' holds '{other}'; there are: always, measured"),
        };
    }

    /// <summary>Its number in the catalogue ("S6").</summary>
    public string Id => _file.Required("id");

    /// <summary>What is the case, in a few words.</summary>
    public string Title => _file.Required("title");

    /// <summary>What its counts count, in the plural ("connections").</summary>
    public string Of => _file.Required("of");

    /// <summary>
    /// Where it bites: tables or views (<c>virustotals</c>), columns of one (<c>downloads.download_url</c>) or of any
    /// (<c>*.md5</c>). Empty for a trap that lies in no column.
    /// </summary>
    public IReadOnlyList<string> At => _file.List("at");

    /// <summary>Whether it holds for every file, so that its counts only say for how much.</summary>
    public bool IsInEveryFile { get; }

    /// <summary>What goes wrong, as a sentence.</summary>
    public string Consequence => _file.Required("consequence");

    /// <summary>What the workbench does about it, and what is left to the analyst.</summary>
    public string Remedy => _file.Required("remedy");

    /// <summary>Its SELECT: a row per part with <c>part</c>, <c>found</c> and <c>total</c>.</summary>
    internal string Sql => _file.Sql;
}

/// <summary>The traps, one file each.</summary>
public static class Traps
{
    private static readonly Lazy<IReadOnlyList<Trap>> Loaded = new(() => [.. Resources.In("Traps/").Select(path => new Trap(path))]);

    /// <summary>The traps that can be measured in a file or hold for every one, by number.</summary>
    public static IReadOnlyList<Trap> All => Loaded.Value;

    /// <summary>The traps that bite in a column, or in a table or view as a whole.</summary>
    /// <param name="relation">The table or view; null for one that is not known.</param>
    /// <param name="column">The column, or null for the whole.</param>
    public static IEnumerable<Trap> In(string? relation, string? column) => All.Where(trap => trap.At.Any(at =>
        column is null ? Same(at, relation) : Same(at, $"*.{column}") || (relation is not null && Same(at, $"{relation}.{column}"))));

    /// <summary>The traps that lie in how queries are written; a file says nothing about them.</summary>
    public static IReadOnlyList<string> OfQueries { get; } = ["S4", "S5", "S16", "S19", "S20"];

    private static bool Same(string at, string? name) => string.Equals(at, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How often a part of a trap was found.</summary>
/// <param name="Part">Which part ("with an empty remote_host").</param>
/// <param name="Found">How many.</param>
/// <param name="Total">Of how many; null where there is no whole.</param>
public sealed record TrapCount(string Part, long Found, long? Total);

/// <summary>What was found of a trap in one file.</summary>
/// <param name="Trap">The trap.</param>
/// <param name="Counts">The counts of all its parts, those of 0 included.</param>
public sealed record TrapFinding(Trap Trap, IReadOnlyList<TrapCount> Counts)
{
    /// <summary>Whether any part was found.</summary>
    public bool IsPresent => Counts.Any(c => c.Found > 0);
}
