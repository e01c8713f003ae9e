namespace Dionaea.Reporting;

/// <summary>As many series as eyes can tell apart.</summary>
internal static class ChartSeriesLimit
{
    /// <summary>The name of what is lumped together; in parentheses, since data may hold the bare word.</summary>
    public const string Other = "(other)";

    /// <summary>The biggest series, and the rest as one more or left out; the cut says which.</summary>
    /// <param name="data">The data, whose series stand in falling order when the table split them.</param>
    /// <param name="lump">Whether the quantities of the rest can be added.</param>
    public static ChartData Apply(ChartData data, bool lump)
    {
        if (data.Series.Count <= ChartPalette.Size)
            return data;

        var kept = data.Series.Take(ChartPalette.Size).ToList();
        var which = data.SeriesTitle is null ? "first" : "top";
        var cut = FormattableString.Invariant($"{which} {ChartPalette.Size} of {data.Series.Count:#,##0} ({data.SeriesTitle ?? "series"})");
        if (!lump || data.SeriesTitle is null)
            return data.With(kept, cut);

        kept.Add(new ChartSeries(Other, Other, data.Y.Kind, [.. data.Series.Skip(ChartPalette.Size).SelectMany(series => series.Points)]));
        return data.With(kept, cut + ", the rest as (other)");
    }

    /// <summary>The colour of a series by its place.</summary>
    public static string Colour(ChartSeries series, int place) =>
        place == ChartPalette.Size && series.Name == Other ? ChartPalette.Other : ChartPalette.Colour(place);
}
