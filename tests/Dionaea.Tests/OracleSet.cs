using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Dionaea.Tests;

/// <summary>A set of logs with the databases that dionaea's own log_sqlite made of them.</summary>
internal sealed class OracleSet
{
    private readonly string _folder;

    public OracleSet(params string[] parts) => _folder = Repository.Shared(["data", .. parts]);

    /// <summary>The set's folder.</summary>
    public string Folder => _folder;

    /// <summary>The path of a file, plain or with the ending <c>.gz</c>.</summary>
    public string PathTo(string name)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path) ? path : path + ".gz";
    }

    /// <summary>The lines of a file, unpacked.</summary>
    public IEnumerable<string> Lines(string name)
    {
        var path = PathTo(name);
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>The tables of an expected database: names, columns, and rows as JSON text in a form of our own.</summary>
    public SortedDictionary<string, List<string>> Expected(string name)
    {
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in Lines(name))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                tables.Add(json.RootElement.GetProperty("table").GetString()!, []);
            else
                tables[json.RootElement[0].GetString()!].Add(string.Join('\t', json.RootElement.EnumerateArray().Skip(1).Select(Text)));
        }

        return tables;
    }

    /// <summary>The tables of a database in the same form; the workbench's own are left out.</summary>
    public static SortedDictionary<string, List<string>> Actual(string path)
    {
        using var database = Rows.Open(path);
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in Rows.Of(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'workbench%'"))
        {
            var rows = Rows.Of(database, $"SELECT * FROM {table[0]} ORDER BY 1");
            tables.Add((string)table[0]!, [.. rows.Select(row => string.Join('\t', row.Select(Text)))]);
        }

        return tables;
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => "r" + real.ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => "x" + Convert.ToHexStringLower(bytes),
        _ => JsonSerializer.Serialize(value),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        JsonValueKind.Object => "x" + value.GetProperty("blob").GetString(),
        _ => value.GetRawText().AsSpan().IndexOfAny(".eE") < 0 ? value.GetRawText() : "r" + value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
    };
}
