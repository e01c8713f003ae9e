namespace Dionaea.Analysis;

/// <summary>A kind of attack.</summary>
/// <param name="Cards">How many of the attacks dealt are of this kind, relative to the others.</param>
/// <param name="Strangers">The percentage of such attacks that come from somebody not seen before.</param>
/// <param name="Bursts">Whether it comes in bursts, as worms and mass scans do.</param>
/// <param name="Play">Plays one; it makes at least one connection and no more than allowed.</param>
internal sealed record AttackKind(int Cards, int Strangers, bool Bursts, Action<AttackScript> Play);

/// <summary>The kinds of attacks a sample is made of.</summary>
internal static class AttackKinds
{
    /// <summary>All of them; the order is part of what makes a sample reproducible.</summary>
    public static IReadOnlyList<AttackKind> All { get; } =
    [
        new(26, 55, true, SmbAttacks.Scan),
        new(14, 65, true, SmbAttacks.Worm),
        new(5, 40, false, SmbAttacks.Shares),
        new(3, 45, false, ShellcodeAttacks.BindShell),
        new(2, 45, false, ShellcodeAttacks.ConnectBack),
        new(3, 45, false, ShellcodeAttacks.Fetch),
        new(9, 30, true, SqlAttacks.MssqlGuess),
        new(7, 35, true, SqlAttacks.MysqlGuess),
        new(6, 40, false, FtpAttacks.Guess),
        new(12, 60, false, WebAttacks.Scan),
        new(3, 50, false, WebAttacks.Inject),
        new(11, 45, true, SipAttacks.Scan),
        new(5, 30, false, SipAttacks.Call),
        new(2, 50, false, SipAttacks.Stream),
        new(5, 50, false, MqttAttacks.Visit),
        new(13, 50, true, ScanAttacks.Ports),
        new(9, 60, false, ScanAttacks.Blackhole),
        new(8, 60, false, ScanAttacks.Knock),
        new(4, 50, false, ScanAttacks.Datagrams),
        new(1, 50, false, ScanAttacks.Mirror),
        new(1, 50, false, ScanAttacks.Queued),
    ];

    /// <summary>The places in <see cref="All"/>, each as often as its kind has cards.</summary>
    public static int[] Deck() =>
        [.. Enumerable.Range(0, All.Count).SelectMany(kind => Enumerable.Repeat(kind, All[kind].Cards))];

    /// <summary>The place of some kind that comes in bursts.</summary>
    public static int Bursting(Xoshiro256 random) =>
        random.Pick([.. Enumerable.Range(0, All.Count).Where(kind => All[kind].Bursts)]);
}
