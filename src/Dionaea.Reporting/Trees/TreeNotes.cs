using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Sentences about what a shown forest leaves out.</summary>
internal static class TreeNotes
{
    /// <summary>The sentences, the number of attacks first.</summary>
    /// <param name="forest">The attacks.</param>
    /// <param name="zone">The zone of times.</param>
    /// <param name="left">How many lines a sink leaves out.</param>
    public static IEnumerable<string> Of(AttackForest forest, string zone, int left)
    {
        var shown = forest.Trees.Count;
        yield return forest.Found > shown
            ? string.Create(CultureInfo.InvariantCulture, $"{shown:#,##0} of {forest.Found:#,##0} attacks, those with most connections and then the latest; times are {zone}.")
            : string.Create(CultureInfo.InvariantCulture, $"{shown:#,##0} {(shown == 1 ? "attack" : "attacks")}; times are {zone}.");
        if (forest.IsCut)
            yield return "Not all connections or details were read: there are too many.";
        if (left > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{left:#,##0} more lines are left out.");
    }
}
