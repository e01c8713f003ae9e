using System.Globalization;
using Dionaea.Analysis;
using NodaTime;

namespace Dionaea.Reporting;

/// <summary>
/// Times as <c>datetime(x, 'unixepoch', 'localtime')</c> of SQLite writes them: rounded to milliseconds, then cut to
/// seconds, in a zone that is given instead of the machine's.
/// </summary>
/// <param name="zone">The zone.</param>
internal sealed class SqliteTime(DateTimeZone zone)
{
    // Unix time in milliseconds since noon of the first Julian day, and how many of them SQLite can tell.
    private const double Epoch = 210_866_760_000_000;
    private const double End = 464_269_060_800_000;

    /// <summary>The time, or <c>None</c> for what is no time.</summary>
    public string Text(object? value)
    {
        if (Number(value) is not { } time || !((time * 1000) + Epoch is >= 0 and < End))
            return "None";

        var milliseconds = (long)((time * 1000) + Epoch + 0.5) - (long)Epoch;
        var seconds = (long)Math.Floor(milliseconds / 1000.0);
        var local = (long)Zones.Local(seconds, zone);
        if ((local * 1000) + Epoch is not (>= 0 and < End))
            return "None";

        var day = (long)Math.Floor(local / 86400.0);
        var second = local - (day * 86400);
        var (year, month, dayOfMonth) = Date(day);
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000;-0000}-{month:00}-{dayOfMonth:00} {second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");
    }

    // SQLite takes bytes, and a text that has stayed one, for what they spell.
    private static double? Number(object? value)
    {
        var text = value is byte[] bytes ? ValueText.Decode(bytes) : value as string;
        return text is null ? Table.Number(value) : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // The Gregorian calendar before its time and beyond the year 9999, which a zone's offset can reach: counted from a
    // first of March, so that the leap day is the last of a year.
    private static (long Year, long Month, long Day) Date(long day)
    {
        var fromMarch = day + 719_468;
        var era = (long)Math.Floor(fromMarch / 146_097.0);
        var dayOfEra = fromMarch - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var month = ((5 * dayOfYear) + 2) / 153;
        var year = yearOfEra + (era * 400) + (month < 10 ? 0 : 1);
        return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (((153 * month) + 2) / 5) + 1);
    }
}
