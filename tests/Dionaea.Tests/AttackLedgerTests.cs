using System.Globalization;
using Dionaea.Analysis;
using SQLitePCL;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The attack bookkeeping, as the worked examples of the specification of log_sqlite give it.</summary>
public sealed class AttackLedgerTests
{
    // A script's words: 'accept a' makes the next row, 'link p c' and 'early p c' link, 'free c' frees; '!' expects a reason.
    // Then the rows, each id:root/parent, and which row each connection has.
    [Theory]
    [InlineData("accept a; link s a", "1:1/-", "a=1")]
    [InlineData("listen s; accept a; link s a", "1:1/- 2:1/1", "s=1 a=2")]
    [InlineData("accept a; listen l; link a l; accept b; link l b; connect f; link b f", "1:1/- 2:1/1 3:1/2 4:1/3", "a=1 l=2 b=3 f=4")]
    [InlineData("accept a; listen l; link a l; free a", "1:1/- 2:1/1", "a=0 l=2")]
    [InlineData("listen m; connect c; early d c", "1:1/- 2:2/-", "m=1 c=2 d=0")]
    [InlineData("listen m; connect c; early d c; accept d", "1:1/- 2:3/3 3:3/-", "c=2 d=3")]
    [InlineData("listen m; connect c; early d c; accept d; link m d", "1:1/- 2:1/3 3:1/1", "c=2 d=3")]
    [InlineData("listen m; connect c; early d c; accept d; link m d; connect g; link c g", "1:1/- 2:1/3 3:1/1 4:2/2", "g=4")]
    [InlineData("connect c; early d c; connect e; early d e; connect f; link c f; accept d", "1:4/4 2:4/4 3:4/1 4:4/-", "d=4")]
    [InlineData("listen s; link s a", "1:1/1", "s=1 a=1")]
    [InlineData("listen s; link s a; accept a", "1:1/1 2:2/-", "s=1 a=2")]
    [InlineData("link s a; accept a", "1:1/-", "a=1 s=0")]
    [InlineData("accept a; link a b", "1:1/1", "a=1 b=1")]
    [InlineData("connect a; accept a", "1:1/- 2:2/-", "a=2")]
    [InlineData("accept a; connect b; link a b; accept p; link p a", "1:3/3 2:1/1 3:3/-", "b=2 p=3")]
    [InlineData("accept a; connect b; link a b; accept p; link p a; connect c; link b c", "1:3/3 2:1/1 3:3/- 4:1/2", "c=4")]
    [InlineData("connect c; early d c; !link s d", "1:1/-", "c=1 d=0")]
    [InlineData("!early d c", "", "c=0 d=0")]
    [InlineData("accept d; connect c; early d c", "1:1/- 2:2/-", "d=1 c=2")]
    [InlineData("accept a; link a a", "1:1/1", "a=1")]
    [InlineData("connect c; early d c; early d c; free d; accept d", "1:1/- 2:2/-", "d=2")]
    public void Ledger_tells_the_rows_that_the_original_changes(string script, string rows, string known)
    {
        var play = new Play(new AttackLedger(TimeSpan.FromDays(1)));
        play.Run(script);
        Assert.Equal(rows, play.Rows);
        foreach (var pair in known.Split(' ').Select(pair => pair.Split('=')))
            Assert.Equal((pair[0], pair[1]), (pair[0], play.RowOf(pair[0])));
    }

    [Fact]
    public void Ledger_goes_on_as_if_nothing_had_been_when_it_is_saved_between_any_two_incidents()
    {
        const string Script = "listen m; connect c; early d c; connect e; early d e; accept d; link m d; connect f; link c f; free c; connect g; early h g; free d; accept h";
        var whole = new Play(new AttackLedger(TimeSpan.FromDays(1)));
        whole.Run(Script);
        var steps = Script.Split("; ");
        using var database = Database();
        using var table = new LedgerTable(database);
        var play = new Play(new AttackLedger(TimeSpan.FromDays(1)));
        foreach (var step in steps)
        {
            play.Run(step);
            play.Ledger.Save(table);
            play = play.With(Loaded(table));
        }

        Assert.Equal(whole.Rows, play.Rows);
        Assert.Equal(whole.Ledger.Count, play.Ledger.Count);
        Assert.All("mcdefgh", name => Assert.Equal(whole.RowOf(name.ToString()), play.RowOf(name.ToString())));
    }

    [Fact]
    public void Ledger_forgets_connections_of_which_nothing_is_heard_for_its_span()
    {
        var ledger = new AttackLedger(TimeSpan.FromHours(10));
        Assert.Null(ledger.Open(Key("a"), 1));
        Assert.Null(ledger.Open(Key("b"), 2));
        for (var hour = 0; hour <= 9; hour++)
            ledger.Advance(hour * 3600);
        Assert.True(ledger.TryFind(Key("a"), out _));
        for (var hour = 9; hour <= 12; hour++)
            ledger.Advance(hour * 3600);
        Assert.True(ledger.TryFind(Key("a"), out _));
        Assert.False(ledger.TryFind(Key("b"), out _));
        ledger.Sweep();
        Assert.Equal(1, ledger.Count);
        Assert.Equal(1, ledger.Expired);
    }

