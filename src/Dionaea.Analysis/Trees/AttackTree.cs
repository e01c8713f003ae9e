namespace Dionaea.Analysis;

/// <summary>An attack: its first connection and what belongs to it.</summary>
/// <param name="Root">The row id of the first connection, whose row may be missing.</param>
/// <param name="Size">How many connections name that root; more may be linked.</param>
/// <param name="Places">The connections, each before those below it. The first is the root, unless its row is missing.</param>
/// <param name="Loose">Connections that name this root without being linked to it, in order; their links are damaged.</param>
public sealed record AttackTree(long Root, long Size, IReadOnlyList<TreePlace> Places, IReadOnlyList<TreeConnection> Loose)
{
    /// <summary>All its connections that were read.</summary>
    public IEnumerable<TreeConnection> Connections => Places.Select(place => place.Connection).Concat(Loose);
}

/// <summary>Some attacks of a database, in order of time.</summary>
/// <param name="Trees">The attacks.</param>
/// <param name="Details">What is known of their connections.</param>
/// <param name="Found">How many attacks met the filter.</param>
/// <param name="IsCut">Whether there were more connections than are read.</param>
public sealed record AttackForest(IReadOnlyList<AttackTree> Trees, TreeDetails Details, long Found, bool IsCut)
{
    // Deeper nesting is no attack's, and browsers flatten it.
    private const int MostLevels = 100;
    private const int MostChildren = 5_000;
    private const int MostConnections = 200_000;
    private const long MostBytes = 128L << 20;

    /// <summary>Reads the attacks that a filter asks for.</summary>
    /// <param name="session">What to read from.</param>
    /// <param name="filter">Which attacks.</param>
    /// <param name="time">The longest that one statement may run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="WorkbenchException">A statement takes too long, or the file is damaged.</exception>
    public static AttackForest Read(ReadSession session, AttackFilter filter, TimeSpan time, CancellationToken cancellation = default)
    {
        var limits = new TreeLimits(MostLevels, MostChildren, MostConnections, new Limits(int.MaxValue, time, 1 << 20, MostBytes));
        var (sql, parameters) = filter.Statement();
        var rows = session.Run(sql, parameters, limits.Statement, cancellation: cancellation).Rows.Where(row => row[0] is long).ToList();
        List<long> roots = [.. rows.Select(row => (long)row[0]!)];
        var links = TreeLinks.Read(session, roots, limits, cancellation);
        var walks = roots.ToDictionary(root => root, root => links.Walk(root, limits.Depth).ToList());
        var attacks = roots.ToDictionary(root => root, root => root);
        foreach (var (root, places) in walks)
        {
            foreach (var place in places)
                attacks.TryAdd(place.Connection.Id, root);
        }

        var loose = links.ReadLoose(session, attacks, limits, cancellation);
        var trees = rows.Select(row => new AttackTree((long)row[0]!, (long)row[1]!, walks[(long)row[0]!], [.. loose[(long)row[0]!]]))
            .OrderBy(tree => tree.Connections.Select(c => Table.Number(c.Time)).FirstOrDefault()).ThenBy(tree => tree.Root).ToList();
        long[] ids = [.. trees.SelectMany(tree => tree.Connections).Select(c => c.Id).Distinct()];
        var details = TreeDetails.Read(session, TreeStatements.Details, ids, limits.Statement, cancellation);
        return new AttackForest(trees, details, rows.Count > 0 ? (long)rows[0][2]! : 0, links.IsCut || details.IsCut);
    }
}
