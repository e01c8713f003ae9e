using System.Globalization;
using System.Text;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Turns attacks into the lines that are shown of them; neighbours that say the same become one.</summary>
internal sealed class TreeItems
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private readonly AttackForest _forest;
    private readonly ValueText _values;
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);

    private TreeItems(AttackForest forest, string zone, int longest)
    {
        _forest = forest;
        _values = new ValueText(zone, longest);
    }

    /// <summary>The attacks' items, in order.</summary>
    /// <param name="forest">The attacks.</param>
    /// <param name="zone">The zone of times.</param>
    /// <param name="longest">The most characters of one value.</param>
    public static IReadOnlyList<TreeItem> Of(AttackForest forest, string zone, int longest)
    {
        var items = new TreeItems(forest, zone, longest);
        return Collapse([.. forest.Trees.Select(items.Attack)]);
    }

    private TreeItem Attack(AttackTree tree)
    {
        var all = tree.Connections.ToList();
        var times = all.Select(c => Table.Number(c.Time)).OfType<double>().ToList();
        var start = times.Count > 0 ? times.Min() : 0;
        var path = new List<TreeItem>();
        var order = new List<TreeItem>();
        if (tree.Places.Count == 0)
            path.Add(new TreeItem(TreeLook.Attack, Whole("connection {0:0}, whose row is missing", tree.Root), "missing"));
        foreach (var place in tree.Places)
        {
            var item = place.Depth == 0 ? First(tree, place.Connection, times) : Below(place.Connection, start, "");
            AddDetails(item, place.Connection.Id);
            AddNotices(item, place, tree.Root);
            path.RemoveRange(place.Depth, path.Count - place.Depth);
            if (place.Depth > 0)
                path[place.Depth - 1].Items.Add(item);
            path.Add(item);
            order.Add(item);
        }

        var top = tree.Places.Count == 0 ? path[0] : order[0];
        foreach (var connection in tree.Loose)
        {
            var item = Below(connection, start, "not linked: ");
            AddDetails(item, connection.Id);
            top.Items.Add(item);
            order.Add(item);
        }

        if (tree.Places.Count == 0)
            order.Insert(0, top);

        // Items stand before those below them, so that backwards every item's are done before it.
        for (var i = order.Count - 1; i >= 0; i--)
            Finish(order[i]);
        return top;
    }

    private TreeItem First(AttackTree tree, TreeConnection c, List<double> times)
    {
        var time = Time(c.Time);
        var size = Math.Max(tree.Size, tree.Places.Count + tree.Loose.Count);
        var span = size == 1 || times.Count == 0 ? "" : Whole(", {0:#,##0} connections in {1}", size, ValueText.Duration(times.Max() - times.Min()));
        var kind = Ends(c, withPort: false);
        return new TreeItem(TreeLook.Attack, $"{time}  {Ends(c, withPort: true)}{span}  (connection {Id(c)}{Above(tree, c)})", kind) { Own = time, Service = Show(c.Protocol, Kind.Name) };
    }

    private static string Above(AttackTree tree, TreeConnection c) => c.Parent switch
    {
        long parent when parent == c.Id => ", its own parent",
        long parent when tree.Places.Any(place => place.Depth > 0 && place.Connection.Id == parent) => "",
        long parent => Whole(", below connection {0:0}", parent),
        _ => "",
    };

    private TreeItem Below(TreeConnection c, double start, string mark)
    {
        var since = Table.Number(c.Time) is { } time && time >= start ? $"+{ValueText.Duration(time - start)}" : Time(c.Time);
        return new TreeItem(TreeLook.Connection, $"{mark}{since}  {Ends(c, withPort: true)}  (connection {Id(c)})", mark + Ends(c, withPort: false)) { Own = since, Service = Show(c.Protocol, Kind.Name) };
    }

    // Ports that a system picks differ between connections that are alike.
    private string Ends(TreeConnection c, bool withPort)
    {
        var local = withPort || c.Type is not "connect" ? $" {Show(c.LocalPort, Kind.Port)}/{Show(c.Transport, Kind.Name)}" : "";
        var port = withPort || c.Type is "connect" ? $":{Show(c.RemotePort, Kind.Port)}" : "";
        object?[] names = [c.RemoteHostname, c.RemoteHost];
        var name = string.Join(' ', names.Where(n => n is not (null or "")).Distinct().Select(n => Show(n, Kind.Host)));
        return c.Type switch
        {
            "accept" => $"{Show(c.Protocol, Kind.Name)}{local} ← {Show(c.RemoteHost, Kind.Host)}{port}",
            "connect" => $"{Show(c.Protocol, Kind.Name)}{local} → {name}{port}",
            "listen" => $"{Show(c.Protocol, Kind.Name)}{local} listens",
            var type => $"{Show(c.Protocol, Kind.Name)}{local} ← {Show(c.RemoteHost, Kind.Host)}{port} {Show(type, Kind.Name)}",
        };
    }

    private void AddDetails(TreeItem item, long id)
    {
        foreach (var (kind, line) in DetailLine.All)
        {
            foreach (var row in _forest.Details[kind.Name].Of(id))
            {
                var text = line.Write(row, _values);
                var detail = new TreeItem(Look(kind.Mark), text, text);
                Finish(detail);
                item.Items.Add(detail);
            }
        }
    }

    private void AddNotices(TreeItem item, TreePlace place, long root)
    {
        if (place.Cut == TreeCut.Circle)
            Add(Whole("below it is connection {0:0} again: the links run in a circle", root));
        if (place.Cut == TreeCut.Depth)
            Add("what hangs below it lies too deep to be shown");
        if (place.Unread > 0)
            Add(Whole("{0:#,##0} more connections below it are not read", place.Unread));

        void Add(string text)
        {
            var notice = new TreeItem(TreeLook.Notice, text, text);
            Finish(notice);
            item.Items.Add(notice);
        }
    }

    private void Finish(TreeItem item)
    {
        if (item.Items.Count > 1)
        {
            var merged = Collapse(item.Items);
            item.Items.Clear();
            item.Items.AddRange(merged);
        }

        var key = new StringBuilder(item.Kind);
        foreach (var below in item.Items)
            key.Append(Invariant, $"\n{below.Class}×{below.Count}");
        if (!_classes.TryGetValue(key.ToString(), out var number))
            _classes[key.ToString()] = number = _classes.Count;
        item.Class = number;
    }

    private static List<TreeItem> Collapse(IReadOnlyList<TreeItem> items)
    {
        var result = new List<TreeItem>();
        foreach (var item in items)
        {
            if (result.Count > 0 && result[^1] is var last && last.Class == item.Class)
            {
                last.Count += item.Count;
                last.Last = item.Last ?? item.Own;
            }
            else
            {
                result.Add(item);
            }
        }

        return result;
    }

    private static TreeLook Look(DetailMark mark) => mark switch
    {
        DetailMark.Access => TreeLook.Access,
        DetailMark.Exploit => TreeLook.Exploit,
        DetailMark.Payload => TreeLook.Payload,
        _ => TreeLook.Detail,
    };

    private string Show(object? value, Kind kind) => _values.Show(value, kind);

    private string Time(object? value) => Table.Number(value) is { } time ? _values.Timestamp(time) : "(no time)";

    private static string Id(TreeConnection c) => c.Id.ToString(Invariant);

    private static string Whole(string format, params object[] values) => string.Format(Invariant, format, values);
}
