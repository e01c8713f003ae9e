namespace Dionaea.Analysis;

/// <summary>A file that knows ranges of addresses. May be asked by several threads.</summary>
internal interface IGeoFile : IDisposable
{
    /// <summary>What it is and of when, for people: <c>GeoLite2-City.mmdb of 2026-03-01</c>.</summary>
    string About { get; }

    /// <summary>What it tells of an address; null when it does not know it.</summary>
    GeoRecord? Find(UInt128 address);
}
