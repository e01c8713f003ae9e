using System.Globalization;
using System.Text;
using Dionaea.Analysis;
using DuckDB.NET.Data;

namespace Dionaea.Tests;

/// <summary>
/// A database's tables and analysis views in DuckDB, in memory: each column with one type, bytes as text, and the
/// workbench's own functions beside them. It is the second engine that the catalogue's texts are held to.
/// </summary>
internal sealed class DuckDbCopy : IDisposable
{
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    /// <summary>Copies all that a session reads.</summary>
    public DuckDbCopy(HoneypotDatabase database, ReadSession session)
    {
        _duck.Open();
        Execute("SET integer_division = true");
        Execute("SET default_null_order = 'sqlite'");
        foreach (var (name, relation) in database.Relations)
            Copy(name, relation, session);
        DefineLocalTime();
        DefineGeography(session);
    }

    /// <summary>The rows of a statement.</summary>
    public List<object?[]> Run(string sql, IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(name, value));
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Plain(reader.GetValue(i)))]);
        return rows;
    }

    public void Dispose() => _duck.Dispose();

    private static object Plain(object value) => value switch
    {
        string or double or long => value,
        float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        bool truth => truth ? 1L : 0L,
        System.Numerics.BigInteger sum => (long)sum,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static string Type(Kind kind, IReadOnlyList<object> values) => kind switch
    {
        Kind.Timestamp or Kind.Share or Kind.Duration or Kind.Latitude or Kind.Longitude => "DOUBLE",
        Kind.Count or Kind.Day or Kind.Hour or Kind.Connection or Kind.Port => "BIGINT",
        Kind.Number or Kind.Text when values.Count > 0 && values.All(v => v is long) => "BIGINT",
        Kind.Number when values.Any(v => v is double) => "DOUBLE",
        Kind.Number => "BIGINT",
        _ => "VARCHAR",
    };

    private static void Append(IDuckDBAppenderRow row, string type, object? value) => _ = (type, value) switch
    {
        (_, null) => row.AppendNullValue(),
        ("BIGINT", long whole) => row.AppendValue(whole),
        ("DOUBLE", long or double) => row.AppendValue(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        ("VARCHAR", byte[] bytes) => row.AppendValue(Encoding.UTF8.GetString(bytes)),
        ("VARCHAR", _) => row.AppendValue(Convert.ToString(value, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"'{value}' in a column of {type}"),
    };

    // The zone's rules are DuckDB's own here, so that they are a second opinion.
    private void DefineLocalTime()
    {
        Execute("CREATE MACRO local_time(t, zone) AS timezone(zone, to_timestamp(CAST(t AS DOUBLE)))");
        Execute("CREATE MACRO local_day(t, zone) AS CAST(floor(epoch(local_time(t, zone)) / 86400) * 86400 AS BIGINT)");
        Execute("CREATE MACRO local_hour(t, zone) AS date_part('hour', local_time(t, zone))");
        Execute("CREATE MACRO local_month(t, zone) AS system.main.strftime(local_time(t, zone), '%Y-%m')");
    }

    private void DefineGeography(ReadSession session)
    {
        string[] facts = ["country", "latitude", "longitude", "asn", "as_org", "reputation"];
        var known = session.Run(
            $"SELECT h, {string.Join(", ", facts.Select(fact => $"geo_{fact}(h)"))} FROM (SELECT remote_host AS h FROM connections UNION SELECT substr(remote_host, 8) FROM connections)",
            new Dictionary<string, object?>(),
            Limits.Default with { Rows = int.MaxValue });
        Fill("geo", ["host", .. facts], ["VARCHAR", "VARCHAR", "DOUBLE", "DOUBLE", "BIGINT", "VARCHAR", "VARCHAR"], known.Rows);
        foreach (var fact in facts)
            Execute($"CREATE MACRO geo_{fact}(address) AS (SELECT g.{fact} FROM geo AS g WHERE g.host = address)");
    }

    private void Copy(string name, Relation relation, ReadSession session)
    {
        var rows = session.Run($"SELECT * FROM \"{name}\"", new Dictionary<string, object?>(), Limits.Default with { Rows = int.MaxValue }).Rows;
        var types = relation.Columns.Select((column, i) => Type(column.Kind, [.. rows.Select(row => row[i]).OfType<object>()])).ToList();
        Fill(name, [.. relation.Columns.Select(column => column.Name)], types, rows);
    }

    private void Fill(string name, IEnumerable<string> columns, IReadOnlyList<string> types, IReadOnlyList<object?[]> rows)
    {
        Execute($"CREATE TABLE \"{name}\" ({string.Join(", ", columns.Zip(types, (column, type) => $"\"{column}\" {type}"))})");
        using var appender = _duck.CreateAppender(name);
        foreach (var row in rows)
        {
            var target = appender.CreateRow();
            for (var i = 0; i < row.Length; i++)
                Append(target, types[i], row[i]);
            target.EndRow();
        }
    }

    private void Execute(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
