using System.Globalization;
using NodaTime;

namespace Dionaea.Analysis;

/// <summary>
/// Time zones by their IANA names, and the calendar days and hours of instants in them. The rules come with
/// the workbench, so that a result does not depend on the machine.
/// </summary>
public static class Zones
{
    /// <summary>All names that <see cref="Find"/> takes.</summary>
    public static IEnumerable<string> Names => DateTimeZoneProviders.Tzdb.Ids;

    /// <summary>The zone called <paramref name="name"/>.</summary>
    /// <exception cref="WorkbenchException">There is no such zone.</exception>
    public static DateTimeZone Find(string name)
    {
        if (name is "UTC")
            return DateTimeZone.Utc;

        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
            ?? throw WorkbenchException.Unknown(
                "time zone", name, Names, "Use an IANA name such as 'Europe/Berlin' or 'UTC'.");
    }

    /// <summary>
    /// The calendar day of an instant in a zone, as the Unix second of that day's 00:00 as if the zone were UTC.
    /// Floored, never rounded.
    /// </summary>
    /// <param name="time">Unix seconds; outside the years 1 to 9998 the zone's offset is taken as 0.</param>
    /// <param name="zone">The zone.</param>
    public static long LocalDay(double time, DateTimeZone zone) => (long)Math.Floor(Local(time, zone) / 86400) * 86400;

    /// <summary>The hour of the day, 0 to 23, of an instant in a zone.</summary>
    public static long LocalHour(double time, DateTimeZone zone)
    {
        var local = Local(time, zone);
        return (long)Math.Floor((local - (Math.Floor(local / 86400) * 86400)) / 3600);
    }

    /// <summary>The calendar month of an instant in a zone as <c>YYYY-MM</c>; null outside the years 1 to 9999.</summary>
    public static string? LocalMonth(double time, DateTimeZone zone)
    {
        var local = Math.Floor(Local(time, zone));
        return local is >= -62135596800 and < 253402300800
            ? DateTime.UnixEpoch.AddSeconds(local).ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Unix seconds shifted by the zone's offset at that instant.</summary>
    public static double Local(double time, DateTimeZone zone)
    {
        if (ReferenceEquals(zone, DateTimeZone.Utc) || !(time > -62135596800 && time < 253370764800))
            return time;

        return time + zone.GetUtcOffset(Instant.FromUnixTimeSeconds((long)Math.Floor(time))).Seconds;
    }
}
