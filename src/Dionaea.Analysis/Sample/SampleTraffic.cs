namespace Dionaea.Analysis;

/// <summary>
/// All incidents of a sample in the order of their times: overlapping attacks, chosen so that every hour gets
/// its share of the connections and every kind of attack its share of the attacks.
/// </summary>
internal sealed class SampleTraffic
{
    private const long HourMicroseconds = 3_600_000_000;

    private readonly SampleOptions _options;
    private readonly Xoshiro256 _random;
    private readonly SampleCalendar _calendar;
    private readonly Attackers _attackers;
    private readonly Binaries _binaries;
    private readonly IncidentQueue _queue = new();
    private readonly int[] _deck;
    private int _dealt;

    /// <summary>Lays out a sample; nothing is generated yet.</summary>
    public SampleTraffic(SampleOptions options)
    {
        _options = options;
        _random = new Xoshiro256(options.Seed);
        _calendar = new SampleCalendar(options.Days, _random);
        _attackers = new Attackers(options, _random);
        _binaries = new Binaries(options, _random);
        _deck = AttackKinds.Deck();
        _dealt = _deck.Length;
    }

    /// <summary>The incidents, once; a few hundred to a few thousand are held at a time.</summary>
    public IEnumerable<SampleIncident> Incidents()
    {
        var made = 0;
        for (var hour = 0; hour < _calendar.Hours; hour++)
        {
            var due = _calendar.Due(hour, _options.Connections);
            var planned = due - made;
            var usable = _calendar.Usable(hour);
            var time = (SampleOptions.Start * 1_000_000) + (hour * HourMicroseconds);
            var last = time + usable - 1;
            while (made < due)
            {
                time = Math.Min(last, time + (usable * _random.Below(90) / 100 / Math.Max(planned, 8)));
                while (_queue.TryTake(time, out var incident))
                    yield return incident;

                var attack = Play(hour, time, Math.Min(_options.Connections - made, Math.Clamp(planned * 2 / 3, 7, 250)));
                made += attack;
                time = Math.Min(last, time + (usable * attack * _random.Between(40, 130) / 100 / Math.Max(planned, 1)));
            }
        }

        while (_queue.TryTake(long.MaxValue, out var incident))
            yield return incident;
    }

    private int Play(int hour, long time, int most)
    {
        var burst = _calendar.BurstAt(hour);
        if (burst is not null && _random.Chance(25))
            burst = null;
        var kind = burst?.Kind ?? Deal();
        var attacker = _attackers.Choose(kind, hour / 24, burst);
        var script = new AttackScript(_queue, _binaries, _random, attacker, time, most);
        AttackKinds.All[kind].Play(script);
        return script.Made;
    }

    // Kinds are dealt like cards, so that the rare ones come even in a short sample.
    private int Deal()
    {
        if (_dealt == _deck.Length)
        {
            _random.Shuffle(_deck);
            _dealt = 0;
        }

        return _deck[_dealt++];
    }
}
