namespace Dionaea.Analysis;

/// <summary>What a name stands for that a statement can select from.</summary>
public enum RelationType
{
    /// <summary>An analysis view.</summary>
    View,

    /// <summary>A table or view of the file, read as it is stored.</summary>
    Stored,

    /// <summary>A table of the file, shown with today's columns in place of older or missing ones.</summary>
    Adapted,

    /// <summary>A table of log_sqlite's that the file does not have; it reads as empty.</summary>
    Absent,

    /// <summary>A result that <c>#!let</c> kept.</summary>
    Kept,
}

/// <summary>A view or table that a statement can select from.</summary>
public sealed class Relation
{
    private static readonly Lazy<IReadOnlyDictionary<string, Relation>> LoadedKnown = new(() => ByName(
        [.. AnalysisViews.All.Select(Of), .. KnownTables.Columns.Select(t => new Relation(t.Key, RelationType.Absent, t.Value))]));

    private readonly Lazy<IReadOnlyList<ViewColumn>> _columns;

    internal Relation(string name, RelationType type, IReadOnlyList<string> columns)
        : this(name, type, () => [.. columns.Select(c => new ViewColumn(c, Kinds.Guess(c, null) ?? Kind.Text, ""))])
    {
    }

    private Relation(string name, RelationType type, Func<IReadOnlyList<ViewColumn>> columns)
    {
        Name = name;
        Type = type;
        _columns = new Lazy<IReadOnlyList<ViewColumn>>(columns);
    }

    /// <summary>Those of every database, by name; for use where none is open.</summary>
    public static IReadOnlyDictionary<string, Relation> Known => LoadedKnown.Value;

    /// <summary>Its name, as a stranger may have written it.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public RelationType Type { get; }

    /// <summary>Its columns, in order; the kinds of a table's are guessed from their names, and nothing is said about them.</summary>
    public IReadOnlyList<ViewColumn> Columns => _columns.Value;

    /// <summary>A kept result.</summary>
    public static Relation Of(string name, Table table) =>
        new(name, RelationType.Kept, () => [.. table.Columns.Select(c => new ViewColumn(c.Name, c.Kind, ""))]);

    // A view's header is read when its columns are first asked for.
    internal static Relation Of(AnalysisView view) => new(view.Name, RelationType.View, () => view.Columns);

    // An analysis view hides a table of its name.
    internal static Dictionary<string, Relation> ByName(IEnumerable<Relation> relations)
    {
        var byName = new Dictionary<string, Relation>(StringComparer.OrdinalIgnoreCase);
        foreach (var relation in relations)
            byName.TryAdd(relation.Name, relation);
        return byName;
    }
}
