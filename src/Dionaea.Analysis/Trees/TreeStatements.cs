namespace Dionaea.Analysis;

/// <summary>The statements of one folder below <c>Trees/</c>.</summary>
internal sealed class TreeStatements
{
    private TreeStatements(string folder)
    {
        var start = $"Trees/{folder}/";
        All =
        [
            .. Resources.In(start)
                .Select(path => (Name: path[start.Length..^".sql".Length], Statement: new TreeStatement(path)))
                .OrderBy(s => s.Name.Count('/')).ThenBy(s => s.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the classic tree shows.</summary>
    public static TreeStatements Classic { get; } = new("classic");

    /// <summary>What the workbench's own tree shows.</summary>
    public static TreeStatements Details { get; } = new("details");

    /// <summary>All of them, those whose rows others' rows belong to first.</summary>
    public IReadOnlyList<(string Name, TreeStatement Statement)> All { get; }
}
