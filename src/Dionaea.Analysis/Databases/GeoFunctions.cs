using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The SQL functions of a host's address: <c>geo_country(host)</c>, <c>geo_latitude(host)</c>, <c>geo_longitude(host)</c>,
/// <c>geo_asn(host)</c>, <c>geo_as_org(host)</c> and <c>geo_reputation(host)</c>; NULL for what is unknown. An IPv4-mapped
/// address is the IPv4 address in it. Scalar functions, as every engine can have them, cost a statement that asks for
/// few hosts nothing for all the others, where a table of all hosts would have to be filled first.
/// </summary>
internal static unsafe class GeoFunctions
{
    /// <summary>What the names of all of them start with.</summary>
    public const string Prefix = "geo_";

    /// <summary>Adds the functions to a connection.</summary>
    public static void Register(sqlite3 database, Geolocation geolocation)
    {
        var hosts = new RecentHosts(geolocation);
        NativeFunction.Add(database, "geo_country", 1, hosts, &Country);
        NativeFunction.Add(database, "geo_latitude", 1, hosts, &Latitude);
        NativeFunction.Add(database, "geo_longitude", 1, hosts, &Longitude);
        NativeFunction.Add(database, "geo_asn", 1, hosts, &Asn);
        NativeFunction.Add(database, "geo_as_org", 1, hosts, &Organisation);
        NativeFunction.Add(database, "geo_reputation", 1, hosts, &Reputation);
    }

    [UnmanagedCallersOnly]
    private static void Country(nint context, int count, nint* values)
    {
        if (Find(context, values) is { } record)
            NativeFunction.Result(context, record.Country);
    }

    [UnmanagedCallersOnly]
    private static void Latitude(nint context, int count, nint* values)
    {
        if (Find(context, values)?.Latitude is { } latitude)
            NativeFunction.ResultDouble(context, latitude);
    }

    [UnmanagedCallersOnly]
    private static void Longitude(nint context, int count, nint* values)
    {
        if (Find(context, values)?.Longitude is { } longitude)
            NativeFunction.ResultDouble(context, longitude);
    }

    [UnmanagedCallersOnly]
    private static void Asn(nint context, int count, nint* values)
    {
        if (Find(context, values)?.Asn is { } asn)
            NativeFunction.ResultInt64(context, asn);
    }

    [UnmanagedCallersOnly]
    private static void Organisation(nint context, int count, nint* values)
    {
        if (Find(context, values) is { } record)
            NativeFunction.Result(context, record.Organisation);
    }

    [UnmanagedCallersOnly]
    private static void Reputation(nint context, int count, nint* values)
    {
        if (Find(context, values) is { } record)
            NativeFunction.Result(context, record.Reputation);
    }

    // A call that sets no result gives NULL. Null when there is no host, or when the call has failed.
    private static GeoRecord? Find(nint context, nint* values)
    {
        if (NativeFunction.ValueType(values[0]) == NativeFunction.Null)
            return null;
        try
        {
            return Unsafe.As<RecentHosts>(NativeFunction.State(context)).Find(NativeFunction.Text(values[0]));
        }
        catch (WorkbenchException e)
        {
            NativeFunction.ResultError(context, e.Message, -1);
            return null;
        }
    }

    // The same hosts come again and again: each has a place, which the last host with that place keeps.
    private sealed class RecentHosts(Geolocation geolocation)
    {
        private const int Places = 1 << 14;
        private readonly byte[]?[] _names = new byte[Places][];
        private readonly GeoRecord[] _records = new GeoRecord[Places];

        public GeoRecord Find(ReadOnlySpan<byte> host)
        {
            var hash = 2166136261u;
            foreach (var c in host)
                hash = (hash ^ c) * 16777619;
            var place = (hash ^ (hash >> 15)) & (Places - 1);
            if (_names[place] is { } name && host.SequenceEqual(name))
                return _records[place];

            var record = geolocation.Find(host);
            _names[place] = host.ToArray();
            _records[place] = record;
            return record;
        }
    }
}
