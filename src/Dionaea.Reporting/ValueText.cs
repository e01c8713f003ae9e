using System.Globalization;
using System.Text;
using Dionaea.Analysis;
using NodaTime;

namespace Dionaea.Reporting;

/// <summary>
/// A value as text for people, by its kind: times in a zone, thousands separated, addresses defanged, long texts
/// cut visibly. The text still has to pass <see cref="Escape"/> for its sink.
/// </summary>
public sealed class ValueText
{
    /// <summary>What stands for NULL.</summary>
    public const string Null = "(null)";

    /// <summary>What stands for a credential that is empty.</summary>
    public const string Empty = "(empty)";

    private const double FirstSecond = -62135596800;
    private const double LastSecond = 253402300800;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private readonly DateTimeZone _zone;
    private readonly int _longest;

    /// <summary>Makes a formatter.</summary>
    /// <param name="zone">The IANA name of the zone in which timestamps are shown.</param>
    /// <param name="longest">The most characters of a text that are shown, from 1.</param>
    /// <exception cref="WorkbenchException">There is no such zone.</exception>
    public ValueText(string zone, int longest = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        _zone = Zones.Find(zone);
        _longest = longest;
    }

    /// <summary>The text of a value, which is null, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <c>byte[]</c>.</summary>
    public string Show(object? value, Kind kind) => value switch
    {
        null => Null,
        long whole => Whole(whole, kind),
        double real => Real(real, kind),
        byte[] blob => Text(Decode(blob), kind),
        _ => Text((string)value, kind),
    };

    /// <summary>
    /// An instant as <c>YYYY-MM-DD HH:MM:SS</c> in the zone, floored; the plain number outside the years 1 to 9999.
    /// </summary>
    /// <param name="time">Unix seconds.</param>
    public string Timestamp(double time)
    {
        var local = Math.Floor(Zones.Local(time, _zone));
        return local is >= FirstSecond and < LastSecond
            ? DateTime.UnixEpoch.AddTicks((long)local * TimeSpan.TicksPerSecond).ToString("yyyy-MM-dd HH:mm:ss", Invariant)
            : Plain(time);
    }

    /// <summary>A day as <c>YYYY-MM-DD</c>, in any zone and for machines too; the plain number outside the years 1 to 9999.</summary>
    /// <param name="day">The Unix second of its 00:00 as if the zone were UTC.</param>
    public static string Day(double day) =>
        day is >= FirstSecond and < LastSecond
            ? DateTime.UnixEpoch.AddTicks((long)Math.Floor(day) * TimeSpan.TicksPerSecond).ToString("yyyy-MM-dd", Invariant)
            : Plain(day);

    /// <summary>A span as <c>1 d 10:55:03</c>, floored to seconds; under one second with three decimals (<c>0.250 s</c>).</summary>
    /// <param name="seconds">The span; may be negative.</param>
    public static string Duration(double seconds)
    {
        var length = Math.Abs(seconds);
        if (!(length < 1e15))
            return Plain(seconds);
        if (length is > 0 and < 1)
            return seconds.ToString("0.000 's'", Invariant);

        var whole = (long)Math.Floor(length);
        var days = whole >= 86400 ? string.Create(Invariant, $"{whole / 86400:#,##0} d ") : "";
        return string.Create(Invariant, $"{(seconds < 0 ? "-" : "")}{days}{whole / 3600 % 24:00}:{whole / 60 % 60:00}:{whole % 60:00}");
    }

    /// <summary>A blob's bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Decode(byte[] blob) => Encoding.UTF8.GetString(blob);

    private string Whole(long value, Kind kind) => kind switch
    {
        Kind.Count => value.ToString("#,##0", Invariant),
        Kind.Timestamp or Kind.Day or Kind.Share or Kind.Duration => Real(value, kind),
        Kind.Hour when value is >= 0 and < 24 => value.ToString("00", Invariant),
        _ => value.ToString(Invariant),
    };

    private string Real(double value, Kind kind) => kind switch
    {
        _ when !double.IsFinite(value) => Plain(value),
        Kind.Count => value.ToString("#,##0.####", Invariant),
        Kind.Share => value.ToString("#,##0.00'%'", Invariant),
        Kind.Timestamp => Timestamp(value),
        Kind.Day => Day(value),
        Kind.Duration => Duration(value),
        Kind.Number or Kind.Latitude or Kind.Longitude when Math.Abs(value) is >= 0.001 and < 1e12 => value.ToString("0.####", Invariant),
        _ => Plain(value),
    };

    private string Text(string text, Kind kind)
    {
        if (text.Length == 0)
            return kind == Kind.Credential ? Empty : "";

        var kept = text.Length <= _longest ? text.Length
            : char.IsHighSurrogate(text[_longest - 1]) ? _longest - 1 : _longest;
        var shown = Defang.Text(text[..kept], kind);
        if (kind == Kind.Credential)
            shown = Blanks(shown);
        return kept == text.Length ? shown : shown + Rest(text.Length - kept);
    }

    // Two credentials may differ in nothing but a blank at an end.
    private static string Blanks(string text)
    {
        var start = text.Length - text.TrimStart(' ').Length;
        var end = start == text.Length ? 0 : text.Length - text.TrimEnd(' ').Length;
        return start + end == 0 ? text : new string('␠', start) + text[start..^end] + new string('␠', end);
    }

    private static string Rest(int count) => string.Create(Invariant, $"… (+{count:#,##0} characters)");

    private static string Plain(double value) => value.ToString("R", Invariant);
}
