namespace Dionaea.Reporting;

/// <summary>The text page of a classic tool, as that tool wrote it.</summary>
/// <param name="Name">Its name in query headers.</param>
/// <param name="Others">The catalogue ids of the further queries whose answers it shows, in the order it takes them.</param>
/// <param name="Write">Writes the page from the answer of the query that names it and from the others' answers.</param>
public sealed record TextLayout(string Name, IReadOnlyList<string> Others, Action<Answer, IReadOnlyList<Answer>, TextWriter> Write);

/// <summary>All text layouts.</summary>
public static class TextLayouts
{
    /// <summary>The layouts; adding one is a class and its line here.</summary>
    public static IReadOnlyList<TextLayout> All { get; } =
    [
        new("nepstats", ["A02"], NepstatsLayout.Write),
    ];

    /// <summary>The layout called <paramref name="name"/>, or null.</summary>
    public static TextLayout? Find(string name) => All.FirstOrDefault(layout => layout.Name == name);
}
