namespace Dionaea.Analysis;

/// <summary>Who attacks: an address with a system behind it, and how far its password list has been tried.</summary>
internal sealed class Attacker
{
    /// <summary>Makes an attacker; its traits follow from <paramref name="traits"/>.</summary>
    public Attacker(string address, ulong traits, bool returning)
    {
        Address = address;
        IsV6 = address.Contains(':', StringComparison.Ordinal);
        System = Wordlists.Systems[(int)(traits % (ulong)Wordlists.Systems.Count)];
        IsFingerprinted = !IsV6 && (traits >> 8) % 10 < 4;
        Tool = (int)((traits >> 16) % 1000);
        IsReturning = returning;
    }

    /// <summary>The address, IPv4 or IPv6.</summary>
    public string Address { get; }

    /// <summary>Whether the address is IPv6.</summary>
    public bool IsV6 { get; }

    /// <summary>What p0f makes of it.</summary>
    public Fingerprint System { get; }

    /// <summary>Whether p0f, which knows IPv4 only, recognises it at all.</summary>
    public bool IsFingerprinted { get; }

    /// <summary>Picks its tools out of lists; 0 to 999.</summary>
    public int Tool { get; }

    /// <summary>Whether it attacks again and again; the others are seen once.</summary>
    public bool IsReturning { get; }

    /// <summary>How many entries of its list it has tried.</summary>
    public int Tried { get; set; }
}

/// <summary>
/// The attackers of a sample: for each kind of attack a few that return for days, their shares skewed as by
/// Zipf's law, and any number that come once. All addresses are reserved for documentation or benchmarks
/// (RFC 5737, RFC 2544, RFC 3849).
/// </summary>
internal sealed class Attackers
{
    private sealed record Returning(Attacker Attacker, int FirstDay, int LastDay);

    private readonly Xoshiro256 _random;
    private readonly Returning[][] _returning;
    private readonly int[] _shares;

    /// <summary>Makes the attackers that return.</summary>
    public Attackers(SampleOptions options, Xoshiro256 random)
    {
        _random = random;
        var count = 5 + Math.Min(75, options.Connections / 12_000);
        _shares = new int[count];
        for (var rank = 0; rank < count; rank++)
            _shares[rank] = (rank == 0 ? 0 : _shares[rank - 1]) + (720_720 / (rank + 1));

        var known = new List<Attacker>();
        _returning = [.. AttackKinds.All.Select(_ => Pool(count, options.Days, known))];
    }

    /// <summary>Somebody for an attack on a day.</summary>
    /// <param name="kind">The place of the attack in <see cref="AttackKinds.All"/>.</param>
    /// <param name="day">The day, from 0.</param>
    /// <param name="burst">The burst the attack is part of, or null.</param>
    public Attacker Choose(int kind, int day, Burst? burst)
    {
        if (burst is not null)
            return Once($"198.18.{burst.Network}.{_random.Between(1, 254)}");
        for (var attempt = 0; attempt < 3 && !_random.Chance(AttackKinds.All[kind].Strangers); attempt++)
        {
            var chosen = _returning[kind][Rank()];
            if (day >= chosen.FirstDay && day <= chosen.LastDay)
                return chosen.Attacker;
        }

        return Once(_random.Chance(3)
            ? $"2001:db8:{_random.Between(1, 0xffff):x}:{_random.Between(1, 0xffff):x}::{_random.Between(1, 0xfff):x}"
            : $"198.{_random.Between(18, 19)}.{_random.Below(256)}.{_random.Between(1, 254)}");
    }

    private Returning[] Pool(int count, int days, List<Attacker> known)
    {
        var pool = new Returning[count];
        for (var rank = 0; rank < count; rank++)
        {
            Attacker attacker;
            if (known.Count > 5 && _random.Chance(20))
            {
                attacker = _random.Pick(known);
            }
            else
            {
                attacker = new Attacker(ReturningAddress(known.Count), _random.Next(), returning: true);
                known.Add(attacker);
            }

            var first = rank == 0 ? 0 : _random.Below(days);
            var last = rank == 0 ? days - 1 : first + _random.Below(days);
            pool[rank] = new Returning(attacker, first, last);
        }

        return pool;
    }

    private string ReturningAddress(int number) => number switch
    {
        // 97 has no factor in common with 254, so that the addresses of a net are all different.
        < 240 => $"203.0.113.{(number * 97 % 254) + 1}",
        < 480 => $"198.51.100.{(number * 97 % 254) + 1}",
        _ => $"198.{_random.Between(18, 19)}.{_random.Below(256)}.{_random.Between(1, 254)}",
    };

    private int Rank()
    {
        var share = _random.Below(_shares[^1]);
        var rank = Array.BinarySearch(_shares, share);
        return rank >= 0 ? rank + 1 : ~rank;
    }

    private static Attacker Once(string address)
    {
        // Somebody who comes twice by chance has the same system both times.
        var traits = 14695981039346656037UL;
        foreach (var c in address)
            traits = (traits ^ c) * 1099511628211;
        return new Attacker(address, traits ^ (traits >> 29), returning: false);
    }
}
