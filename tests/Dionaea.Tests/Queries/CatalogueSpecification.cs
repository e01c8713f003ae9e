using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;

namespace Dionaea.Tests;

/// <summary>
/// The second formulation of each analysis: the SQL blocks of the catalogue's specification, run on the raw tables by a
/// plain connection without any of the workbench's views.
/// </summary>
internal sealed partial class CatalogueSpecification : IDisposable
{
    private readonly SqliteConnection _connection;

    public CatalogueSpecification(string database)
    {
        _connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        _connection.Open();
        AddMissingTables();
    }

    /// <summary>The text of the block of an id.</summary>
    public static string Sql(string specification, string id)
    {
        var block = Block().Matches(specification).FirstOrDefault(m => m.Groups["id"].Value == id)
            ?? throw new InvalidOperationException($"the specification has no block {id}");
        var sql = block.Groups["sql"].Value;

        // The project floors where SQLite's date functions round to milliseconds (pitfall S2).
        return RoundedTime().Replace(sql, "floor(${time}), 'unixepoch'");
    }

    /// <summary>Fills the table of hosts that some blocks join, with what the tests' geography tells of them.</summary>
    public void FillGeo()
    {
        Run("CREATE TEMP TABLE geo (host PRIMARY KEY, country, country_name, lat, lon, asn, as_org, reputation)");
        foreach (var row in Rows.Of(_connection, "SELECT DISTINCT CASE WHEN remote_host LIKE '::ffff:%' THEN substr(remote_host, 8) ELSE remote_host END FROM connections WHERE remote_host IS NOT NULL"))
        {
            var known = GeographyOfTests.Of((string)row[0]!);
            Run("INSERT INTO temp.geo VALUES (:host, :country, NULL, :lat, :lon, :asn, :org, :reputation)", new Dictionary<string, object?>
            {
                ["host"] = row[0],
                ["country"] = known.Country,
                ["lat"] = known.Latitude,
                ["lon"] = known.Longitude,
                ["asn"] = known.Asn,
                ["org"] = known.Organisation,
                ["reputation"] = known.Reputation,
            });
        }
    }

    /// <summary>Runs a block with all its parameters bound; values as our JSON writes them.</summary>
    public (string[] Columns, List<object?[]> Rows) Run(string sql, IReadOnlyDictionary<string, object?> parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (Match name in Parameter().Matches(sql))
        {
            if (!command.Parameters.Contains(name.Value))
                command.Parameters.AddWithValue(name.Value, parameters[name.Groups["name"].Value] ?? DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[columns.Length];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return (columns, rows);
    }

    // A missing table counts as empty.
    private void AddMissingTables()
    {
        var stored = Rows.Of(_connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(r => (string)r[0]!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (table, columns) in KnownTables.Columns.Where(t => !stored.Contains(t.Key)))
            Run($"CREATE TEMP TABLE {table} ({string.Join(", ", columns)})");
    }

    private void Run(string sql) => Run(sql, new Dictionary<string, object?>());

    /// <summary>Gives a file unpacked, in a folder that the caller removes.</summary>
    public static string Unpack(string path, string folder)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return path;

        var target = Path.Combine(folder, Path.GetFileNameWithoutExtension(path));
        using var source = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var copy = File.Create(target);
        source.CopyTo(copy);
        return target;
    }

    /// <summary>A day or a time of SQLite's text form as Unix seconds, other values as they are.</summary>
    public static object? Seconds(object? value) =>
        value is string text && DateTime.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? (long)(time - DateTime.UnixEpoch).TotalSeconds
            : value;

    public void Dispose() => _connection.Dispose();

    [GeneratedRegex(@"```sql\n-- (?<id>[A-Z]\d\d[a-z-]*)\n(?<sql>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<time>(\w+\.)?connection_timestamp|:from|:to - 1), 'unixepoch'")]
    private static partial Regex RoundedTime();

    [GeneratedRegex(@"(?<![:\w']):(?<name>[a-z_][a-z0-9_]*)")]
    private static partial Regex Parameter();
}
