using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The logs that are written into a database in one go, each with what it has told.</summary>
internal sealed class RowSources(sqlite3 database)
{
    private readonly Dictionary<object, RowSource> _sources = new(ReferenceEqualityComparer.Instance);
    private readonly object _program = new();
    private object? _last;
    private RowSource? _lastSource;

    /// <summary>The log that an incident was read from; all that are made by a program are one.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="lastConnection">The last connection that is in the database.</param>
    public RowSource Of(Incident incident, long lastConnection)
    {
        var key = incident.Source ?? _program;
        if (ReferenceEquals(key, _last))
            return _lastSource!;
        if (!_sources.TryGetValue(key, out var source))
        {
            foreach (var other in _sources.Values)
                other.IsAlone = false;
            _sources[key] = source = new RowSource(database, isAlone: lastConnection == 0 && _sources.Count == 0);
        }

        (_last, _lastSource) = (key, source);
        return source;
    }
}
