namespace Dionaea.Analysis;

/// <summary>A stretch of hours in which one kind of attack rages.</summary>
/// <param name="FirstHour">The hour it starts with, counted from the sample's start.</param>
/// <param name="Hours">How many hours it lasts.</param>
/// <param name="Kind">The place of the attack in <see cref="AttackKinds.All"/>.</param>
/// <param name="Network">The third number of the /24 the attackers sit in.</param>
internal sealed record Burst(int FirstHour, int Hours, int Kind, int Network);

/// <summary>How busy each hour of a sample is: a daily and weekly rhythm, bursts, and gaps in which the sensor is down.</summary>
internal sealed class SampleCalendar
{
    private static readonly int[] Rhythm =
        [62, 55, 50, 48, 50, 56, 64, 74, 86, 96, 104, 110, 116, 120, 124, 128, 130, 126, 118, 110, 102, 92, 82, 70];

    private static readonly int[] Weekday = [84, 103, 108, 110, 106, 101, 88];

    private readonly long[] _weightBefore;
    private readonly Burst?[] _bursts;

    /// <summary>Lays out the hours of <paramref name="days"/> days.</summary>
    public SampleCalendar(int days, Xoshiro256 random)
    {
        Hours = days * 24;
        _bursts = new Burst?[Hours];
        var weights = new long[Hours];
        for (var day = 0; day < days; day++)
        {
            var busy = random.Between(65, 135) * Weekday[day % 7];
            for (var hour = 0; hour < 24; hour++)
                weights[(day * 24) + hour] = (long)busy * Rhythm[hour] * random.Between(80, 120);
        }

        AddBursts(days, weights, random);
        AddGaps(days, weights, random);
        _weightBefore = new long[Hours + 1];
        for (var hour = 0; hour < Hours; hour++)
            _weightBefore[hour + 1] = _weightBefore[hour] + weights[hour];
    }

    /// <summary>The number of hours.</summary>
    public int Hours { get; }

    /// <summary>How many of <paramref name="connections"/> have happened by the end of an hour; all by the last one's.</summary>
    public int Due(int hour, int connections) =>
        (int)((Int128)connections * _weightBefore[hour + 1] / _weightBefore[Hours]);

    /// <summary>
    /// The microseconds of an hour in which attacks may start: none in a gap, and less before a gap or the end,
    /// so that attacks end before it.
    /// </summary>
    public long Usable(int hour) =>
        IsGap(hour) ? 0 : (hour + 1 == Hours || IsGap(hour + 1) ? 35 : 60) * 60_000_000L;

    /// <summary>The burst that an hour belongs to, or null.</summary>
    public Burst? BurstAt(int hour) => _bursts[hour];

    private bool IsGap(int hour) => _weightBefore[hour + 1] == _weightBefore[hour];

    private void AddBursts(int days, long[] weights, Xoshiro256 random)
    {
        for (var i = 0; i < 1 + (days / 9); i++)
        {
            var burst = new Burst(
                random.Below(Hours), random.Between(2, 7), AttackKinds.Bursting(random), random.Below(200) + 20);
            for (var hour = burst.FirstHour; hour < Math.Min(Hours, burst.FirstHour + burst.Hours); hour++)
            {
                weights[hour] *= random.Between(4, 9);
                _bursts[hour] = burst;
            }
        }
    }

    private static void AddGaps(int days, long[] weights, Xoshiro256 random)
    {
        if (days < 3)
            return;
        for (var i = 0; i < 1 + (days / 12); i++)
        {
            var first = random.Between(24, ((days - 1) * 24) - 1);
            var hours = random.Between(3, i == 0 ? Math.Min(30, days + 2) : 11);
            Array.Clear(weights, first, Math.Min(hours, ((days - 1) * 24) - first));
        }
    }
}
