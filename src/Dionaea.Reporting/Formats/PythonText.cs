using System.Globalization;
using Dionaea.Analysis;
using NodaTime;

namespace Dionaea.Reporting;

/// <summary>
/// Times, spans and numbers as Python 3 prints them, for layouts of tools written in it (Python's documentation of
/// <c>datetime</c> and of <c>float</c>'s repr).
/// </summary>
internal static class PythonText
{
    /// <summary>
    /// <c>datetime.fromtimestamp</c> in a zone: microseconds of local time since 1970, rounded half to even from the
    /// fraction of the double; null outside the years 1 to 9999, where Python fails.
    /// </summary>
    public static long? LocalMicroseconds(double time, DateTimeZone zone)
    {
        if (!(time >= -62135510400 && time < 253402214400))
            return null;

        var seconds = Math.Truncate(time);
        var microseconds = Math.Round((time - seconds) * 1e6, MidpointRounding.ToEven);
        if (microseconds >= 1e6)
            (seconds, microseconds) = (seconds + 1, microseconds - 1e6);
        else if (microseconds < 0)
            (seconds, microseconds) = (seconds - 1, microseconds + 1e6);
        return ((long)Zones.Local(seconds, zone) * 1_000_000) + (long)microseconds;
    }

    /// <summary><c>str(datetime)</c>: the fraction's six digits only where it is not zero.</summary>
    public static string DateTime(long localMicroseconds)
    {
        var ticks = System.DateTime.UnixEpoch.AddTicks(localMicroseconds * TimeSpan.TicksPerMicrosecond);
        var format = localMicroseconds % 1_000_000 == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff";
        return ticks.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary><c>str(timedelta)</c>: <c>1 day, 10:55:03.250000</c>; a negative span counts back from whole days.</summary>
    public static string TimeDelta(long microseconds)
    {
        var days = Days(microseconds);
        var rest = microseconds - (days * 86_400_000_000);
        var seconds = rest / 1_000_000;
        var fraction = rest % 1_000_000;
        var prefix = days == 0 ? "" : $"{days.ToString(CultureInfo.InvariantCulture)} day{(Math.Abs(days) == 1 ? "" : "s")}, ";
        var clock = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return prefix + clock + (fraction == 0 ? "" : "." + fraction.ToString("000000", CultureInfo.InvariantCulture));
    }

    /// <summary><c>timedelta.days</c>: whole days, rounded down.</summary>
    public static long Days(long microseconds) => (long)Math.Floor(microseconds / 86_400_000_000m);

    /// <summary>
    /// <c>repr(float)</c>: the shortest digits that read back, with a point, an exponent from 1e16 on and below 1e-4.
    /// </summary>
    public static string Float(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

        var (sign, digits, exponent) = Shortest(value);
        if (exponent is >= 16 or < -4)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        var whole = digits.PadRight(exponent + 1, '0');
        return whole.Length == exponent + 1 ? $"{sign}{whole}.0" : $"{sign}{whole[..(exponent + 1)]}.{whole[(exponent + 1)..]}";
    }

    // The runtime's round-trip text has the shortest digits too, only laid out in another way.
    private static (string Sign, string Digits, int Exponent) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : "";
        var at = text.IndexOf('E');
        var mantissa = (at < 0 ? text : text[..at])[sign.Length..];
        var exponent = at < 0 ? 0 : int.Parse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        if (significant.Length == 0)
            return (sign, "0", 0);

        exponent -= digits.Length - significant.Length;
        return (sign, significant.TrimEnd('0'), exponent);
    }
}
