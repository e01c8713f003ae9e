using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
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
    }

    /// <summary>The text of the block of an id.</summary>
    public static string Sql(string specification, string id)
    {
        var block = Block().Matches(specification).FirstOrDefault(m => m.Groups["id"].Value == id)
            ?? throw new InvalidOperationException($"the specification has no block {id}");
        var sql = block.Groups["sql"].Value;

        // The project floors where SQLite's date functions round to milliseconds (pitfall S2).
        return sql.Replace("connection_timestamp, 'unixepoch'", "floor(connection_timestamp), 'unixepoch'", StringComparison.Ordinal)
            .Replace("c.floor(connection_timestamp)", "floor(c.connection_timestamp)", StringComparison.Ordinal);
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

    [GeneratedRegex(@"(?<![:\w']):(?<name>[a-z_]+)")]
    private static partial Regex Parameter();
}
