namespace Dionaea.Analysis;

/// <summary>
/// Reads the rows of a database, each table in its order and each row behind the one it belongs to. A position counts
/// rows.
/// </summary>
internal sealed class TableReader : ILogReader
{
    private readonly IReadOnlyList<IDisposable> _owned;
    private readonly IReadOnlyList<TableCursor> _cursors;
    private readonly LogInput _input;
    private readonly IEnumerator<TableCursor> _order;
    private long _passed;

    /// <summary>Starts.</summary>
    /// <param name="input">The log.</param>
    /// <param name="cursors">The tables, parents before their children; disposed with this.</param>
    /// <param name="owned">What else is disposed with this, in this order.</param>
    public TableReader(LogInput input, IReadOnlyList<TableCursor> cursors, params IReadOnlyList<IDisposable> owned)
    {
        _input = input;
        _cursors = cursors;
        _owned = owned;
        _order = Order().GetEnumerator();
    }

    /// <inheritdoc/>
    public bool Read(IncidentBatch batch)
    {
        batch.Clear();
        var start = _passed;
        var more = true;
        while (batch.Count < IncidentBatch.Target && (more = _order.MoveNext()))
        {
            _passed++;
            _order.Current.Fill(batch.Add(), _input, _passed);
        }

        batch.End = new LogPosition(_passed, _passed);
        batch.Length = _passed - start;
        return more;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _order.Dispose();
        foreach (var owned in _cursors.Concat(_owned))
            owned.Dispose();
    }

    // Rows of a table come as soon as those are out that they belong to; each table keeps its order.
    private IEnumerable<TableCursor> Order()
    {
        var connections = _cursors.First(cursor => cursor.Table == RowTable.Connections);
        var children = _cursors.Where(cursor => cursor != connections).ToList();
        var reached = new Dictionary<RowTable, long>();
        while (connections.Next())
        {
            reached[RowTable.Connections] = connections.Number;
            yield return connections;
            foreach (var child in children)
            {
                for (; child.IsDue(reached); child.Next())
                {
                    reached[child.Table] = child.Number;
                    yield return child;
                }
            }
        }

        foreach (var child in children)
        {
            for (; child.IsDue(null); child.Next())
                yield return child;
        }
    }
}
