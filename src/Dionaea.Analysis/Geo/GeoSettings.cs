namespace Dionaea.Analysis;

/// <summary>The files that tell where addresses are and whose; each is null where none is named.</summary>
/// <param name="Country">Countries: MaxMind DB or CSV.</param>
/// <param name="City">Countries and coordinates: MaxMind DB or CSV.</param>
/// <param name="Asn">Autonomous systems: MaxMind DB or CSV.</param>
/// <param name="Reputation">What addresses are known as: CSV.</param>
public sealed record GeoSettings(string? Country = null, string? City = null, string? Asn = null, string? Reputation = null)
{
    /// <summary>No files.</summary>
    public static GeoSettings None { get; } = new();
}
