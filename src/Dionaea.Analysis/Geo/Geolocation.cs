namespace Dionaea.Analysis;

/// <summary>
/// Where addresses are, whose, and known as what: what the SQL functions <c>geo_country</c>, <c>geo_latitude</c>,
/// <c>geo_longitude</c>, <c>geo_asn</c>, <c>geo_as_org</c> and <c>geo_reputation</c> of a host tell. Files are opened
/// when a statement first asks. May be used by several sessions at once.
/// </summary>
public sealed class Geolocation : IDisposable
{
    private readonly GeoSettings _settings;
    private readonly Lazy<bool> _isSample;
    private readonly Lazy<IReadOnlyList<IGeoFile>> _files;

    /// <summary>Takes the files of the settings; where these name none, made-up tables for the addresses of a sample.</summary>
    /// <param name="settings">The files.</param>
    /// <param name="isSample">Whether the data are a sample's; asked only when it matters.</param>
    public Geolocation(GeoSettings settings, Func<bool> isSample)
    {
        _settings = settings;
        _isSample = new Lazy<bool>(() => settings == GeoSettings.None && isSample());
        _files = new Lazy<IReadOnlyList<IGeoFile>>(Open);
    }

    /// <summary>Knows nothing.</summary>
    public static Geolocation None { get; } = new(GeoSettings.None, () => false);

    /// <summary>Opens the files, if that has not been done.</summary>
    /// <exception cref="WorkbenchException">One is missing or not of its form.</exception>
    public void Load() => _ = _files.Value;

    /// <summary>What a reader of figures that use some of the functions must know, as sentences: which files told, which are missing.</summary>
    /// <param name="functions">The functions of a statement that has run.</param>
    public IEnumerable<string> Notes(IReadOnlyCollection<string> functions)
    {
        if (functions.Count == 0)
            yield break;
        if (_isSample.Value)
        {
            yield return "Countries, places, networks and reputations of the sample's addresses are made up.";
            yield break;
        }

        if (_files.Value.Count > 0)
            yield return $"Addresses by {string.Join(", ", _files.Value.Select(f => f.About))}.";
        foreach (var (what, _, _) in Missing(functions))
            yield return $"{what} are unknown: no file for them is named under 'geo' in conf/workbench.yaml.";
    }

    /// <summary>What to get where a file is missing for some of the functions, as sentences.</summary>
    /// <param name="functions">The functions of a statement that has run.</param>
    public IEnumerable<string> Remedies(IReadOnlyCollection<string> functions) => functions.Count == 0 || _isSample.Value
        ? []
        : Missing(functions).Select(m => $"{m.What} need a file: get {m.Files}, and name it as '{m.Setting}' under 'geo' in conf/workbench.yaml.");

    /// <summary>What all files together tell of a host, written as an address in UTF-8.</summary>
    internal GeoRecord Find(ReadOnlySpan<byte> host)
    {
        var record = GeoRecord.Unknown;
        if (!HostAddress.TryParse(host, out var address))
            return record;
        foreach (var file in _files.Value)
        {
            if (file.Find(address) is { } told)
                record = ReferenceEquals(record, GeoRecord.Unknown) ? told : record.With(told);
        }

        return record;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        if (!_files.IsValueCreated)
            return;
        foreach (var file in _files.Value)
            file.Dispose();
    }

    private IEnumerable<(string What, string Setting, string Files)> Missing(IReadOnlyCollection<string> functions)
    {
        if (functions.Contains("geo_country") && _settings.Country is null && _settings.City is null)
            yield return ("Countries", "country", "GeoLite2-Country.mmdb (maxmind.com), dbip-country-lite.mmdb (db-ip.com) or a country CSV of ip-location-db (github.com/sapics)");
        if ((functions.Contains("geo_latitude") || functions.Contains("geo_longitude")) && _settings.City is null)
            yield return ("Places", "city", "GeoLite2-City.mmdb (maxmind.com), dbip-city-lite.mmdb (db-ip.com) or a city CSV of ip-location-db (github.com/sapics)");
        if ((functions.Contains("geo_asn") || functions.Contains("geo_as_org")) && _settings.Asn is null)
            yield return ("Networks", "asn", "GeoLite2-ASN.mmdb (maxmind.com), dbip-asn-lite.mmdb (db-ip.com) or an AS CSV of ip-location-db (github.com/sapics)");
        if (functions.Contains("geo_reputation") && _settings.Reputation is null)
            yield return ("Reputations", "reputation", "a list of known addresses, as a CSV with the lines FIRST,LAST,NAME");
    }

    private IReadOnlyList<IGeoFile> Open()
    {
        if (_isSample.Value)
            return [Sample("city.csv", RangeCsv.City), Sample("asn.csv", RangeCsv.System), Sample("reputation.csv", RangeCsv.Reputation)];

        var files = new List<IGeoFile>();
        try
        {
            Add(_settings.Country, RangeCsv.Country);
            Add(_settings.City, RangeCsv.City);
            Add(_settings.Asn, RangeCsv.System);
            Add(_settings.Reputation, RangeCsv.Reputation);
            return files;
        }
        catch
        {
            foreach (var file in files)
                file.Dispose();
            throw;
        }

        void Add(string? path, Func<IReadOnlyList<string>, GeoRecord> record)
        {
            if (path is not null)
                files.Add(path.EndsWith(".mmdb", StringComparison.OrdinalIgnoreCase) ? MmdbFile.Open(path) : RangeCsv.Open(path, record));
        }
    }

    private static RangeCsv Sample(string name, Func<IReadOnlyList<string>, GeoRecord> record) =>
        RangeCsv.Read(new StringReader(Resources.Text("Geo/" + name)), name, name, record);
}
