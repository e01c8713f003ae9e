using System.Text;

namespace Dionaea.Analysis;

/// <summary>What an incident of a type does.</summary>
internal enum IncidentEffect
{
    /// <summary>Rows that belong to its connection.</summary>
    Rows,

    /// <summary>Rows that belong to no connection.</summary>
    RowsWithoutConnection,

    /// <summary>A row of <c>connections</c>.</summary>
    Connection,

    /// <summary>A parent for a connection.</summary>
    Link,

    /// <summary>A parent that has no row yet.</summary>
    LinkEarly,

    /// <summary>The end of a connection.</summary>
    Free,
}

/// <summary>A field as the header of a type declares it.</summary>
/// <param name="Name">The name, as text and in UTF-8.</param>
/// <param name="Utf8">The name in UTF-8.</param>
/// <param name="IsRequired">Whether an incident without it is rejected.</param>
/// <param name="Shape">Null for a scalar, else the list or mapping that it must be.</param>
/// <param name="MayBeNull">Whether None is a value of it; always so for scalars.</param>
/// <param name="Members">What the list or mapping must have, or null.</param>
/// <param name="BytesOf">The services that always set it as bytes, by their protocol in UTF-8; all when empty, none when null.</param>
internal sealed record FieldDeclaration(
    string Name, byte[] Utf8, bool IsRequired, IncidentValueKind? Shape, bool MayBeNull, JsonShape? Members, IReadOnlyList<byte[]>? BytesOf)
{
    /// <summary>Whether the service of a protocol always sets the field as bytes.</summary>
    public bool IsBytes(ReadOnlySpan<byte> protocol)
    {
        if (BytesOf is null)
            return false;
        foreach (var service in BytesOf)
        {
            if (protocol.SequenceEqual(service))
                return true;
        }

        return BytesOf.Count == 0;
    }

    /// <summary>Whether a value may stand in the field; a missing one may not.</summary>
    public bool Takes(IncidentValueKind kind) => kind switch
    {
        IncidentValueKind.Missing => false,
        IncidentValueKind.Null => MayBeNull,
        IncidentValueKind.List or IncidentValueKind.Object => kind == Shape,
        _ => Shape is null,
    };
}

/// <summary>
/// A type of incident as its file in <c>Incidents/</c> describes it: which origins it has, which fields, and the
/// statements that run once for each incident.
/// </summary>
internal sealed class IncidentType
{
    private static readonly string[] Members = ["title", "effect", "origins", "fields", "needs", "checks"];

    private IncidentType(string name, IncidentEffect effect, SqlFile file)
    {
        Name = name;
        Effect = effect;
        Sql = file.Sql;
        Needs = file.Text("needs");
        IsChecked = file.Text("checks") == "complete";
    }

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public IncidentEffect Effect { get; }

    /// <summary>Its origins, each with the text that is bound as <c>$type</c>; null where the file gives none.</summary>
    public IReadOnlyList<(string Origin, string? Type)> Origins { get; private init; } = [];

    /// <summary>Its fields.</summary>
    public IReadOnlyList<FieldDeclaration> Fields { get; private init; } = [];

    /// <summary>A column (<c>table.column</c>) without which the file does not apply; null when it always does.</summary>
    public string? Needs { get; }

    /// <summary>
    /// Whether the checks, the fields' shapes and the first statement that writes leave no reason for which a later
    /// one could fail, so that nothing need be taken back.
    /// </summary>
    public bool IsChecked { get; }

    /// <summary>The statements.</summary>
    public string Sql { get; }

    /// <summary>Reads a type from its file.</summary>
    /// <exception cref="WorkbenchException">The header is no type's; all its faults are named.</exception>
    public static IncidentType Parse(string path, string text)
    {
        var file = SqlFile.Parse(path, text);
        var faults = file.Keys.Except(Members).Select(key => $"unknown member '{key}'").ToList();
        if (!Enum.TryParse<IncidentEffect>((file.Text("effect") ?? "rows").Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var effect))
            faults.Add($"unknown effect '{file.Text("effect")}'");
        var origins = file.Map("origins").Select(member => (member.Key, member.Value)).ToList();
        if (origins.Count == 0)
            origins = [.. file.List("origins").Select(origin => (origin, (string?)null))];
        if (origins.Count == 0)
            faults.Add("no 'origins'");
        if (file.Text("checks") is not (null or "complete"))
            faults.Add("'checks' may only be 'complete'");
        var fields = file.Map("fields").Select(member => Field(member.Key, member.Value, member.Members, faults)).ToList();
        if (faults.Count > 0)
            throw WorkbenchException.Usage($"The incident type '{path}' has {faults.Count} fault(s) in its header: {string.Join("; ", faults)}.");
        return new IncidentType(Path.GetFileNameWithoutExtension(path), effect, file) { Origins = origins, Fields = fields };
    }

    private static FieldDeclaration Field(string name, string? value, IReadOnlyDictionary<string, string> members, List<string> faults)
    {
        var words = value ?? members.GetValueOrDefault("is") ?? "";
        faults.AddRange(members.Keys.Except(["is", "has"]).Select(member => $"field '{name}' has the unknown member '{member}'"));
        var parts = members.TryGetValue("has", out var paths) ? JsonShape.Parse(paths.Split(',')) : null;
        var list = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IncidentValueKind? shape = list.Contains("list") ? IncidentValueKind.List : list.Contains("object") ? IncidentValueKind.Object : null;
        if (list.Contains("required") == list.Contains("optional"))
            faults.Add($"field '{name}' must be 'required' or 'optional'");
        faults.AddRange(list.Except(["required", "optional", "list", "object", "nullable"]).Where(word => !IsBytes(word)).Select(word => $"field '{name}' has the unknown word '{word}'"));
        var services = list.FirstOrDefault(IsBytes) is { } bytes ? bytes.Split([':', '|']).Skip(1).Select(Encoding.UTF8.GetBytes).ToList() : null;
        return new FieldDeclaration(
            name, Encoding.UTF8.GetBytes(name), list.Contains("required"), shape, shape is null || list.Contains("nullable"), parts, services);
    }

    private static bool IsBytes(string word) => word == "bytes" || word.StartsWith("bytes:", StringComparison.Ordinal);
}
