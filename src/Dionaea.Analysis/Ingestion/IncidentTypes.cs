using System.Text;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The types of incidents by their origins, in either spelling: dionaea's handlers take <c>_</c> for <c>.</c>.</summary>
internal sealed class IncidentTypes
{
    private readonly List<(byte[] Origin, int Index)>[] _byLength = new List<(byte[], int)>[128];
    private readonly List<OriginEntry> _entries = [];

    /// <summary>Takes the types that apply; of two with the same origin the later one counts.</summary>
    public IncidentTypes(IEnumerable<IncidentType> types)
    {
        var entries = new Dictionary<string, OriginEntry>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            foreach (var (origin, value) in type.Origins)
                entries[origin] = new OriginEntry(origin, type, value is null ? null : Encoding.UTF8.GetBytes(value));
        }

        foreach (var entry in entries.Values)
        {
            AddSpelling(Encoding.UTF8.GetBytes(entry.Origin), _entries.Count);
            AddSpelling(Encoding.UTF8.GetBytes(Underscored(entry.Origin)), _entries.Count);
            _entries.Add(entry);
        }
    }

    /// <summary>The types that apply to a database.</summary>
    public static IncidentTypes Of(sqlite3 database) => new(All().Where(type => type.Needs is null || HasColumn(database, type.Needs)));

    /// <summary>All types that are known, by their files' names.</summary>
    public static IReadOnlyList<IncidentType> All() =>
        [.. Resources.In("Incidents/").Select(path => IncidentType.Parse(path, Resources.Text(path)))];

    /// <summary>The origins, each with its type, by their index.</summary>
    public IReadOnlyList<OriginEntry> Entries => _entries;

    /// <summary>The index of an origin's entry; -1 when log_sqlite does not store incidents of it.</summary>
    public int Find(ReadOnlySpan<byte> origin)
    {
        if (origin.Length >= _byLength.Length)
            return -1;
        var found = Exactly(origin);
        if (found >= 0 || origin.IndexOf((byte)'_') < 0)
            return found;
        Span<byte> underscored = stackalloc byte[origin.Length];
        origin.Replace(underscored, (byte)'.', (byte)'_');
        return Exactly(underscored);
    }

    private static bool HasColumn(sqlite3 database, string name)
    {
        var parts = name.Split('.');
        using var rows = new RowReading(database, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
        raw.sqlite3_bind_text(rows.Statement, 1, parts[0]);
        raw.sqlite3_bind_text(rows.Statement, 2, parts[1]);
        return rows.Next();
    }

    private static string Underscored(string origin) => origin.Replace('.', '_');

    private int Exactly(ReadOnlySpan<byte> origin)
    {
        if (_byLength[origin.Length] is not { } candidates)
            return -1;
        foreach (var (candidate, index) in candidates)
        {
            if (origin.SequenceEqual(candidate))
                return index;
        }

        return -1;
    }

    private void AddSpelling(byte[] origin, int index) => (_byLength[origin.Length] ??= []).Add((origin, index));
}

/// <summary>An origin and its type.</summary>
/// <param name="Origin">The origin, with dots.</param>
/// <param name="Type">Its type.</param>
/// <param name="Value">What is bound as <c>$type</c>, in UTF-8, or null.</param>
internal sealed record OriginEntry(string Origin, IncidentType Type, byte[]? Value);
