using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Tests;

/// <summary>Compares the catalogue's queries with the specification's SQL on one database.</summary>
internal sealed class QueryComparison : IDisposable
{
    private static readonly Dictionary<string, object?> SpecificationDefaults = new()
    {
        ["from"] = 0L,
        ["to"] = 9999999999L,
        ["limit"] = 50L,
        ["min_hits"] = 10L,
        ["bucket"] = 3600L,
        ["scanner"] = "Kaspersky",
        ["via"] = "logxmpp://%",
        ["width"] = 60L,
        ["max_depth"] = 20L,
        ["needle"] = "",
        ["protocol"] = null,
    };

    private readonly string _specification = File.ReadAllText(Repository.Shared("spec", "classic-analyses.md"));
    private readonly CatalogueSpecification _raw;
    private readonly HoneypotDatabase _database;
    private readonly Geolocation _geolocation;
    private readonly ReadSession _session;

    /// <summary>Opens a database.</summary>
    public QueryComparison(string path, GeographyOfTests geography)
    {
        _raw = new CatalogueSpecification(path);
        _raw.FillGeo();
        _database = HoneypotDatabase.Open(path);
        _geolocation = new Geolocation(geography.Files, () => false);
        _session = _database.OpenSession(_geolocation);
    }

    /// <summary>What a parameter is where none is given.</summary>
    public static object? Default(Parameter parameter, ReadSession session) =>
        parameter.IsComputed ? Value(parameter.Default!, session) : parameter.Default is null ? null : parameter.Parse(parameter.Default);

    /// <summary>A value from the database, for a parameter.</summary>
    public object? Value(string sql) => Value(sql, _session);

    /// <summary>Where results differ.</summary>
    /// <param name="given">Values of parameters; the others have their defaults.</param>
    /// <param name="hours">How far east of UTC the days are cut.</param>
    public List<string> Differences(IReadOnlyDictionary<string, object?> given, int hours = 0) =>
        [.. new QueryCatalogue().All.Select(query => Difference(query, given, hours)).OfType<string>()];

    public void Dispose()
    {
        _session.Dispose();
        _geolocation.Dispose();
        _database.Dispose();
        _raw.Dispose();
    }

    private string? Difference(Query query, IReadOnlyDictionary<string, object?> given, int hours)
    {
        var values = query.Parameters.ToDictionary(p => p.Name, p => given.TryGetValue(p.Name, out var value) ? value : Default(p, _session));
        if (values.ContainsKey("zone"))
            values["zone"] = string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-hours:+0;-0;+0}");
        var asSpecified = new Dictionary<string, object?>(SpecificationDefaults) { ["tz"] = string.Create(CultureInfo.InvariantCulture, $"+{hours * 3600} seconds") };
        foreach (var (name, value) in values)
            asSpecified[name] = value;
        var (columns, expected) = _raw.Run(Specified(query.Id!), asSpecified);

        // A calendar without a first day is empty here, not a row of NULL.
        expected.RemoveAll(row => query.Id == "B07b" && row[0] is null);
        var actual = _session.Run(query.Sql, values, Limits.Default with { Rows = 1_000_000 }, query.Columns);

        if (!columns.SequenceEqual(query.Columns.Select(c => c.Name)))
            return $"{query.Id}: columns {string.Join(", ", columns)} expected";
        if (expected.Count != actual.Rows.Count)
            return $"{query.Id}: {expected.Count} rows expected, {actual.Rows.Count} found";
        for (var i = 0; i < expected.Count; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                var want = Wanted(query, query.Columns[j], expected[i][j], hours);
                if (!Equals(want, Found(query, query.Columns[j], actual.Rows[i][j])))
                    return string.Create(CultureInfo.InvariantCulture, $"{query.Id} row {i + 1} {columns[j]}: '{want}' expected, '{actual.Rows[i][j]}' found");
            }
        }

        return null;
    }

    // gnuplotsql's comment says that accepts are accepted connections, and so does the default; the block counts all.
    private string Specified(string id)
    {
        var sql = CatalogueSpecification.Sql(_specification, id);
        return id == "G01"
            ? sql.Replace("COUNT(*) AS accepts", "SUM(connection_type = 'accept') AS accepts", StringComparison.Ordinal)
                .Replace("a.remote_host, date", "a.remote_host, a.connection_type, date", StringComparison.Ordinal)
            : sql;
    }

    private static object? Wanted(Query query, Column column, object? value, int hours) => column.Kind switch
    {
        Kind.Day => CatalogueSpecification.Seconds(value),
        Kind.Timestamp => value is string ? (long)CatalogueSpecification.Seconds(value)! - (hours * 3600) : value,
        _ => Found(query, column, value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value),
    };

    // The order of the names and what stands between them is left open.
    private static object? Found(Query query, Column column, object? value) =>
        query.Id == "E04" && column.Name == "names" && value is string names
            ? string.Join('|', names.Split(',').Select(n => n.Trim()).Order(StringComparer.Ordinal))
            : value;

    private static object? Value(string sql, ReadSession session) =>
        session.Run(sql, new Dictionary<string, object?>(), Limits.Default).Rows is [var row, ..] ? row[0] : null;
}
