using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Dionaea.Analysis;

/// <summary>What <c>workbench.yaml</c> says, with the defaults where it is silent.</summary>
/// <param name="Limits">What one statement may take.</param>
/// <param name="Zone">The time zone of queries that are given none; an IANA name.</param>
/// <param name="QueryFolder">The folder of the user's own queries, or null.</param>
/// <param name="OpenFolders">Folders, besides the usual ones, whose databases a notebook may open.</param>
/// <param name="Files">Limits of unpacking and copying.</param>
/// <param name="Geo">The files that tell where addresses are and whose.</param>
public sealed record WorkbenchSettings(
    Limits Limits, string Zone, string? QueryFolder, IReadOnlyList<string> OpenFolders, DatabaseFileOptions Files, GeoSettings Geo)
{
    private static readonly string[] Members = ["zone", "limits", "open", "export", "geo", "unpacked_gigabytes", "cache_gigabytes"];
    private static readonly string[] GeoMembers = ["country", "city", "asn", "reputation"];

    /// <summary>Folders, besides the usual one, into which a notebook may export.</summary>
    public IReadOnlyList<string> ExportFolders { get; init; } = [];

    /// <summary>The settings of an installation without a configuration.</summary>
    public static WorkbenchSettings Default { get; } = new(Limits.Default, "UTC", null, [], DatabaseFileOptions.Default, GeoSettings.None);

    /// <summary>Reads the settings in a folder; where it or its <c>workbench.yaml</c> is missing, the defaults hold.</summary>
    /// <param name="folder">The <c>conf</c> folder.</param>
    /// <exception cref="WorkbenchException">The file has faults; all are named.</exception>
    public static WorkbenchSettings Load(string folder)
    {
        var path = Path.Combine(folder, "workbench.yaml");
        var queries = Path.Combine(folder, "queries");
        var settings = Default with { QueryFolder = Directory.Exists(queries) ? queries : null };
        return File.Exists(path) ? settings.With(Read(path), path, folder) : settings;
    }

    private static YamlMappingNode Read(string path) => YamlFile.Read(path) switch
    {
        null => [],
        YamlMappingNode root => root,
        _ => throw WorkbenchException.Usage($"'{path}' is not a mapping of settings."),
    };

    private WorkbenchSettings With(YamlMappingNode root, string path, string folder)
    {
        var faults = new List<string>();
        faults.AddRange(root.Children.Keys.Select(k => k.ToString()).Except(Members).Select(k => $"unknown setting '{k}' (there are: {string.Join(", ", Members)})"));
        var limits = root.Children.TryGetValue(new YamlScalarNode("limits"), out var node) ? node as YamlMappingNode : null;
        var result = this with
        {
            Zone = YamlFile.Text(root, "zone") is { } zone ? Zones.Find(zone).Id : Zone,
            Limits = new Limits(
                (int)Number(limits, "rows", Limits.Rows, 1_000_000, faults),
                TimeSpan.FromSeconds(Number(limits, "seconds", (long)Limits.Time.TotalSeconds, 86_400, faults)),
                (int)Number(limits, "text_bytes", Limits.TextLength, 50_000_000, faults),
                Number(limits, "megabytes", Limits.Memory >> 20, 65_536, faults) << 20),
            OpenFolders = Folders(root, "open", folder, faults),
            ExportFolders = Folders(root, "export", folder, faults),
            Geo = GeoFiles(root, folder, faults),
            Files = Files with
            {
                UnpackedBytes = Number(root, "unpacked_gigabytes", Files.UnpackedBytes >> 30, 1 << 20, faults) << 30,
                CacheBytes = Number(root, "cache_gigabytes", Files.CacheBytes >> 30, 1 << 20, faults) << 30,
            },
        };
        return faults.Count == 0
            ? result
            : throw WorkbenchException.Usage($"'{path}' has faults: {string.Join("; ", faults)}.");
    }

    // Relative ones start from the configuration's folder.
    private static IReadOnlyList<string> Folders(YamlMappingNode root, string key, string start, List<string> faults)
    {
        if (!root.Children.TryGetValue(new YamlScalarNode(key), out var node))
            return [];
        if (node is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Select(item => Path.GetFullPath(((YamlScalarNode)item).Value!, Path.GetFullPath(start)))];
        faults.Add($"'{key}' takes a list of folders, as in {key}: [../captures]");
        return [];
    }

    private GeoSettings GeoFiles(YamlMappingNode root, string folder, List<string> faults)
    {
        if (!root.Children.TryGetValue(new YamlScalarNode("geo"), out var node))
            return Geo;
        if (node is not YamlMappingNode geo)
        {
            faults.Add($"'geo' is not a mapping of files (there are: {string.Join(", ", GeoMembers)})");
            return Geo;
        }

        faults.AddRange(geo.Children.Keys.Select(k => k.ToString()).Except(GeoMembers).Select(k => $"unknown setting '{Suggestion.Excerpt(k)}' under 'geo' (there are: {string.Join(", ", GeoMembers)})"));
        return new GeoSettings(File("country"), File("city"), File("asn"), File("reputation"));

        string? File(string key) => YamlFile.Text(geo, key) is { Length: > 0 } file ? Path.GetFullPath(file, Path.GetFullPath(folder)) : null;
    }

    private static long Number(YamlMappingNode? mapping, string key, long usual, long most, List<string> faults)
    {
        var text = YamlFile.Text(mapping, key);
        if (text is null)
            return usual;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most)
            return value;
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"'{key}' is '{Suggestion.Excerpt(text)}', but it takes a whole number from 1 to {most}"));
        return usual;
    }
}
