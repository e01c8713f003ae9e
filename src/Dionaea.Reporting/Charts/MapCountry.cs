using System.Globalization;

namespace Dionaea.Reporting;

/// <summary>A country as maps know it.</summary>
/// <param name="Alpha2">Its two-letter code (ISO 3166-1, and XK for Kosovo, as geography files have it).</param>
/// <param name="Alpha3">Its three-letter code, which Plotly's outlines bear.</param>
/// <param name="Name">Its short English name.</param>
/// <param name="Place">A place inside it.</param>
/// <param name="HasOutline">Whether the outlines have it: at their scale many are too small.</param>
internal sealed record MapCountry(string Alpha2, string Alpha3, string Name, MapPlace Place, bool HasOutline)
{
    private static readonly Lazy<Dictionary<string, MapCountry>> ByCode = new(Read);

    /// <summary>All countries, by their two-letter code.</summary>
    public static IReadOnlyList<MapCountry> All => [.. ByCode.Value.Values.Distinct().OrderBy(country => country.Alpha2, StringComparer.Ordinal)];

    /// <summary>The country of a code of two or three letters, in either case; null when there is none.</summary>
    public static MapCountry? Find(object? code) =>
        code is string { Length: 2 or 3 } text ? ByCode.Value.GetValueOrDefault(text) : null;

    private static Dictionary<string, MapCountry> Read()
    {
        var countries = new Dictionary<string, MapCountry>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Assets.Countries.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.Split(',');
            var place = new MapPlace(Degrees(cells[3]), Degrees(cells[4]));
            var country = new MapCountry(cells[0], cells[1], cells[2], place, cells[5] == "yes");
            countries.Add(country.Alpha2, country);
            countries.Add(country.Alpha3, country);
        }

        return countries;
    }

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
