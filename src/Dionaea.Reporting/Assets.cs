using System.Security.Cryptography;
using System.Text;

namespace Dionaea.Reporting;

/// <summary>The files that pages and notebook outputs carry.</summary>
internal static class Assets
{
    /// <summary>The page's style.</summary>
    public static string Style => Read("page/page.css");

    /// <summary>The page's own script.</summary>
    public static string Script => Read("page/page.js");

    /// <summary>plotly.js, which sets the global <c>Plotly</c>.</summary>
    public static string Plotly => Read("plotly/plotly.min.js");

    /// <summary>The outlines of land and countries that plotly.js draws maps on, as TopoJSON without markup.</summary>
    public static string Outlines => Read("map/world_110m.json").TrimEnd();

    /// <summary>The table of countries, as CSV.</summary>
    public static string Countries => Read("map/countries.csv");

    /// <summary>The source expression that lets exactly this text run under a content security policy (CSP level 2).</summary>
    public static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    // A browser hashes what it reads after turning line ends into line feeds.
    private static string Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream($"Assets/{name}")
            ?? throw new InvalidOperationException($"the assembly lacks the asset '{name}'");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
