namespace Dionaea.Analysis;

/// <summary>
/// Connections and what hangs below them, read level by level: one statement for all connections of a level, whatever
/// the file's indexes are.
/// </summary>
internal sealed class TreeLinks
{
    private static readonly TreeStatement Connections = new("Trees/connections.sql");
    private static readonly TreeStatement Children = new("Trees/children.sql");
    private static readonly TreeStatement Loose = new("Trees/loose.sql");

    private readonly Dictionary<long, TreeConnection> _connections = [];
    private readonly Dictionary<long, List<long>> _children = [];
    private readonly Dictionary<long, long> _counts = [];
    private bool _isDeep;

    private TreeLinks()
    {
    }

    /// <summary>Whether there were more connections than were to be read at all.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads some connections and all below them.</summary>
    /// <param name="session">What to read from.</param>
    /// <param name="roots">The connections to start from.</param>
    /// <param name="limits">What of a tree is read, and what one statement may take.</param>
    /// <param name="cancellation">Stops it.</param>
    public static TreeLinks Read(ReadSession session, IReadOnlyList<long> roots, TreeLimits limits, CancellationToken cancellation)
    {
        var links = new TreeLinks();
        var level = links.Add(Connections.Read(session, roots, limits.Statement, cancellation: cancellation), int.MaxValue, isChild: false);
        var expanded = new HashSet<long>(level);
        var left = limits.Connections;

        // One level more than is followed tells whether something is left out.
        for (var depth = 0; depth <= limits.Depth && level.Count > 0 && left > 0; depth++)
        {
            var below = links.Add(Children.Read(session, level, limits.Statement, limits.Children, cancellation), left, isChild: true);
            left -= below.Count;
            level = [.. below.Where(expanded.Add)];
        }

        links._isDeep = level.Count > 0;
        links.IsCut |= left == 0 && links._isDeep;
        return links;
    }

    /// <summary>A connection and all below it, each before its children.</summary>
    /// <param name="root">The connection; nothing is walked when it was not found.</param>
    /// <param name="depth">How many levels below it are followed.</param>
    public IEnumerable<TreePlace> Walk(long root, int depth)
    {
        var waiting = new Stack<(long Id, int Depth)>();
        if (_connections.ContainsKey(root))
            waiting.Push((root, 0));
        while (waiting.TryPop(out var place))
        {
            var children = _children.GetValueOrDefault(place.Id);
            var cut = TreeCut.None;
            if (children is not null && place.Depth == depth)
                cut = TreeCut.Depth;
            for (var i = (children?.Count ?? 0) - 1; i >= 0 && cut != TreeCut.Depth; i--)
            {
                // A connection has one parent, so that only the first of a walk can be met again.
                if (children![i] == root)
                    cut = TreeCut.Circle;
                else
                    waiting.Push((children[i], place.Depth + 1));
            }

            var unread = children is null ? 0 : _counts[place.Id] - children.Count;
            yield return new TreePlace(_connections[place.Id], place.Depth, cut, unread);
        }
    }

    /// <summary>
    /// Reads connections that name one of an attack's as their root but were not met by following links, and those that
    /// name these, and so on. Where not all links were followed, nobody knows which these are, and none is given.
    /// </summary>
    /// <param name="session">What to read from.</param>
    /// <param name="attacks">The attack of each connection that was met, by their ids; what is found is added.</param>
    /// <param name="limits">What of a tree is read, and what one statement may take.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The connections by attack.</returns>
    public ILookup<long, TreeConnection> ReadLoose(
        ReadSession session, Dictionary<long, long> attacks, TreeLimits limits, CancellationToken cancellation)
    {
        var found = new List<TreeConnection>();
        var isWhole = !IsCut && !_isDeep && _counts.All(count => count.Value == _children[count.Key].Count);
        for (List<long> named = [.. attacks.Keys]; isWhole && named.Count > 0 && found.Count < limits.Children;)
        {
            var rows = Loose.Read(session, named, limits.Statement, limits.Connections, cancellation).SelectMany(table => table.Rows);
            named = [];
            foreach (var row in rows)
            {
                if (row[0] is long id && row[1] is long root && attacks.TryAdd(id, attacks[root]))
                    named.Add(id);
            }

            found.AddRange(Connections.Read(session, named, limits.Statement, cancellation: cancellation)
                .SelectMany(table => table.Rows).Select(row => new TreeConnection(row)));
        }

        IsCut |= found.Count > limits.Children;
        return found.Take(limits.Children).ToLookup(connection => attacks[connection.Id]);
    }

    private List<long> Add(IReadOnlyList<Table> tables, int most, bool isChild)
    {
        var ids = new List<long>();
        foreach (var row in tables.SelectMany(table => table.Rows).Where(row => row[0] is long))
        {
            if (ids.Count == most)
            {
                IsCut = true;
                break;
            }

            var connection = new TreeConnection(row);
            ids.Add(connection.Id);
            _connections.TryAdd(connection.Id, connection);
            if (isChild && connection.Parent is long parent)
                Hang(parent, connection.Id, (long)row[^1]!);
        }

        return ids;
    }

    private void Hang(long parent, long child, long siblings)
    {
        if (!_children.TryGetValue(parent, out var children))
            _children[parent] = children = [];
        children.Add(child);
        _counts[parent] = siblings;
    }
}
