using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>The values of a figure as a table, a row per point, for outputs that show no picture.</summary>
internal sealed class ScriptFigureTable
{
    private readonly List<string> _columns = ["trace"];
    private readonly List<Dictionary<string, object?>> _rows = [];
    private int _start;
    private string? _trace;

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>Starts the next trace.</summary>
    public void Start(string? name)
    {
        _start = _rows.Count;
        _trace = name;
    }

    /// <summary>Adds a value of the trace's list; values of lists in lists are counted only.</summary>
    /// <returns>How many values there are now.</returns>
    public int Add(string list, int index, object? value)
    {
        if (list.Length == 0)
            return ++Count;
        if (!_columns.Contains(list))
            _columns.Add(list);
        while (_rows.Count <= _start + index)
            _rows.Add(new Dictionary<string, object?>(StringComparer.Ordinal) { ["trace"] = _trace });
        _rows[_start + index][list] = value;
        return ++Count;
    }

    /// <summary>The table.</summary>
    public Table ToTable()
    {
        var columns = _columns.Where(c => c != "trace" || _rows.Any(r => r["trace"] is not null)).ToList();
        return Kinds.Check(new Table(
            [.. columns.Select(c => new Column(c, Kind.Text))],
            [.. _rows.Select(row => columns.Select(c => row.GetValueOrDefault(c)).ToArray())]));
    }
}
