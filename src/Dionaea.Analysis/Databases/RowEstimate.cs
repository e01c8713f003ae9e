namespace Dionaea.Analysis;

/// <summary>Where a number of rows comes from.</summary>
public enum EstimateSource
{
    /// <summary>From nowhere: it can't be told without a scan.</summary>
    None,

    /// <summary>The rows were counted.</summary>
    Counted,

    /// <summary>From the first and the last row id: so many at most, fewer where rows were removed between them.</summary>
    RowIds,
}

/// <summary>How many rows a stored table has.</summary>
/// <param name="Rows">The number.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record RowEstimate(long Rows, EstimateSource Source)
{
    // Two descents of a tree of pages; a file made to take longer gets no number.
    private static readonly Limits Brief = Limits.Default with { Rows = 1, Time = TimeSpan.FromMilliseconds(20) };

    private static readonly RowEstimate None = new(0, EstimateSource.None);

    /// <summary>Reads the ends of a table, not the rows between.</summary>
    internal static RowEstimate Read(HoneypotDatabase database, string table)
    {
        try
        {
            using var session = database.OpenSession();
            var isTable = session.Run(
                "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = $table COLLATE NOCASE AND sql NOT LIKE 'CREATE VIRTUAL%'",
                new Dictionary<string, object?> { ["table"] = table },
                Brief).Rows.Count == 1;
            if (!isTable)
                return None;

            var name = Raw.Quote(table);
            var ends = session.Run($"SELECT (SELECT MIN(rowid) FROM main.{name}), (SELECT MAX(rowid) FROM main.{name})", new Dictionary<string, object?>(), Brief).Rows[0];
            if (ends is not [long first, long last])
                return ends is [null, null] ? new RowEstimate(0, EstimateSource.Counted) : None;
            return (Int128)last - first + 1 is var rows && rows <= long.MaxValue ? new RowEstimate((long)rows, EstimateSource.RowIds) : None;
        }
        catch (WorkbenchException)
        {
            return None;
        }
    }
}
