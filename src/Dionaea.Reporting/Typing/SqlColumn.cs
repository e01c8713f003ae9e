using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>A column that an expression can name.</summary>
/// <param name="Name">Its name where it is seen; null for an expression that was given none.</param>
/// <param name="Relation">The view or table whose column it is in the end, or null.</param>
/// <param name="Origin">That column, or null.</param>
internal sealed record SqlColumn(string? Name, string? Relation, ViewColumn? Origin);

/// <summary>Something in a FROM.</summary>
/// <param name="Name">Its alias, else its name; null for a subquery without an alias.</param>
/// <param name="Relation">The name of the table or view, without its schema; null for a subquery.</param>
/// <param name="Token">The piece where it starts.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record SqlSource(string? Name, string? Relation, int Token, Lazy<IReadOnlyList<SqlColumn>> Columns)
{
    /// <summary>Whether it was joined with NATURAL.</summary>
    public bool IsNatural { get; init; }

    /// <summary>The columns it was joined by with USING.</summary>
    public HashSet<string> Using { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it has a column.</summary>
    public bool Has(string column) => Columns.Value.Any(c => string.Equals(c.Name, column, StringComparison.OrdinalIgnoreCase));
}
