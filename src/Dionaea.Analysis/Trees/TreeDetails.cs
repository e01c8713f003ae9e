namespace Dionaea.Analysis;

/// <summary>What is known of some connections beyond their own rows, by the name of the statement that found it.</summary>
public sealed class TreeDetails
{
    private static readonly TreeRows None = new();
    private readonly Dictionary<string, TreeRows> _rows = new(StringComparer.Ordinal);

    /// <summary>Whether rows, or parts of long values, are missing.</summary>
    public bool IsCut => _rows.Values.Any(rows => rows.IsCut);

    /// <summary>The rows of a statement; its name is its path below the folder, without the ending.</summary>
    public TreeRows this[string name] => _rows.GetValueOrDefault(name, None);

    /// <summary>
    /// Runs the statements of a folder below <c>Trees/</c> for some connections. What belongs to a row of another
    /// statement's stands in a folder of that one's name and is left out when that one finds nothing.
    /// </summary>
    internal static TreeDetails Read(
        ReadSession session, TreeStatements statements, IReadOnlyList<long> ids, Limits limits, CancellationToken cancellation)
    {
        var details = new TreeDetails();
        foreach (var (name, statement) in statements.All)
        {
            var owner = name.LastIndexOf('/') is var at and >= 0 ? name[..at] : null;
            if (owner is null || !details[owner].IsEmpty)
                details._rows[name] = new TreeRows(statement.Read(session, ids, limits, cancellation: cancellation));
        }

        return details;
    }
}
