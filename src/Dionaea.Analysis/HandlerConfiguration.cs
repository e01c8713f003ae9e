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
        var file = YamlFile.Read(path) is YamlSequenceNode handlers
            ? handlers.Children.OfType<YamlMappingNode>().Where(handler => YamlFile.Text(handler, "name") == "log_sqlite").Select(FileOf).FirstOrDefault(found => found is not null)
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
        handler.Children.TryGetValue(new YamlScalarNode("config"), out var node) && node is YamlMappingNode config ? YamlFile.Text(config, "file") : null;
}
