using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dionaea.Analysis;

/// <summary>
/// A <c>.sql</c> file that describes itself: its leading comment lines are a YAML mapping, the rest is SQL that
/// runs unchanged in any SQLite shell.
/// </summary>
internal sealed class SqlFile
{
    private readonly YamlMappingNode _header;

    private SqlFile(string path, YamlMappingNode header, string sql)
    {
        Path = path;
        _header = header;
        Sql = sql;
    }

    /// <summary>Where it was read, for messages.</summary>
    public string Path { get; }

    /// <summary>The SQL below the header, without a semicolon at its end.</summary>
    public string Sql { get; }

    /// <summary>The members of the header.</summary>
    public IEnumerable<string> Keys => _header.Children.Keys.Select(Scalar);

    /// <summary>The SQL of a file, without reading its header.</summary>
    public static string Body(string text) => Divide(text).Sql;

    /// <summary>Parses a file.</summary>
    /// <exception cref="WorkbenchException">The header is not a YAML mapping, or there is no SQL.</exception>
    public static SqlFile Parse(string path, string text)
    {
        var (yaml, sql) = Divide(text);
        if (sql.Length == 0)
            throw WorkbenchException.Usage($"'{path}' has no SQL below its header.");

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode header)
                return new SqlFile(path, header, sql);
        }
        catch (YamlException e)
        {
            throw WorkbenchException.Usage($"'{path}' line {e.Start.Line}, column {e.Start.Column}: the header is not YAML: {Suggestion.Excerpt(e.Message)}.", null);
        }

        throw WorkbenchException.Usage($"'{path}' does not start with a header.", "Write its title, question and parameters as YAML in leading '-- ' lines.");
    }

    /// <summary>The text of a member, or null.</summary>
    public string? Text(string key) => Find(key) is YamlScalarNode scalar ? scalar.Value : null;

    /// <summary>The text of a member that must be there.</summary>
    public string Required(string key) =>
        Text(key) is { Length: > 0 } text ? text : throw WorkbenchException.Usage($"The header of '{Path}' has no '{key}'.");

    /// <summary>The items of a list, or none.</summary>
    public IReadOnlyList<string> List(string key) => Find(key) switch
    {
        YamlSequenceNode sequence => [.. sequence.Children.Select(Scalar)],
        YamlScalarNode scalar => [Scalar(scalar)],
        _ => [],
    };

    /// <summary>The members of a mapping: each with its scalar, or with the members of its own mapping.</summary>
    public IEnumerable<(string Key, string? Value, IReadOnlyDictionary<string, string> Members)> Map(string key)
    {
        if (Find(key) is not YamlMappingNode mapping)
            yield break;

        foreach (var (name, node) in mapping.Children)
        {
            var members = node is YamlMappingNode inner
                ? inner.Children.ToDictionary(pair => Scalar(pair.Key), pair => Scalar(pair.Value))
                : [];
            yield return (Scalar(name), node is YamlScalarNode scalar ? scalar.Value : null, members);
        }
    }

    private static (string Yaml, string Sql) Divide(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var count = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Count();
        var header = lines.Take(count).Select(line => line.StartsWith("-- ", StringComparison.Ordinal) ? line[3..] : line[2..]);
        return (string.Join('\n', header), string.Join('\n', lines.Skip(count)).Trim().TrimEnd(';'));
    }

    private YamlNode? Find(string key) => _header.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private string Scalar(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode sequence => string.Join(',', sequence.Children.Select(Scalar)),
        _ => throw WorkbenchException.Usage($"'{Path}' line {node.Start.Line}: a text was expected."),
    };
}