    [Fact]
    public void Ledger_forgets_nothing_when_the_clock_jumps()
    {
        var ledger = new AttackLedger(TimeSpan.FromHours(10));
        ledger.Open(Key("a"), 1);
        ledger.Advance(1_700_000_000);
        ledger.Advance(253_402_300_799);
        ledger.Advance(1_700_000_001);
        ledger.Advance(double.NaN);
        ledger.Advance(double.PositiveInfinity);
        Assert.True(ledger.TryFind(Key("a"), out var row));
        Assert.Equal(1, row);
    }

    [Fact]
    public void Ledger_remembers_the_same_however_often_it_is_saved()
    {
        using var database = Database();
        using var table = new LedgerTable(database);
        var whole = new AttackLedger(TimeSpan.FromHours(30));
        var saved = new AttackLedger(TimeSpan.FromHours(30));
        var random = new Random(3);
        for (var i = 1; i < 3000; i++)
        {
            var key = Key(random.Next(50).ToString(CultureInfo.InvariantCulture));
            var other = Key(random.Next(50).ToString(CultureInfo.InvariantCulture));
            var action = random.Next(5);
            var time = i * 1000.0 + random.Next(3000);
            var first = Do(whole, action, key, other, i, time);
            var second = Do(saved, action, key, other, i, time);
            Assert.Equal(first, second);
            if (random.Next(7) != 0)
                continue;
            saved.Save(table);
            saved = Loaded(table, 30);
        }
    }

    private static (bool, long, string?, LinkEffect, long) Do(AttackLedger ledger, int action, ConnectionKey key, ConnectionKey other, int row, double time)
    {
        ledger.Advance(time);
        var effect = default(LinkEffect);
        string? reason = null;
        var waiting = 0L;
        switch (action)
        {
            case 0: waiting = ledger.Open(key, row)?.Aggregate((a, b) => (a * 31) + b) ?? 0; break;
            case 1: reason = ledger.Link(key, other, out effect); break;
            case 2: reason = ledger.LinkEarly(key, other); break;
            case 3: ledger.Free(key); break;
        }

        var found = action == 4 && ledger.TryFind(key, out _);
        return (found, 0, reason, effect, waiting);
    }

    private static ConnectionKey Key(string name) => ConnectionKey.Of(System.Text.Encoding.UTF8.GetBytes(name));

    private static AttackLedger Loaded(LedgerTable table, int hours = 24)
    {
        var ledger = new AttackLedger(TimeSpan.FromHours(hours));
        ledger.Load(table);
        return ledger;
    }

    private static sqlite3 Database()
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(":memory:", out var database));
        LogSqliteSchema.Execute(database, Resources.Text("Schema/workbench.sql"));
        return database;
    }

    /// <summary>A ledger and the rows it tells to change.</summary>
    private sealed class Play(AttackLedger ledger)
    {
        private readonly SortedDictionary<long, (long Root, long? Parent)> _rows = [];

        public AttackLedger Ledger { get; } = ledger;

        public string Rows => string.Join(' ', _rows.Select(row => FormattableString.Invariant($"{row.Key}:{row.Value.Root}/{row.Value.Parent?.ToString(CultureInfo.InvariantCulture) ?? "-"}")));

        public string RowOf(string name)
        {
            Ledger.TryFind(Key(name), out var row);
            return row.ToString(CultureInfo.InvariantCulture);
        }

        public Play With(AttackLedger other)
        {
            var play = new Play(other);
            foreach (var (id, row) in _rows)
                play._rows.Add(id, row);
            return play;
        }

        public void Run(string script)
        {
            foreach (var words in script.Split("; ").Select(step => step.Split(' ')))
            {
                switch (words[0])
                {
                    case "link" or "!link":
                        Assert.Equal(words[0][0] == '!', Ledger.Link(Key(words[1]), Key(words[2]), out var effect) is not null);
                        Change(effect);
                        break;
                    case "early" or "!early":
                        Assert.Equal(words[0][0] == '!', Ledger.LinkEarly(Key(words[1]), Key(words[2])) is not null);
                        break;
                    case "free":
                        Ledger.Free(Key(words[1]));
                        break;
                    default:
                        var id = _rows.Count + 1L;
                        _rows.Add(id, (id, null));
                        foreach (var child in Ledger.Open(Key(words[1]), id) ?? [])
                            Change(new LinkEffect(child, id, id, true));
                        break;
                }
            }
        }

        private void Change(LinkEffect effect)
        {
            if (effect.Row == 0)
                return;
            _rows[effect.Row] = (effect.Root, effect.Parent);
            if (!effect.MovesDescendants)
                return;
            foreach (var (id, row) in _rows.Where(row => row.Value.Root == effect.Row).ToList())
                _rows[id] = (effect.Root, row.Parent);
        }
    }
}
