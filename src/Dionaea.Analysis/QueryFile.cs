namespace Dionaea.Analysis;

/// <summary>Reads a query's record from its file.</summary>
internal static class QueryFile
{
    private static readonly string[] Members =
    [
        "id", "title", "question", "source", "population", "notes", "parameters", "columns", "chart", "layout",
    ];

    private static readonly string[] PublishedMembers = ["differs", "source", "population", "notes", "parameters", "columns", "chart"];

    private static readonly Dictionary<string, Parameter> Standard = new[]
    {
        new Parameter("from", ParameterType.Timestamp, "0", "start of the window, included"),
        new Parameter("to", ParameterType.Timestamp, "9999999999", "end of the window, not included"),
        new Parameter("zone", ParameterType.Zone, "UTC", "time zone of days, hours and shown times"),
        new Parameter("limit", ParameterType.Limit, "50", "how many rows at most"),
    }.ToDictionary(p => p.Name);

    /// <summary>The query in a file; its name and topic follow from the path (<c>topic/name.sql</c>).</summary>
    /// <exception cref="WorkbenchException">The header is not a query's; all its faults are named.</exception>
    public static Query Parse(string path, string text)
    {
        var file = SqlFile.Parse(path, text);
        var faults = new List<string>();
        faults.AddRange(file.Keys.Except(Members).Select(key => $"unknown member '{key}'"));
        faults.AddRange(new[] { "title", "question", "population", "columns" }.Except(file.Keys).Select(key => $"no '{key}'"));
        var columns = Columns(file, faults);
        var chart = Chart(file, columns, faults);
        var parameters = Parameters(file, faults);
        Check(path, faults);
        var folder = Path.GetFileName(Path.GetDirectoryName(path)) ?? "";
        return new Query(
            Path.GetFileNameWithoutExtension(path),
            folder.Length == 0 ? "own" : folder,
            file.Text("id"),
            file.Required("title"),
            file.Required("question"),
            file.Text("source") ?? "",
            file.Required("population"),
            file.List("notes"),
            parameters,
            columns,
            chart,
            file.Text("layout"),
            file.Sql);
    }

    /// <summary>Whether a path is that of a source's own figures (<c>NAME.published.sql</c>).</summary>
    public static bool IsPublished(string path) => path.EndsWith(".published.sql", StringComparison.Ordinal);

    /// <summary>Where the source's own figures of a query stand, if they do.</summary>
    public static string PublishedBeside(string path) => path[..^".sql".Length] + ".published.sql";

    /// <summary>
    /// The query in a file of a source's own figures. Its header tells in what they differ; what it does not say is as
    /// in the query beside it.
    /// </summary>
    /// <exception cref="WorkbenchException">The header is not that of such a file; all its faults are named.</exception>
    public static Query ParsePublished(string path, string text, Query query)
    {
        var file = SqlFile.Parse(path, text);
        var faults = new List<string>();
        faults.AddRange(file.Keys.Except(PublishedMembers).Select(key => $"unknown member '{key}'"));
        if (file.Text("differs") is not { Length: > 0 })
            faults.Add("no 'differs'");
        var columns = file.Keys.Contains("columns") ? Columns(file, faults) : [.. query.Columns];
        var published = query with
        {
            Title = query.Title + " (as published)",
            Source = file.Text("source") ?? query.Source,
            Population = file.Text("population") ?? query.Population,
            Notes = file.List("notes"),
            Parameters = file.Keys.Contains("parameters") ? Parameters(file, faults) : query.Parameters,
            Columns = columns,
            Chart = file.Keys.Contains("chart") ? Chart(file, columns, faults) : query.Chart,
            Layout = null,
            Sql = file.Sql,
            Published = null,
            Difference = file.Text("differs")?.Trim(),
        };
        Check(path, faults);
        return published;
    }

    private static void Check(string path, List<string> faults)
    {
        if (faults.Count > 0)
            throw WorkbenchException.Usage($"The query '{path}' has {faults.Count} fault(s) in its header: {string.Join("; ", faults)}.");
    }

    private static List<Column> Columns(SqlFile file, List<string> faults)
    {
        var columns = new List<Column>();
        foreach (var (name, value, _) in file.Map("columns"))
        {
            if (Kinds.Find(value ?? "") is { } kind)
                columns.Add(new Column(name, kind));
            else
                faults.Add($"column '{name}' has the unknown kind '{value}' (there are: {string.Join(", ", Kinds.Names)})");
        }

        return columns;
    }

    private static ChartHint? Chart(SqlFile file, List<Column> columns, List<string> faults)
    {
        var members = file.Map("chart").ToDictionary(m => m.Key, m => m.Value);
        if (members.Count == 0)
            return null;

        var y = (members.GetValueOrDefault("y") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var chart = new ChartHint(members.GetValueOrDefault("kind") ?? "", members.GetValueOrDefault("x") ?? "", y, members.GetValueOrDefault("series"));
        var used = y.Append(chart.X).Concat(chart.Series is null ? [] : [chart.Series]);
        faults.AddRange(used.Where(name => columns.All(c => c.Name != name)).Select(name => $"the chart's column '{name}' is not a result column"));
        return chart;
    }

    private static List<Parameter> Parameters(SqlFile file, List<string> faults)
    {
        var parameters = new List<Parameter>();
        foreach (var (name, value, members) in file.Map("parameters"))
        {
            var standard = Standard.GetValueOrDefault(name);
            var type = standard?.Type;
            if (members.TryGetValue("type", out var typeName))
                type = Enum.TryParse<ParameterType>(typeName, ignoreCase: true, out var parsed) ? parsed : null;
            var about = members.GetValueOrDefault("about") ?? standard?.About;
            if (type is null || about is null || !Parameter.IsName(name))
                faults.Add($"parameter '{name}' needs a type ({string.Join(", ", Enum.GetNames<ParameterType>().Select(n => n.ToLowerInvariant()))}) and an 'about'");
            else
                parameters.Add(new Parameter(name, type.Value, value ?? members.GetValueOrDefault("default") ?? standard?.Default, about));
        }

        return parameters;
    }
}
