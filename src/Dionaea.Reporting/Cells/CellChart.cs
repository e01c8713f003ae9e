using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The picture of a cell's answer: as the cell asks, else as the query's record says.</summary>
internal static class CellChart
{
    /// <summary>The answer with its figure, or without one where none is wished or can be drawn.</summary>
    /// <exception cref="WorkbenchException">A column is not in the result, or none fits.</exception>
    public static Answer Draw(Answer answer, ChartWish? wish)
    {
        if (wish?.Kind == "none" || answer.Table.Rows.Count == 0)
            return answer with { Figure = null };
        var hint = wish is null ? answer.Query?.Chart : Complete(answer, wish);
        if (hint is null)
            return answer;
        var text = ChartText.Of(answer, hint);
        return answer with
        {
            Figure = ChartKinds.Draw(answer.Table, hint, text with { Title = wish?.Title ?? text.Title, Population = wish?.Population ?? text.Population }),
        };
    }

    /// <summary>The chart that a wish means: what it leaves out is taken from the query's record or guessed from the columns.</summary>
    /// <exception cref="WorkbenchException">A column is not in the result, or none fits.</exception>
    public static ChartHint Complete(Answer answer, ChartWish wish)
    {
        var columns = answer.Table.Columns;
        foreach (var name in wish.Y.Append(wish.X).Append(wish.Series))
        {
            if (name is not null && answer.Table.IndexOf(name) < 0)
                throw WorkbenchException.Unknown("result column", name, columns.Select(c => c.Name), $"There are: {string.Join(", ", columns.Select(c => c.Name))}.");
        }

        var own = answer.Query?.Chart;
        var x = wish.X ?? own?.X ?? columns.FirstOrDefault(c => !c.Kind.IsQuantity())?.Name ?? columns[0].Name;
        var taken = new[] { x, wish.Series };
        IReadOnlyList<string> y = wish.Y.Count > 0 ? wish.Y
            : own is not null && wish.X is null ? own.Y
            : [.. columns.Where(c => c.Kind.IsQuantity() && !taken.Contains(c.Name, StringComparer.OrdinalIgnoreCase)).Select(c => c.Name).Take(1)];
        if (y.Count == 0)
            throw WorkbenchException.Usage("The result has no column of numbers to draw.", "Name one with --y COLUMN.");
        return new ChartHint(wish.Kind, x, y, wish.Series ?? (wish.X is null && wish.Y.Count == 0 ? own?.Series : null));
    }
}
