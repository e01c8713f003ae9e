using System.Runtime.InteropServices;

namespace Dionaea.Analysis;

/// <summary>
/// Which of dionaea's connections have rows, under which root, and which rows wait for the connection they belong
/// to: log_sqlite's bookkeeping (incidents.md, attack bookkeeping), its oddities included. It knows no SQL: it tells
/// which rows are to be changed.
/// </summary>
/// <remarks>
/// Unlike log_sqlite's it forgets connections that are never freed, after a span of log time without a word of them.
/// Log time only goes forward, and a gap counts as <see cref="LongestGap"/> at most, so that a wrong clock can't make
/// it forget everything. What it remembers does not depend on when it is saved or swept.
/// </remarks>
internal sealed class AttackLedger
{
    private readonly Dictionary<ConnectionKey, Entry> _entries = [];
    private readonly List<ConnectionKey> _removed = [];
    private readonly double _span;
    private double _clock;
    private double _last = double.NaN;
    private double _swept;

    /// <summary>Makes an empty ledger.</summary>
    /// <param name="span">How long a connection is remembered without an incident that names it.</param>
    public AttackLedger(TimeSpan span) => _span = span.TotalSeconds;

    /// <summary>The most that a step in log time counts.</summary>
    public static TimeSpan LongestGap => TimeSpan.FromHours(1);

    /// <summary>How many connections are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>How many were forgotten because their span ran out.</summary>
    public long Expired { get; private set; }

    /// <summary>Takes notice of an incident's time, before anything else is done with the incident.</summary>
    /// <param name="time">Unix seconds.</param>
    public void Advance(double time)
    {
        if (time <= _last || double.IsNaN(time))
            return;
        if (!double.IsNaN(_last))
            _clock += Math.Min(time - _last, LongestGap.TotalSeconds);
        _last = time;
        if (_clock - _swept > _span / 8)
            Sweep();
    }

    /// <summary>The row of a known connection.</summary>
    public bool TryFind(in ConnectionKey connection, out long row)
    {
        ref var entry = ref Use(connection);
        row = IsNull(ref entry) ? 0 : entry.Row;
        return row != 0;
    }

    /// <summary>Takes in a connection with a new row; one that is known under an older row has this one from now on.</summary>
    /// <returns>The rows that waited for it, in the order in which they were linked; null when there are none.</returns>
    public IEnumerable<long>? Open(in ConnectionKey connection, long row)
    {
        ref var entry = ref Make(connection);
        entry.Row = entry.Root = row;
        return entry.Waiting?.Keys;
    }

    /// <summary>Links a child to its parent.</summary>
    /// <param name="parent">The parent.</param>
    /// <param name="child">The child.</param>
    /// <param name="effect">What is to be done to the rows; nothing when its row is 0.</param>
    /// <returns>Why it can't be done, as a clause, or null.</returns>
    public string? Link(in ConnectionKey parent, in ConnectionKey child, out LinkEffect effect)
    {
        effect = default;
        ref var above = ref Use(parent);
        if (IsNull(ref above) || above.Row == 0)
        {
            ref var waited = ref Use(child);
            return IsNull(ref waited) || waited.Waiting is null
                ? null
                : "the parent of the link is not known, and connections wait for the child";
        }

        var (root, row) = (above.Root, above.Row);
        ref var below = ref Make(child);
        if (below.Row == 0)
            below.Row = row;
        below.Root = root;
        effect = new LinkEffect(below.Row, root, row, below.Waiting is not null);
        return null;
    }

    /// <summary>Lets a child wait for a parent that has no row yet.</summary>
    /// <returns>Why it can't be done, as a clause, or null.</returns>
    public string? LinkEarly(in ConnectionKey parent, in ConnectionKey child)
    {
        if (TryFind(parent, out _))
            return null;
        if (!TryFind(child, out var row))
            return "neither the parent nor the child of the early link is known";
        ref var entry = ref Make(parent);
        entry.Waiting ??= [];
        entry.Waiting.TryAdd(row, true);
        return null;
    }

    /// <summary>Forgets a connection and what waits for it.</summary>
    /// <returns>Whether there was anything to forget.</returns>
    public bool Free(in ConnectionKey connection)
    {
        if (!_entries.Remove(connection, out var entry))
            return false;
        if (entry.IsStored)
            _removed.Add(connection);
        if (!IsExpired(entry))
            return true;
        Expired++;
        return false;
    }

    /// <summary>Forgets connections whose span has run out; done now and then without being asked.</summary>
    public void Sweep()
    {
        _swept = _clock;
        foreach (var (connection, entry) in _entries)
        {
            if (IsExpired(entry))
                Free(connection);
        }
    }

    /// <summary>Puts what has changed since the last time into the table, within the caller's transaction.</summary>
    public void Save(LedgerTable table)
    {
        foreach (var connection in _removed)
            table.Remove(connection);
        _removed.Clear();
        foreach (var connection in _entries.Keys)
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, connection);
            if (!entry.IsChanged)
                continue;
            entry.IsChanged = false;
            entry.IsStored = true;
            table.Put(connection, new LedgerRow(entry.Root, entry.Row, entry.Seen, entry.Waiting?.Keys));
        }

        table.PutClock(_clock, _last);
    }

    /// <summary>Takes up what a table holds; only before anything else is done.</summary>
    public void Load(LedgerTable table)
    {
        (_clock, _last) = table.ReadClock();
        _swept = _clock;
        foreach (var (connection, row) in table.Read())
        {
            var waiting = row.Waiting is null ? null : new OrderedDictionary<long, bool>(row.Waiting.Select(id => KeyValuePair.Create(id, true)));
            _entries[connection] = new Entry { Root = row.Root, Row = row.Row, Seen = row.Seen, Waiting = waiting, IsStored = true };
        }
    }

    private bool IsExpired(in Entry entry) => _clock - entry.Seen > _span;

    private static bool IsNull(ref Entry entry) => System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry);

    // The entry of a connection that is remembered, or a null reference; using it starts its span anew.
    private ref Entry Use(in ConnectionKey connection)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, connection);
        if (IsNull(ref entry))
            return ref entry;
        if (IsExpired(entry))
        {
            Free(connection);
            return ref System.Runtime.CompilerServices.Unsafe.NullRef<Entry>();
        }

        Touch(ref entry);
        return ref entry;
    }

    private ref Entry Make(in ConnectionKey connection)
    {
        ref var entry = ref Use(connection);
        if (!IsNull(ref entry))
            return ref entry;
        entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, connection, out _)!;
        Touch(ref entry);
        return ref entry;
    }

    private void Touch(ref Entry entry)
    {
        entry.Seen = _clock;
        entry.IsChanged = true;
    }

    private struct Entry
    {
        public long Root;
        public long Row;
        public double Seen;
        public OrderedDictionary<long, bool>? Waiting;
        public bool IsStored;
        public bool IsChanged;
    }
}

/// <summary>What a link does to rows of connections.</summary>
/// <param name="Row">The row that gets a root and a parent; 0 when nothing is to be done.</param>
/// <param name="Root">Its root.</param>
/// <param name="Parent">Its parent.</param>
/// <param name="MovesDescendants">Whether all rows that have <paramref name="Row"/> as their root get <paramref name="Root"/> instead.</param>
internal readonly record struct LinkEffect(long Row, long Root, long Parent, bool MovesDescendants);
