using System.Text.RegularExpressions;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;

namespace Dionaea.Benchmarks;

/// <summary>
/// Each query of the catalogue against the SQL that the catalogue's specification has for it, run bare by
/// Microsoft.Data.Sqlite on the same file in the same process.
/// </summary>
internal sealed partial class SpecificationBench : IDisposable
{
    private const int Runs = 3;

    // The specification's own SQL takes hours for some ids; it is stopped then and its time is at least this.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly Limits Unlimited = Limits.Default with { Rows = int.MaxValue, Memory = long.MaxValue };
    private readonly HoneypotDatabase _database;
    private readonly Geolocation _geolocation = new(GeoSettings.None, () => true);
    private readonly ReadSession _session;
    private readonly SqliteConnection _bare;

    /// <summary>Opens a generated database.</summary>
    public SpecificationBench(string path)
    {
        _database = HoneypotDatabase.Open(path);
        _session = _database.OpenSession(_geolocation);
        _bare = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        _bare.Open();

        // Blocks expect tables that the file does not have, and one with what is known of each host.
        Read(
            """
            CREATE TEMP TABLE emu_services_old (emu_serivce, connection, emu_service_url);
            CREATE TEMP TABLE http_requests (http_request, connection, http_request_method, http_request_path);
            CREATE TEMP TABLE nbns_queries (nbns_query, connection, nbns_query_name, nbns_query_is_wpad);
            CREATE TEMP TABLE geo (host PRIMARY KEY, country, country_name, lat, lon, asn, as_org, reputation);
            """,
            new Dictionary<string, object?>());
        Read("BEGIN", new Dictionary<string, object?>());
        const string hosts = "SELECT host, geo_country(host), geo_latitude(host), geo_longitude(host), geo_asn(host), geo_as_org(host), geo_reputation(host) "
            + "FROM (SELECT DISTINCT CASE WHEN remote_host LIKE '::ffff:%' THEN substr(remote_host, 8) ELSE remote_host END AS host FROM connections)";
        foreach (var row in _session.Run(hosts, new Dictionary<string, object?>(), Unlimited).Rows)
        {
            Read(
                "INSERT INTO geo VALUES (:a, :b, NULL, :c, :d, :e, :f, :g)",
                row.Select((value, i) => (value, i)).ToDictionary(p => ((char)('a' + p.i)).ToString(), p => p.value));
        }

        Read("COMMIT", new Dictionary<string, object?>());
    }

    /// <summary>Where the specification stands when it is beside the project, or null.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "spec", "classic-analyses.md");
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>Measures.</summary>
    /// <param name="specification">The file with the specification.</param>
    /// <param name="ids">The ids to measure; none for all.</param>
    public void Run(string specification, IReadOnlyCollection<string> ids)
    {
        var blocks = Block().Matches(File.ReadAllText(specification)).ToDictionary(m => m.Groups["id"].Value, m => m.Groups["sql"].Value);
        Console.WriteLine($"{"query",-33} {"cpu s",8} {"specified",9} {"ratio",7}");
        foreach (var query in new QueryCatalogue().All.Where(q => q.Id is not null && (ids.Count == 0 || ids.Contains(q.Id))))
        {
            var values = query.Parameters.ToDictionary(p => p.Name, Default);
            var specified = new Dictionary<string, object?>(values) { ["tz"] = "+0 seconds" };
            var (ours, theirs) = (double.MaxValue, double.MaxValue);

            var isStopped = false;

            // In turns, so that other work on the machine hits both alike; the best run is the least disturbed.
            for (var i = 0; i < Runs && !isStopped; i++)
            {
                ours = Math.Min(ours, Time(() => _session.Run(query.Sql, values, Unlimited, query.Columns)));
                theirs = Math.Min(theirs, Time(() => isStopped = !TryRead(blocks[query.Id!], specified)));
            }

            Console.WriteLine($"{query.Id,-4} {query.Name,-28} {ours,8:0.0000} {theirs,9:0.0000} {ours / theirs,7:0.00}{(isStopped ? "  (the specification's was stopped)" : "")}");
        }
    }

    public void Dispose()
    {
        _bare.Dispose();
        _session.Dispose();
        _geolocation.Dispose();
        _database.Dispose();
    }

    private object? Default(Parameter parameter) =>
        !parameter.IsComputed
            ? parameter.Default is null ? null : parameter.Parse(parameter.Default)
            : _session.Run(parameter.Default!, new Dictionary<string, object?>(), Limits.Default).Rows is [var row, ..] ? row[0] : null;

    private bool TryRead(string sql, Dictionary<string, object?> values)
    {
        using var stop = new Timer(_ => SQLitePCL.raw.sqlite3_interrupt(_bare.Handle), null, Longest, Timeout.InfiniteTimeSpan);
        try
        {
            Read(sql, values);
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_INTERRUPT)
        {
            return false;
        }
    }

    private void Read(string sql, Dictionary<string, object?> values)
    {
        using var command = _bare.CreateCommand();
#pragma warning disable CA2100 // The specification's own text; its values are bound.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in Name().Matches(sql).Select(m => m.Groups["name"].Value).Distinct())
            command.Parameters.AddWithValue(":" + name, values[name] ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        while (reader.Read())
            reader.GetValues(row);
    }

    // Processor time, which other processes do not lengthen.
    private static double Time(Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    [GeneratedRegex(@"```sql\n-- (?<id>[A-Z]\d\d[a-z-]*)\n(?<sql>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<![:\w']):(?<name>[a-z_][a-z0-9_]*)")]
    private static partial Regex Name();
}
