using System.Text;

namespace Dionaea.Analysis;

/// <summary>Counts what becomes of incidents, by origin.</summary>
internal sealed class OriginCounts
{
    private const int MostNames = 1000;
    private const string Others = "(others)";
    private readonly IncidentTypes _types;
    private readonly (long Stored, long Unknown, long Rejected, long Recognised)[] _counts;
    private readonly Dictionary<string, long> _ignored = new(StringComparer.Ordinal);
    private readonly (long Stored, long Recognised, long Rejected)[] _rows = new (long, long, long)[RowTable.All.Count];
    private long _rejectedLines;

    /// <summary>Makes counters for the origins that are known.</summary>
    public OriginCounts(IncidentTypes types)
    {
        _types = types;
        _counts = new (long, long, long, long)[types.Entries.Count];
    }

    /// <summary>Counts an incident that was taken in.</summary>
    public void Store(int index) => _counts[index].Stored++;

    /// <summary>Counts an incident whose rows were there already, from another log of the same sensor.</summary>
    public void Recognise(int index) => _counts[index].Recognised++;

    /// <summary>Counts an incident whose connection has no row.</summary>
    public void Drop(int index) => _counts[index].Unknown++;

    /// <summary>Counts an incident that could not be stored.</summary>
    public void Reject(int index) => _counts[index].Rejected++;

    /// <summary>Counts a row of a table.</summary>
    public void AddRow(RowTable table, RowOutcome outcome)
    {
        ref var counts = ref _rows[table.Index];
        switch (outcome)
        {
            case RowOutcome.Stored: counts.Stored++; break;
            case RowOutcome.Recognised: counts.Recognised++; break;
            case RowOutcome.Rejected: counts.Rejected++; break;
            default: break;
        }
    }

    /// <summary>Counts a line that is no incident.</summary>
    public void RejectLine() => _rejectedLines++;

    /// <summary>Counts an incident of an origin that log_sqlite does not store.</summary>
    public void Ignore(ReadOnlySpan<byte> origin)
    {
        const int Longest = 128;
        var name = origin[..Math.Min(origin.Length, Longest)];
        Span<char> text = stackalloc char[Longest];
        var key = text[..Encoding.UTF8.GetChars(name, text)];
        var counts = _ignored.GetAlternateLookup<ReadOnlySpan<char>>();
        if (counts.TryGetValue(key, out var count))
            counts[key] = count + 1;
        else if (_ignored.Count < MostNames)
            counts[key] = 1;
        else
            _ignored[Others] = _ignored.GetValueOrDefault(Others) + 1;
    }

    /// <summary>The counts of origins that occurred, in ordinal order.</summary>
    public IReadOnlyList<IncidentCounts> ByOrigin()
    {
        var known = _types.Entries.Zip(_counts, (entry, count) => new IncidentCounts(entry.Origin, count.Stored, count.Unknown, 0, count.Rejected, count.Recognised));
        var ignored = _ignored.Select(pair => new IncidentCounts(pair.Key, 0, 0, pair.Value, 0));
        var rows = RowTable.All.Zip(_rows, (table, count) => new IncidentCounts(table.Name, count.Stored, 0, 0, count.Rejected, count.Recognised));
        return
        [
            .. known.Concat(ignored).Concat(rows).Append(new IncidentCounts("", 0, 0, 0, _rejectedLines))
                .Where(count => count.Stored + count.UnknownConnection + count.Ignored + count.Rejected + count.Recognised > 0)
                .OrderBy(count => count.Origin, StringComparer.Ordinal),
        ];
    }
}
