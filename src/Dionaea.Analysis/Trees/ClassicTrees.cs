namespace Dionaea.Analysis;

/// <summary>Some connections of attacks, one after the other, with their details.</summary>
/// <param name="Places">The connections, each before those below it.</param>
/// <param name="Details">What is known of them.</param>
public sealed record TreePart(IReadOnlyList<TreePlace> Places, TreeDetails Details);

/// <summary>
/// The attacks that readlogsqltree shows, in its order: roots whose column is NULL, then those that name themselves, by
/// id. Read in pages by id, so that a large file takes no more memory than a small one.
/// </summary>
public static class ClassicTrees
{
    private const int FirstPage = 1_000;
    private const int LargestPage = 16_000;

    /// <summary>Reads the attacks in parts that grow, since some tables have no index and are read whole for each part.</summary>
    /// <exception cref="WorkbenchException">The filter or the file is wrong, or a statement takes too long.</exception>
    public static IEnumerable<TreePart> Read(ReadSession session, RootFilter filter, TreeLimits limits, CancellationToken cancellation)
    {
        var part = new List<TreePlace>();
        var size = FirstPage;
        foreach (var place in Places(session, filter, limits, cancellation))
        {
            part.Add(place);
            if (part.Count < size)
                continue;
            yield return Part(session, part, limits, cancellation);
            part = [];
            size = Math.Min(size * 2, LargestPage);
        }

        if (part.Count > 0)
            yield return Part(session, part, limits, cancellation);
    }

    private static TreePart Part(ReadSession session, List<TreePlace> places, TreeLimits limits, CancellationToken cancellation)
    {
        long[] ids = [.. places.Select(place => place.Connection.Id).Distinct()];
        return new TreePart(places, TreeDetails.Read(session, TreeStatements.Classic, ids, limits.Statement, cancellation));
    }

    private static IEnumerable<TreePlace> Places(ReadSession session, RootFilter filter, TreeLimits limits, CancellationToken cancellation)
    {
        foreach (var isRootless in new[] { true, false })
        {
            var size = FirstPage;
            var (sql, parameters) = filter.Statement(isRootless);
            parameters["after"] = long.MinValue;
            for (var roots = new List<long> { 0 }; roots.Count > 0; size = Math.Min(size * 2, LargestPage))
            {
                parameters["limit"] = size;
                roots = [.. session.Run(sql, parameters, limits.Statement, cancellation: cancellation).Rows.Select(row => row[0]).OfType<long>()];
                var links = TreeLinks.Read(session, roots, limits, cancellation);
                foreach (var place in roots.SelectMany(root => links.Walk(root, limits.Depth)))
                    yield return place;
                parameters["after"] = roots.Count > 0 ? roots[^1] : null;
            }
        }
    }
}
