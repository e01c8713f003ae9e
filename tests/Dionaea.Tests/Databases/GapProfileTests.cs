using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class GapProfileTests
{
    // 2024-01-01 00:00 UTC.
    private const long Start = 1704067200;

    [Fact]
    public void Gaps_are_spans_far_longer_than_usual_the_longest_first()
    {
        var gaps = Gaps("UTC", Every(60, 0, 4000).Concat(Every(60, 4000 + 120, 100)).Concat(Every(60, 4220 + 3000, 100)));

        Assert.Equal(2, gaps.Count);
        Assert.Equal(new Gap(Start + (4219 * 60), Start + (7220 * 60)), gaps.Longest[0]);
        Assert.Equal(new Gap(Start + (3999 * 60), Start + (4120 * 60)), gaps.Longest[1]);
        Assert.Null(gaps.Usual);
        Assert.Equal(3600, gaps.Threshold);
    }

    [Fact]
    public void A_slow_sensor_has_gaps_only_when_they_are_long_for_it()
    {
        // Every 2 hours for 100 connections, then 19 hours, then 21.
        var gaps = Gaps("UTC", [.. Every(7200, 0, 100), (99 * 7200) + (19 * 3600), (99 * 7200) + (40 * 3600)]);

        Assert.Equal((7200, 72000), (gaps.Usual, gaps.Threshold));
        Assert.Equal(new Gap(Start + (99 * 7200) + (19 * 3600), Start + (99 * 7200) + (40 * 3600)), Assert.Single(gaps.Longest));
    }

    [Fact]
    public void Ten_of_many_gaps_are_listed()
    {
        var gaps = Gaps("UTC", Enumerable.Range(0, 1000).Select(i => (i * 10.0) + ((i / 50) * 7200)));

        Assert.Equal((19, 10), (gaps.Count, gaps.Longest.Count));
        Assert.Equal(gaps.Longest.Select(g => g.Start).Order(), gaps.Longest.Select(g => g.Start));
    }

    [Theory]
    [InlineData("UTC", 7, 3, "2024-01-02/2024-01-03 2024-01-06/2024-01-06")]
    [InlineData("Pacific/Auckland", 8, 4, "2024-01-02/2024-01-04 2024-01-07/2024-01-07")]
    public void Empty_days_follow_the_zone(string zone, int days, int empty, string runs)
    {
        // In UTC the 1st at 00:30, then the 4th, the 5th and the 7th at 12:00; in Auckland it is 13 hours later.
        var gaps = Gaps(zone, [1800, (3 * 86400) + 43200, (4 * 86400) + 43200, (6 * 86400) + 43200]);

        Assert.Equal((days, empty), (gaps.Days, gaps.EmptyDayCount));
        Assert.Equal(runs, string.Join(' ', gaps.LongestEmptyDays.Select(d => $"{ValueText.Day(d.First)}/{ValueText.Day(d.Last)}")));
    }

    [Fact]
    public void A_single_connection_has_one_day_and_no_gap()
    {
        var gaps = Gaps("UTC", [5]);

        Assert.Equal((0, 1, 0), (gaps.Count, gaps.Days, gaps.EmptyDayCount));
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Gaps_and_empty_days_of_a_real_file_equal_a_count_by_hand(string file)
    {
        using var folder = new TemporaryFolder();
        var path = CatalogueSpecification.Unpack(Repository.Shared("data", "real", file), folder.Path);
        using var raw = new CatalogueSpecification(path);
        var times = raw.Run("SELECT CAST(connection_timestamp AS REAL) FROM connections", new Dictionary<string, object?>()).Rows.Select(r => (double)r[0]!).Order().ToArray();
        using var database = HoneypotDatabase.Open(path);
        var gaps = DatabaseProfile.Read(database, "UTC", Limits.Default, TestContext.Current.CancellationToken).Gaps;

        var distances = times.Zip(times.Skip(1), (a, b) => new Gap(a, b)).OrderByDescending(g => g.End - g.Start).ToList();
        var leftOut = Math.Max(1, (times.Length - 1) / 20);
        var usual = leftOut < distances.Count ? distances[leftOut].End - distances[leftOut].Start : 0;
        var expected = distances.Where(g => g.End - g.Start >= Math.Max(3600, 10 * usual)).ToList();
        Assert.Equal(expected.Count, gaps.Count);
        Assert.Equal(expected.Take(10), gaps.Longest);

        var days = times.Select(t => Math.Floor(t / 86400)).Distinct().ToList();
        Assert.Equal(days.Count == 0 ? 0 : days.Max() - days.Min() + 1 - days.Count, gaps.EmptyDayCount);
    }

    public static TheoryData<string> RealFiles => [.. Repository.RealDatabases().DefaultIfEmpty("")];

    private static IEnumerable<double> Every(double seconds, int first, int count) => Enumerable.Range(first, count).Select(i => i * seconds);

    private static GapProfile Gaps(string zone, IEnumerable<double> times)
    {
        var rows = string.Join(", ", times.Select(t => FormattableString.Invariant($"({Start + t:R})")));
        using var made = VintageDatabase.Newest($"INSERT INTO connections(connection_timestamp) VALUES {rows}");
        using var database = made.Open();
        return DatabaseProfile.Read(database, zone, Limits.Default, TestContext.Current.CancellationToken).Gaps;
    }
}
