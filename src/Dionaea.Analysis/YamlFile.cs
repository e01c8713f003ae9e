using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dionaea.Analysis;

/// <summary>Reads configuration files.</summary>
internal static class YamlFile
{
    /// <summary>The root of a file's first document; null when it has none.</summary>
    /// <exception cref="WorkbenchException">It is no YAML, or can't be read.</exception>
    public static YamlNode? Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            throw WorkbenchException.Usage($"'{path}' line {e.Start.Line}, column {e.Start.Column} is not YAML: {Suggestion.Excerpt(e.Message)}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Input($"'{path}' can't be read.", null, e);
        }
    }

    /// <summary>The text of a member; null when there is none, or it is something else.</summary>
    public static string? Text(YamlMappingNode? mapping, string key) =>
        mapping is not null && mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode scalar ? scalar.Value : null;
}
