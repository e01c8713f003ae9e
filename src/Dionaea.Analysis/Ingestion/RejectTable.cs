using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The table of lines that became no row.</summary>
internal sealed class RejectTable : IDisposable
{
    /// <summary>How many of the first ones are remembered.</summary>
    public const int MostFirst = 100;

    private readonly RowStatement _insert;
    private readonly List<RejectedLine> _first = [];

    /// <summary>Prepares the statement; the table must be there.</summary>
    public RejectTable(sqlite3 database) => _insert = new RowStatement(
        database, "INSERT INTO workbench_rejected (file, number, offset, reason, line) VALUES (?1, ?2, ?3, ?4, ?5)");

    /// <summary>The first ones that were added here.</summary>
    public IReadOnlyList<RejectedLine> First => _first;

    /// <summary>Adds the line of an incident; of one that a program made, its origin.</summary>
    public void Add(Incident incident, string reason)
    {
        var line = incident.Line.IsEmpty ? incident.Origin : incident.Line;
        line = line[..Math.Min(line.Length, RejectedLine.MaxLength)];
        _insert.Bind(1, incident.Source?.Name ?? "");
        _insert.Bind(2, incident.LineNumber);
        _insert.Bind(3, incident.LineOffset);
        _insert.Bind(4, reason);
        _insert.Bind(5, line);
        _insert.Run();
        if (_first.Count < MostFirst)
            _first.Add(new RejectedLine(incident.Source?.Name ?? "", incident.LineNumber, incident.LineOffset, reason, line.ToArray()));
    }

    /// <inheritdoc/>
    public void Dispose() => _insert.Dispose();
}
