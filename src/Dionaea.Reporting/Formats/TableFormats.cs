using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>All formats of tables, in the order in which help lists them.</summary>
public static class TableFormats
{
    /// <summary>The formats; adding one is a class and its line here.</summary>
    public static IReadOnlyList<ITableFormat> All { get; } =
    [
        new TableText(),
        new TableCsv(),
        new TableJson(),
        new TableMarkdown(),
        new TableHtml(),
        new TableLayout(),
    ];

    /// <summary>The format called <paramref name="name"/>.</summary>
    /// <exception cref="WorkbenchException">There is no such format.</exception>
    public static ITableFormat Find(string name) =>
        All.FirstOrDefault(format => format.Name == name)
        ?? throw WorkbenchException.Unknown(
            "format", name, All.Select(format => format.Name), $"The formats are: {string.Join(", ", All.Select(format => format.Name))}.");
}
