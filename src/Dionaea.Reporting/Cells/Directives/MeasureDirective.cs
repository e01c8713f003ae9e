using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Takes the time of the cell's SQL on scratch copies of the database.</summary>
public sealed class MeasureDirective : IDirective
{
    private const int UsualRepeats = 3;

    /// <inheritdoc/>
    public string Name => "measure";

    /// <inheritdoc/>
    public string Usage => "measure [COPY...] [--repeat N]";

    /// <inheritdoc/>
    public string About =>
        $"Takes the time of the SQL below on scratch copies of the database and shows SQLite's plan: {string.Join(", ", ScratchVariant.All.Select(v => v.Name))}.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        var words = DirectiveWords.Of(directive);
        words.Allow(Name, "repeat");
        var variants = words.Alone.Distinct().Select(ScratchVariant.Get).ToList();
        if (variants.Count == 0)
            variants.Add(ScratchVariant.All[0]);
        run.Measure = new MeasureWish(variants, Repeats(words.Options.GetValueOrDefault("repeat")));
    }

    private static int Repeats(string? text)
    {
        if (text is null)
            return UsualRepeats;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var repeats) && repeats is >= 1 and <= Measurement.MostRepeats
            ? repeats
            : throw WorkbenchException.Usage($"'--repeat' takes a whole number from 1 to {Measurement.MostRepeats}, not '{Suggestion.Excerpt(text)}'.");
    }
}
