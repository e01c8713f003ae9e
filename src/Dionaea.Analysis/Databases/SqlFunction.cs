namespace Dionaea.Analysis;

/// <summary>Where in a statement a function may stand.</summary>
public enum SqlFunctionType
{
    /// <summary>Wherever a value may.</summary>
    Scalar,

    /// <summary>Where groups of rows are summed up.</summary>
    Aggregate,

    /// <summary>Only with OVER.</summary>
    Window,

    /// <summary>An operator that SQLite treats as a function.</summary>
    Operator,
}

/// <summary>A function that statements may call.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="Arguments">
/// What it takes, what may be left out in brackets, "…" for more of the same; null where it is written without
/// parentheses.
/// </param>
/// <param name="Type">Where it may stand. A name that stands for two functions is listed twice.</param>
/// <param name="About">What it gives, one line.</param>
public sealed record SqlFunction(string Name, string? Arguments, SqlFunctionType Type, string About)
{
    /// <summary>How it is written.</summary>
    public string Usage => Type == SqlFunctionType.Operator ? $"X {Name} PATH" : Arguments is null ? Name : $"{Name}({Arguments})";
}

/// <summary>The functions that statements of users may call: <c>Schema/functions.csv</c>. All others are refused.</summary>
public static class SqlFunctions
{
    private static readonly Lazy<IReadOnlyList<SqlFunction>> Loaded = new(
        () => [.. Resources.Text("Schema/functions.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Read(line.TrimEnd('\r').Split(';', 4)))]);

    private static readonly Lazy<IReadOnlySet<string>> LoadedNames = new(() => All.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<SqlFunction> All => Loaded.Value;

    /// <summary>Their names; case is ignored.</summary>
    public static IReadOnlySet<string> Names => LoadedNames.Value;

    private static SqlFunction Read(string[] cells) =>
        new(cells[0], cells[1] == "-" ? null : cells[1], Enum.Parse<SqlFunctionType>(cells[2], ignoreCase: true), cells[3]);
}
