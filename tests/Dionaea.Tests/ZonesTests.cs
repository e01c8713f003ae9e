using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class ZonesTests
{
    [Theory]
    [InlineData(1583020799.9996, "UTC", 1582934400)] // 2020-02-29T23:59:59.9996Z is still the 29th
    [InlineData(1583020800, "UTC", 1583020800)]
    [InlineData(-0.5, "UTC", -86400)]
    [InlineData(1583020800, "America/St_Johns", 1582934400)]
    [InlineData(1583017200, "Europe/Berlin", 1583020800)] // 23:00Z is 00:00 of the next day there
    public void LocalDay_floors_to_the_zones_calendar_day(double time, string zone, long day) =>
        Assert.Equal(day, Zones.LocalDay(time, Zones.Find(zone)));

    [Theory]
    [InlineData(1585443599, "Europe/Berlin", 1)] // the last second before the clock is set forward
    [InlineData(1585443600, "Europe/Berlin", 3)]
    [InlineData(1583020800, "America/St_Johns", 20)] // -3:30
    public void LocalHour_follows_the_zones_rules(double time, string zone, long hour) =>
        Assert.Equal(hour, Zones.LocalHour(time, Zones.Find(zone)));

    [Fact]
    public void Find_suggests_the_nearest_zone() =>
        Assert.Contains("Did you mean 'Europe/Berlin'?", Assert.Throws<WorkbenchException>(() => Zones.Find("Europe/Brelin")).Text);

    [Theory]
    [InlineData(1585699199.9996, "UTC", "2020-03")]
    [InlineData(1585699199.9996, "Europe/Berlin", "2020-04")]
    [InlineData(-1, "UTC", "1969-12")]
    [InlineData(1e18, "UTC", null)]
    public void LocalMonth_floors_to_the_zones_calendar_month(double time, string zone, string? month) =>
        Assert.Equal(month, Zones.LocalMonth(time, Zones.Find(zone)));
}
