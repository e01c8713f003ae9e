using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Series brought onto the same positions: every combination once, missing ones filled where that is true.</summary>
internal static class ChartGrid
{
    private static readonly object NullKey = DBNull.Value;

    /// <summary>
    /// Data in which every series has a point at every position, in the axis' order. A missing count is 0, another
    /// missing quantity a gap. Counts that meet at one position are added.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="everyDay">Whether days and hours without rows get a position too.</param>
    /// <param name="most">The most positions; of more, the last are kept on an axis with an order, else the first.</param>
    /// <param name="byTotal">Whether labels stand with the one first that counts most over all series, not as they came.</param>
    /// <exception cref="WorkbenchException">Two rows meet at one position and their quantities can't be added.</exception>
    public static ChartData Align(ChartData data, bool everyDay, int most, bool byTotal = false)
    {
        var keys = data.Series.SelectMany(series => series.Points).GroupBy(point => point.X ?? NullKey)
            .OrderByDescending(group => byTotal ? group.Sum(point => point.Height) : 0)
            .Select(group => group.Key == NullKey ? null : group.Key);
        var sorted = Complete(data.X, [.. data.X.Sort(keys)], everyDay && data.MissingIsZero, most);
        var shown = sorted.Count <= most ? sorted : data.X.IsOrdered ? sorted[^most..] : sorted[..most];
        var series = data.Series.Select(one => one with { Points = Fill(data, one, shown) }).ToArray();
        return sorted.Count <= most
            ? data.With(series)
            : data.With(series, FormattableString.Invariant($"{(data.X.IsOrdered ? "last" : byTotal ? "top" : "first")} {most:#,##0} of {sorted.Count:#,##0}"));
    }

    private static List<ChartPoint> Fill(ChartData data, ChartSeries series, List<object?> keys)
    {
        var found = new Dictionary<object, IConvertible?>();
        foreach (var point in series.Points)
        {
            if (found.TryGetValue(point.X ?? NullKey, out var other) && other is not null && point.Y is not null)
                found[point.X ?? NullKey] = Sum(data, series, point, other);
            else if (other is null)
                found[point.X ?? NullKey] = point.Y;
        }

        IConvertible? missing = series.Kind == Kind.Count ? 0L : null;
        return [.. keys.Select(key => new ChartPoint(key, found.TryGetValue(key ?? NullKey, out var y) ? y : missing))];
    }

    private static IConvertible Sum(ChartData data, ChartSeries series, ChartPoint point, IConvertible other)
    {
        if (series.Kind == Kind.Count)
            return point.Y is long a && other is long b ? (IConvertible)(a + b) : point.Height + new ChartPoint(null, other).Height;

        throw WorkbenchException.Usage(
            $"Two rows have the same '{Suggestion.Excerpt(data.X.Column.Name)}' ('{Suggestion.Excerpt(data.Labels.Short(point.X, data.X.Column.Kind))}'), "
            + $"and values of '{Suggestion.Excerpt(data.Y.Name)}' can't be added.",
            "Name the column that tells them apart with --series, or group them in the SQL.");
    }

    private static List<object?> Complete(ChartAxis axis, List<object?> keys, bool everyDay, int most)
    {
        if (axis.IsHours && everyDay)
            return [.. Enumerable.Range(0, 24).Select(hour => (object?)(long)hour)];
        if (!everyDay || axis.Type != "date" || Step(axis, keys) is not { } step)
            return keys;

        var (first, last) = ((long)keys[0]!, (long)keys[^1]!);
        var places = ((last - first) / step) + 1;
        return places > most ? keys : [.. Enumerable.Range(0, (int)places).Select(place => (object?)(first + (place * step)))];
    }

    /// <summary>
    /// The seconds between the places of days or of equal blocks of time, some of which may be missing; null when the
    /// times follow no such rhythm.
    /// </summary>
    /// <param name="axis">The axis.</param>
    /// <param name="keys">The times in order, each once.</param>
    public static long? Step(ChartAxis axis, IReadOnlyList<object?> keys)
    {
        if (axis.Type != "date" || keys.Count < 2 || keys.Any(key => key is not long))
            return null;

        var distances = keys.Skip(1).Select((key, i) => (long)key! - (long)keys[i]!).ToList();
        var step = axis.Column.Kind == Kind.Day ? 86400 : distances.Min();
        return step >= 60 && distances.All(distance => distance > 0 && distance % step == 0) ? step : null;
    }
}
