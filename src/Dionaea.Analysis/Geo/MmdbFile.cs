using System.Globalization;
using MaxMind.Db;

namespace Dionaea.Analysis;

/// <summary>
/// A file in the MaxMind DB format (https://maxmind.github.io/MaxMind-DB/): MaxMind's, DB-IP's with the same names in
/// it, or those of ip-location-db and IPinfo, whose names stand on one level. A damaged file makes the reader throw almost
/// anything, and nothing may cross into SQLite, which asks.
/// </summary>
internal sealed class MmdbFile : IGeoFile
{
    private readonly Reader _reader;
    private readonly string _name;

    private MmdbFile(Reader reader, string name)
    {
        _reader = reader;
        _name = name;
    }

    /// <inheritdoc/>
    public string About => FormattableString.Invariant($"{_name} of {_reader.Metadata.BuildDate:yyyy-MM-dd}");

    /// <summary>Opens a file.</summary>
    /// <exception cref="WorkbenchException">It is missing or damaged.</exception>
    public static MmdbFile Open(string path)
    {
        try
        {
            return new MmdbFile(new Reader(path, FileAccessMode.MemoryMapped), Path.GetFileName(path));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw GeoFault.Of(path, "it can't be read as a MaxMind DB", e);
        }
    }

    /// <inheritdoc/>
    public GeoRecord? Find(UInt128 address)
    {
        try
        {
            var ip = HostAddress.ToAddress(address);

            // A file of IPv4 alone can't be asked for IPv6.
            if (_reader.Metadata.IPVersion == 4 && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
                return null;
            return _reader.Find<MmdbRecord>(ip)?.ToRecord();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw GeoFault.Of(_name, "it is damaged", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>The names that are looked for, of all makers; what else a file holds is not decoded.</summary>
    [method: Constructor]
    internal sealed class MmdbRecord(
        [MapKey("country")] object? country = null,
        [MapKey("registered_country")] object? registeredCountry = null,
        [MapKey("country_code")] object? countryCode = null,
        [MapKey("location")] object? location = null,
        [MapKey("latitude")] object? latitude = null,
        [MapKey("longitude")] object? longitude = null,
        [MapKey("autonomous_system_number")] object? number = null,
        [MapKey("autonomous_system_organization")] object? organisation = null,
        [MapKey("asn")] object? asn = null,
        [MapKey("as_name")] object? asName = null)
    {
        public GeoRecord ToRecord() => new(
            Text(countryCode) ?? Text(Member(country, "iso_code")) ?? Text(Member(registeredCountry, "iso_code")) ?? Code(Text(country)),
            Real(Member(location, "latitude") ?? latitude),
            Real(Member(location, "longitude") ?? longitude),
            Whole(number ?? asn),
            Text(organisation) ?? Text(asName));

        private static object? Member(object? map, string name) =>
            map is IDictionary<string, object> members && members.TryGetValue(name, out var value) ? value : null;

        private static string? Text(object? value) => value is string { Length: > 0 } text ? text : null;

        private static string? Code(string? text) => text?.Length == 2 ? text : null;

        private static double? Real(object? value) => value switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null,
            double or float or int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };

        private static long? Whole(object? value) => value switch
        {
            string text => long.TryParse(text.AsSpan(text.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? 2 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            int or long or ulong or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
