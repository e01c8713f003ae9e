namespace Dionaea.Analysis;

/// <summary>A column of an analysis view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="About">What it means.</param>
public sealed record ViewColumn(string Name, Kind Kind, string About);

/// <summary>A view that takes the schema's traps away; what it holds is documented in its file.</summary>
public sealed class AnalysisView
{
    private readonly Lazy<SqlFile> _file;
    private readonly Lazy<IReadOnlyList<ViewColumn>> _columns;

    internal AnalysisView(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        var text = Resources.Text(path);
        Sql = SqlFile.Body(text);
        _file = new Lazy<SqlFile>(() => SqlFile.Parse(path, text));
        _columns = new Lazy<IReadOnlyList<ViewColumn>>(() => [.. _file.Value.Map("columns").Select(m => Column(path, m.Key, m.Members))]);
    }

    /// <summary>Its name in SQL.</summary>
    public string Name { get; }

    /// <summary>What one row is.</summary>
    public string About => _file.Value.Required("about");

    /// <summary>Its columns, in order.</summary>
    public IReadOnlyList<ViewColumn> Columns => _columns.Value;

    /// <summary>Its SELECT, in SQLite's dialect.</summary>
    public string Sql { get; }

    private static ViewColumn Column(string path, string name, IReadOnlyDictionary<string, string> members) =>
        members.TryGetValue("kind", out var kind) && Kinds.Find(kind) is { } known && members.TryGetValue("about", out var about)
            ? new ViewColumn(name, known, about)
            : throw new InvalidOperationException($"column '{name}' of '{path}' needs a known kind and an 'about'");
}

/// <summary>The analysis views, one file each.</summary>
public static class AnalysisViews
{
    private static readonly Lazy<IReadOnlyList<AnalysisView>> Loaded =
        new(() => [.. Resources.In("Views/sqlite/").Select(path => new AnalysisView(path))]);

    /// <summary>All views, by name.</summary>
    public static IReadOnlyList<AnalysisView> All => Loaded.Value;
}
