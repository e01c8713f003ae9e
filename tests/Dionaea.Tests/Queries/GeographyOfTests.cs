using System.Globalization;
using System.Net;
using Dionaea.Analysis;

namespace Dionaea.Tests;

/// <summary>What is known of one host.</summary>
internal sealed record KnownHost(string? Country, double? Latitude, double? Longitude, long? Asn, string? Organisation, string? Reputation);

/// <summary>
/// A made-up geography: each quarter of what an IPv4 address's first byte spans is a network, and 2001:db8::/32 is one.
/// It is there as files, and as a rule that needs none.
/// </summary>
internal sealed class GeographyOfTests
{
    private GeographyOfTests(GeoSettings files) => Files = files;

    /// <summary>The files.</summary>
    public GeoSettings Files { get; }

    /// <summary>Writes the files into a folder.</summary>
    public static GeographyOfTests Write(string folder)
    {
        var geography = new GeographyOfTests(new GeoSettings(
            null, Path.Combine(folder, "city.csv"), Path.Combine(folder, "asn.csv"), Path.Combine(folder, "reputation.csv")));
        var ranges = Enumerable.Range(0, 1024)
            .Select(k => (First: $"{k / 4}.{k % 4 * 64}.0.0", Last: $"{k / 4}.{(k % 4 * 64) + 63}.255.255"))
            .Append((First: "2001:db8::", Last: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")).ToList();
        File.WriteAllLines(geography.Files.City!, ranges.Select(r => (r, h: Of(r.First))).Where(p => p.h.Country is not null)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.r.First},{p.r.Last},{p.h.Country},,,,,{p.h.Latitude},{p.h.Longitude},")));
        File.WriteAllLines(geography.Files.Asn!, ranges.Select(r => $"{r.First},{r.Last},{Of(r.First).Asn},\"{Of(r.First).Organisation}\""));
        File.WriteAllLines(geography.Files.Reputation!, ranges.Where(r => Of(r.First).Reputation is not null).Select(r => $"{r.First},{r.Last},{Of(r.First).Reputation}"));
        return geography;
    }

    /// <summary>What the rule tells of a host.</summary>
    public static KnownHost Of(string host)
    {
        if (!IPAddress.TryParse(host, out var address) || (host.Contains(':', StringComparison.Ordinal) && !host.StartsWith("2001:db8:", StringComparison.OrdinalIgnoreCase)))
            return new(null, null, null, null, null, null);
        var bytes = address.GetAddressBytes();
        var k = bytes.Length == 16 ? 1024 : (bytes[0] * 4) + (bytes[1] / 64);
        var isPlaced = k % 7 != 0;
        return new(
            isPlaced ? "C" + (char)('A' + (k % 26)) : null,
            isPlaced ? (k % 180) - 89.5 : null,
            isPlaced ? (k % 360) - 180.0 : null,
            64496 + (k % 50),
            $"Owner {k % 40}, Inc.",
            k % 3 == 0 ? $"list {k % 5}" : null);
    }
}
