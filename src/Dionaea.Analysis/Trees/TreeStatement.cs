using System.Globalization;

namespace Dionaea.Analysis;

/// <summary>
/// A statement of <c>Trees/</c>: rows for many connections at once, whose ids are bound as a JSON array in
/// <c>$connections</c>. The first column is what the rows belong to.
/// </summary>
internal sealed class TreeStatement(string path)
{
    private const int MostIds = 20_000;
    private readonly Lazy<string> _sql = new(() => SqlFile.Body(Resources.Text(path)));

    /// <summary>The statement.</summary>
    public string Sql => _sql.Value;

    /// <summary>Reads the rows for some connections.</summary>
    /// <param name="session">What to read from.</param>
    /// <param name="ids">The connections.</param>
    /// <param name="limits">What one read may take; where it does not suffice, the ids are divided.</param>
    /// <param name="limit">The value of <c>$limit</c>, for a statement that has it.</param>
    /// <param name="cancellation">Stops it.</param>
    public IReadOnlyList<Table> Read(
        ReadSession session, IReadOnlyList<long> ids, Limits limits, long limit = 0, CancellationToken cancellation = default)
    {
        var tables = new List<Table>();
        var waiting = new Stack<(int Start, int Count)>();
        for (var start = (ids.Count - 1) / MostIds * MostIds; start >= 0 && ids.Count > 0; start -= MostIds)
            waiting.Push((start, Math.Min(MostIds, ids.Count - start)));
        while (waiting.TryPop(out var part))
        {
            var parameters = new Dictionary<string, object?> { ["connections"] = Json(ids, part.Start, part.Count), ["limit"] = limit };
            var table = session.Run(Sql, parameters, limits, cancellation: cancellation);
            if (table.Truncated is null || part.Count == 1)
            {
                tables.Add(table);
                continue;
            }

            var half = part.Count / 2;
            waiting.Push((part.Start + half, part.Count - half));
            waiting.Push((part.Start, half));
        }

        return tables;
    }

    private static string Json(IReadOnlyList<long> ids, int start, int count) =>
        $"[{string.Join(',', ids.Skip(start).Take(count).Select(id => id.ToString(CultureInfo.InvariantCulture)))}]";
}
