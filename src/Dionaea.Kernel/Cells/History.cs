using System.IO.Enumeration;

namespace Dionaea.Kernel;

/// <summary>A cell that was run.</summary>
/// <param name="Line">Its number in the session, from 1.</param>
/// <param name="Code">Its text.</param>
/// <param name="Result">Its result as plain text, or null.</param>
internal sealed record HistoryEntry(int Line, string Code, string? Result);

/// <summary>The cells of this session, which is all that is remembered: nothing of it reaches a disk.</summary>
internal sealed class History
{
    /// <summary>The number of the session.</summary>
    public const int Session = 1;

    private const int Most = 10_000;
    private readonly Queue<HistoryEntry> _entries = new();

    /// <summary>Adds a cell; the oldest one goes when there are too many.</summary>
    public void Add(HistoryEntry entry)
    {
        _entries.Enqueue(entry);
        if (_entries.Count > Most)
            _entries.Dequeue();
    }

    /// <summary>The last cells, the oldest first.</summary>
    public IEnumerable<HistoryEntry> Tail(int count) => _entries.TakeLast(count);

    /// <summary>The cells from line <paramref name="start"/> to before <paramref name="stop"/>, or to the end when that is null.</summary>
    /// <param name="session">The session's number; 0 for this one. No other is remembered.</param>
    /// <param name="start">The first line.</param>
    /// <param name="stop">The line after the last.</param>
    public IEnumerable<HistoryEntry> Range(long session, long start, long? stop) =>
        session is 0 or Session ? _entries.Where(e => e.Line >= start && (stop is null || e.Line < stop)) : [];

    /// <summary>The last cells that match a pattern with <c>*</c> and <c>?</c>, the oldest first.</summary>
    /// <param name="pattern">The pattern of a whole cell.</param>
    /// <param name="count">The most that are given, or null for all.</param>
    /// <param name="unique">Whether of cells that are alike only the last is given.</param>
    public IEnumerable<HistoryEntry> Search(string pattern, int? count, bool unique)
    {
        var found = _entries.Where(e => FileSystemName.MatchesSimpleExpression(pattern, e.Code, ignoreCase: false));
        if (unique)
            found = found.GroupBy(e => e.Code).Select(group => group.Last()).OrderBy(e => e.Line);
        return count is { } most ? found.TakeLast(most) : found;
    }
}
