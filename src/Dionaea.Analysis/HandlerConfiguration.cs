using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dionaea.Analysis;

/// <summary>dionaea's own configuration of a handler: <c>ihandlers/log_sqlite.yaml</c>.</summary>
public static class HandlerConfiguration
{
    private const string FileScheme = "file://";

    /// <summary>The database that log_sqlite is configured to write; null where the file is missing.</summary>
    /// <param name="folder">The <c>conf</c> folder.</param>
    /// <exception cref="WorkbenchException">The file has another form.</exception>
    public static string? Database(string folder)
    {
        var path = Path.Combine(folder, "ihandlers", "log_sqlite.yaml");
        if (!File.Exists(path))
            return null;
        var file = Read(path) is YamlSequenceNode handlers
            ? handlers.Children.OfType<YamlMappingNode>().Where(handler => Text(handler, "name") == "log_sqlite").Select(FileOf).FirstOrDefault(found => found is not null)
            : null;
        if (string.IsNullOrWhiteSpace(file))
        {
            throw WorkbenchException.Usage(
                $"'{path}' names no database: a list with '- name: log_sqlite' and below it 'config:' with 'file: \"PATH\"' was expected.",
                "Correct it, or name the database with '--into FILE'.");
        }

        return file.StartsWith(FileScheme, StringComparison.Ordinal) ? file[FileScheme.Length..] : file;
    }

    private static string? FileOf(YamlMappingNode handler) =>
        handler.Children.TryGetValue(new YamlScalarNode("config"), out var node) && node is YamlMappingNode config ? Text(config, "file") : null;

    private static string? Text(YamlMappingNode mapping, string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode scalar ? scalar.Value : null;

    private static YamlNode? Read(string path)
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
}
