namespace Dionaea.Reporting;

/// <summary>The page's content security policy: no request, and no script or style but the page's own.</summary>
internal static class PagePolicy
{
    /// <summary>
    /// The id under which plotly.js looks for a style element to add its rules to; bearing it, the page's own
    /// takes them, and no second one has to be allowed.
    /// </summary>
    public const string StyleId = "plotly.js-style-global";

    // The style attributes that plotly.js 3.7 sets as text, letter for letter: one emptied, a heatmap's picture
    // (constants/pixelated_image.js), and those of <b>, <i>, <u>, <s>, <sup> and <sub> in labels (lib/svg_text_utils.js).
    private static readonly string[] StyleAttributes =
    [
        "",
        "image-rendering: optimizeSpeed; image-rendering: -moz-crisp-edges; image-rendering: -o-crisp-edges; "
            + "image-rendering: -webkit-optimize-contrast; image-rendering: optimize-contrast; "
            + "image-rendering: crisp-edges; image-rendering: pixelated; ",
        "font-weight:bold",
        "font-style:italic",
        "font-style:italic;font-weight:bold",
        "text-decoration:underline",
        "text-decoration:line-through",
        "font-size:70%",
    ];

    public static string Text(string style) =>
        string.Join("; ", [
            "default-src 'none'",
            $"script-src {Assets.Hash(Assets.Plotly)} {Assets.Hash(Assets.Script)}",
            $"style-src-elem {Assets.Hash(style)}",
            $"style-src-attr 'unsafe-hashes' {string.Join(' ', StyleAttributes.Select(Assets.Hash))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]);
}
