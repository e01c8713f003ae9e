using Dionaea.Analysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dionaea.Cli;

/// <summary>The names of sensors and their secrets, as the user gives them.</summary>
internal static class SensorSecrets
{
    private const int ShortestSecret = 16;

    /// <summary>Reads them.</summary>
    /// <param name="given">Sensors as <c>NAME=SECRET</c>.</param>
    /// <param name="file">A YAML file with a member <c>NAME: SECRET</c> for each sensor, or null.</param>
    /// <exception cref="WorkbenchException">A name or secret is not usable or occurs twice, or there are none.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> given, string? file)
    {
        var sensors = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, secret) in given.Select(Split).Concat(file is null ? [] : ReadFile(file)))
        {
            Check(name, secret);
            if (sensors.ContainsValue(secret))
                throw WorkbenchException.Usage($"The sensor '{name}' has the secret of another one.", "Give each sensor a secret of its own.");
            if (!sensors.TryAdd(name, secret))
                throw WorkbenchException.Usage($"The sensor '{name}' is there twice.", "Give each sensor a name of its own.");
        }

        return sensors.Count > 0
            ? sensors
            : throw WorkbenchException.Usage("No sensor was named.", "Name each with '--sensor NAME=SECRET', or in a file with '--sensors FILE'.");
    }

    private static (string Name, string Secret) Split(string given)
    {
        var at = given.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? (given[..at], given[(at + 1)..])
            : throw WorkbenchException.Usage("A sensor has no secret: 'NAME=SECRET' was expected.", "Put '=' and a secret behind its name.");
    }

    // A message never shows a secret: it may end up in a log.
    private static void Check(string name, string secret)
    {
        if (name.Length is 0 or > 64 || name[0] is '.' or '-' || !name.All(IsPlain))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(name)}' can't be a sensor's name.", "A name is the name of its database: up to 64 letters, digits, '-', '_' and '.'.");
        if (secret.Length < ShortestSecret || secret.Length > 256 || !secret.All(c => IsPlain(c) && c != '.'))
            throw WorkbenchException.Usage($"The secret of the sensor '{name}' can't be used.", $"A secret is {ShortestSecret} to 256 letters, digits, '-' and '_'; 'openssl rand -hex 16' makes one.");
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static List<(string Name, string Secret)> ReadFile(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode sensors && sensors.Children.Values.All(value => value is YamlScalarNode)
                ? [.. sensors.Children.Select(pair => (pair.Key.ToString(), ((YamlScalarNode)pair.Value).Value ?? ""))]
                : throw WorkbenchException.Usage($"'{Suggestion.Excerpt(file)}' lists no sensors: a line 'NAME: SECRET' for each was expected.");
        }
        catch (YamlException e)
        {
            throw WorkbenchException.Usage(FormattableString.Invariant($"'{Suggestion.Excerpt(file)}' is not YAML at line {e.Start.Line}."), "Write a line 'NAME: SECRET' for each sensor.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Input($"The list of sensors '{Suggestion.Excerpt(file)}' can't be read.", "Check that it is there and that you may read it.", e);
        }
    }
}
