namespace Dionaea.Analysis;

/// <summary>What is wrong with a file that tells where addresses are.</summary>
internal static class GeoFault
{
    /// <summary>The fault of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What is wrong, as a clause.</param>
    /// <param name="inner">What told so, or null.</param>
    public static WorkbenchException Of(string path, string what, Exception? inner = null) => WorkbenchException.Input(
        $"'{Suggestion.Excerpt(path)}', which conf/workbench.yaml names under 'geo', is of no use: {what}.",
        "Expected is a MaxMind DB (.mmdb) or a CSV of ip-location-db's form (start,end,country).",
        inner);
}
