using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Runs the statements of incidents that make rows, so that each is stored whole or not at all.</summary>
internal sealed class IncidentRunner : IDisposable
{
    private readonly RowStatements _statements;
    private readonly Savepoint _savepoint;

    /// <summary>Prepares what every incident needs.</summary>
    public IncidentRunner(sqlite3 database, RowStatements statements)
    {
        _statements = statements;
        _savepoint = new Savepoint(database);
    }

    /// <summary>Stores an incident.</summary>
    /// <returns>Why it can't be stored, as a clause, or null.</returns>
    public string? Run(PreparedIncident prepared, Incident incident, ref RowValues values)
    {
        if (!prepared.NeedsSavepoint)
            return prepared.Run(incident, ref values);
        _savepoint.Start();
        var reason = prepared.Run(incident, ref values);
        End(reason is not null);
        return reason;
    }

    /// <summary>Stores an incident unless another log has told of it.</summary>
    /// <param name="prepared">Its statements.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="source">The log.</param>
    /// <param name="values">The values that are no fields.</param>
    /// <param name="known">The first of the rows that it made when another log told of it; else null.</param>
    /// <returns>Why it can't be stored, as a clause, or null.</returns>
    public string? Run(PreparedIncident prepared, Incident incident, RowSource source, ref RowValues values, out long? known)
    {
        var table = prepared.Table!;
        var statements = _statements.For(table);

        // An index that is made within the savepoint would be taken back with it.
        statements.PrepareSame();
        _savepoint.Start();
        var reason = prepared.Run(incident, ref values);
        known = reason is null && values.Row != 0 ? statements.Same(values.Row, source, incident, new IncidentField(default, IncidentValueKind.Null, default, 0)) : null;
        End(reason is not null || known is not null);
        if (reason is null)
            source.Add(table, known ?? values.Row);
        return reason;
    }

    /// <inheritdoc/>
    public void Dispose() => _savepoint.Dispose();

    private void End(bool isTakenBack)
    {
        if (isTakenBack)
            _savepoint.TakeBack();
        else
            _savepoint.Release();
    }
}
