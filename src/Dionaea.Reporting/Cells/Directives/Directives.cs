using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The directives.</summary>
public static class Directives
{
    /// <summary>All of them, in the order of help.</summary>
    public static IReadOnlyList<IDirective> All { get; } =
    [
        new OpenDirective(),
        new QueryDirective(),
        new ScriptDirective(),
        new ChartDirective(),
        new TreeDirective(),
        new SetDirective(),
        new LetDirective(),
        new MeasureDirective(),
        new ExportDirective(),
        new SchemaDirective(),
        new QueriesDirective(),
        new HelpDirective(),
    ];

    /// <summary>The directive called <paramref name="name"/>, or null.</summary>
    public static IDirective? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>The directive called <paramref name="name"/>.</summary>
    /// <exception cref="WorkbenchException">There is none.</exception>
    public static IDirective Get(string name) =>
        Find(name) ?? throw WorkbenchException.Unknown("directive", "#!" + name, All.Select(d => "#!" + d.Name), "#!help lists them.");
}
