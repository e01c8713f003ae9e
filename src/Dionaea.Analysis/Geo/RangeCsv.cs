using System.Globalization;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// A CSV file of ip-location-db's form (https://github.com/sapics/ip-location-db), plain or gzip: first and last address
/// of a range, as addresses or numbers, then what is known of it. Ranges must not overlap.
/// </summary>
internal sealed class RangeCsv : IGeoFile
{
    private readonly UInt128[] _starts;
    private readonly UInt128[] _ends;
    private readonly GeoRecord[] _records;

    private RangeCsv(string about, UInt128[] starts, UInt128[] ends, GeoRecord[] records)
    {
        About = about;
        _starts = starts;
        _ends = ends;
        _records = records;
    }

    /// <inheritdoc/>
    public string About { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="record">What the fields of a line tell.</param>
    /// <exception cref="WorkbenchException">It is missing, or a line is not of the form.</exception>
    public static RangeCsv Open(string path, Func<IReadOnlyList<string>, GeoRecord> record)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(file) : (Stream)file;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return Read(reader, path, FormattableString.Invariant($"{Path.GetFileName(path)} of {File.GetLastWriteTimeUtc(path):yyyy-MM-dd}"), record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw GeoFault.Of(path, "it can't be read", e);
        }
    }

    /// <summary>Reads lines.</summary>
    /// <exception cref="WorkbenchException">A line is not of the form.</exception>
    public static RangeCsv Read(TextReader reader, string path, string about, Func<IReadOnlyList<string>, GeoRecord> record)
    {
        var rows = new List<(UInt128 Start, UInt128 End, GeoRecord Record)>();
        var known = new Dictionary<GeoRecord, GeoRecord>();
        var csv = new CsvRecord();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var fields = csv.Values(Encoding.UTF8.GetBytes(line));
            if (fields?.Count >= 3 && HostAddress.TryParseEnd(fields[0], out var start) && HostAddress.TryParseEnd(fields[1], out var end) && start <= end)
            {
                var told = record(fields);
                known.TryAdd(told, told);
                rows.Add((start, end, known[told]));
            }
            else if (number > 1)
            {
                throw GeoFault.Of(path, FormattableString.Invariant($"line {number} is '{Suggestion.Excerpt(line)}', where a first address, a last one and what is known of them were expected"));
            }
        }

        rows.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new RangeCsv(about, [.. rows.Select(r => r.Start)], [.. rows.Select(r => r.End)], [.. rows.Select(r => r.Record)]);
    }

    /// <summary>What the fields of a file of countries tell.</summary>
    public static GeoRecord Country(IReadOnlyList<string> fields) => new(Country: Text(fields, 2));

    /// <summary>What the fields of a file of cities tell.</summary>
    public static GeoRecord City(IReadOnlyList<string> fields) => new(Text(fields, 2), Real(fields, 7), Real(fields, 8));

    /// <summary>What the fields of a file of autonomous systems tell.</summary>
    public static GeoRecord System(IReadOnlyList<string> fields) => new(
        Asn: long.TryParse(Text(fields, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null, Organisation: Text(fields, 3));

    /// <summary>What the fields of a file of reputations tell.</summary>
    public static GeoRecord Reputation(IReadOnlyList<string> fields) => new(Reputation: Text(fields, 2));

    /// <inheritdoc/>
    public GeoRecord? Find(UInt128 address)
    {
        var place = Array.BinarySearch(_starts, address);
        if (place < 0)
            place = ~place - 1;
        return place >= 0 && address <= _ends[place] ? _records[place] : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string? Text(IReadOnlyList<string> fields, int place) => place < fields.Count && fields[place].Length > 0 ? fields[place] : null;

    private static double? Real(IReadOnlyList<string> fields, int place) =>
        double.TryParse(Text(fields, place), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
