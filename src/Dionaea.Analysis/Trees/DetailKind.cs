namespace Dionaea.Analysis;

/// <summary>What a detail means for the sensor.</summary>
public enum DetailMark
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>Someone was let in, or tried to be.</summary>
    Access,

    /// <summary>Something was exploited.</summary>
    Exploit,

    /// <summary>Something was brought along.</summary>
    Payload,
}

/// <summary>
/// A kind of detail that trees show below a connection: one file in <c>Trees/details/</c>, whose statement gives the
/// connection and then the columns that its line shows.
/// </summary>
public sealed class DetailKind
{
    private static readonly Lazy<IReadOnlyList<DetailKind>> Loaded = new(() =>
        [.. TreeStatements.Details.All.Select(s => new DetailKind(s.Name)).OrderBy(kind => kind._place)]);

    private readonly int _place;

    private DetailKind(string name)
    {
        Name = name;
        var path = $"Trees/details/{name}.sql";
        var file = SqlFile.Parse(path, Resources.Text(path));
        _place = int.Parse(file.Required("place"), System.Globalization.CultureInfo.InvariantCulture);
        Line = file.Required("line");
        Mark = file.Text("mark") is { } mark ? Enum.Parse<DetailMark>(mark, ignoreCase: true) : DetailMark.None;
        Columns = [.. file.Map("columns").Select(c => new Column(c.Key, Kinds.Find(c.Value ?? "") ?? throw new InvalidOperationException($"column '{c.Key}' of '{path}' needs a known kind")))];
    }

    /// <summary>All kinds, in the order in which they are shown.</summary>
    public static IReadOnlyList<DetailKind> All => Loaded.Value;

    /// <summary>Its name among the details of a tree.</summary>
    public string Name { get; }

    /// <summary>
    /// Its text: <c>{column}</c> stands for a value, and a part in brackets is left out where a value in it is missing or
    /// empty.
    /// </summary>
    public string Line { get; }

    /// <summary>What it means.</summary>
    public DetailMark Mark { get; }

    /// <summary>The columns after the first, which is the connection.</summary>
    public IReadOnlyList<Column> Columns { get; }
}
