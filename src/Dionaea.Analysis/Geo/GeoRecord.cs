namespace Dionaea.Analysis;

/// <summary>What a file tells of a range of addresses; null for what it does not tell.</summary>
/// <param name="Country">The ISO 3166 code of the country, two letters.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Asn">The number of the autonomous system.</param>
/// <param name="Organisation">The owner of the autonomous system.</param>
/// <param name="Reputation">What the addresses are known as.</param>
internal sealed record GeoRecord(
    string? Country = null,
    double? Latitude = null,
    double? Longitude = null,
    long? Asn = null,
    string? Organisation = null,
    string? Reputation = null)
{
    /// <summary>What is told of an address that no file knows.</summary>
    public static GeoRecord Unknown { get; } = new();

    /// <summary>What this and another file tell together; this one wins.</summary>
    public GeoRecord With(GeoRecord other) => new(
        Country ?? other.Country,
        Latitude ?? other.Latitude,
        Longitude ?? other.Longitude,
        Asn ?? other.Asn,
        Organisation ?? other.Organisation,
        Reputation ?? other.Reputation);
}
