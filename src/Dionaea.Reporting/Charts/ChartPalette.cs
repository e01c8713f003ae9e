using System.Text.Json.Nodes;

namespace Dionaea.Reporting;

/// <summary>
/// Colours, dashes and symbols that stay apart for colour-blind eyes and on paper: after Okabe and Ito's and Paul
/// Tol's palettes, each darkened to at least 3 : 1 against white (WCAG 2.2, 1.4.11).
/// </summary>
internal static class ChartPalette
{
    /// <summary>How many series can be told apart.</summary>
    public const int Size = 8;

    /// <summary>The colour of what is lumped together as "other".</summary>
    public const string Other = "#767676";

    public const string Ink = "#222222";
    public const string Line = "#888888";
    public const string Grid = "#dddddd";
    public const string Paper = "#ffffff";
    public const string Land = "#f0f0ee";

    private static readonly string[] Colours =
        ["#0072b2", "#d55e00", "#008a64", "#aa4499", "#3b93c9", "#8a6d00", "#882255", "#44475a"];

    private static readonly string[] MoreColours = ["#5b87b5", "#a67c00", "#4c8a5e"];

    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "solid", "dash", "dot"];

    private static readonly string[] Symbols =
        ["circle", "square", "diamond", "triangle-up", "x", "triangle-down", "cross", "star"];

    /// <summary>Plotly's colour scale for quantities on a map: every step is told from land without any.</summary>
    public static JsonArray Depths() =>
        new(new JsonArray(0, "#cfe1f2"), new JsonArray(0.5, "#5b9bd0"), new JsonArray(1, "#08306b"));

    public static string Colour(int series) => Colours[series % Size];

    public static string Dash(int series) => Dashes[series % Size];

    public static string Symbol(int series) => Symbols[series % Size];

    /// <summary>The colour of a slice; beyond the palette, tints that no neighbour has.</summary>
    public static string Slice(int place) => place < Size ? Colours[place] : MoreColours[(place - Size) % MoreColours.Length];
}
