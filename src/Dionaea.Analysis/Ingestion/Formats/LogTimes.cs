using System.Buffers.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace Dionaea.Analysis;

/// <summary>Reads the times that logs are written with.</summary>
internal sealed class LogTimes
{
    private const long Microsecond = 1_000_000;
    private static readonly ZoneLocalMappingResolver Mapping = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);
    private readonly DateTimeZone? _zone;
    private readonly bool _isShown;

    private LogTimes(DateTimeZone? zone, bool isShown)
    {
        _zone = zone;
        _isShown = isShown;
    }

    /// <summary>Times that are UTC where they do not say otherwise.</summary>
    public static LogTimes Utc { get; } = new(null, false);

    /// <summary>A time as it is written most often, for messages.</summary>
    public const string Example = "2020-11-30T10:00:00.25";

    /// <summary>Times that are local where they do not say otherwise.</summary>
    /// <param name="zone">The zone's IANA name; null is UTC.</param>
    /// <exception cref="WorkbenchException">There is no such zone.</exception>
    public static LogTimes In(string? zone) => zone is null ? Utc : new LogTimes(Zones.Find(zone), false);

    /// <summary>Times that are local where they are written as Kibana shows them to its user, and UTC otherwise.</summary>
    /// <param name="zone">The zone's IANA name; null is UTC.</param>
    /// <exception cref="WorkbenchException">There is no such zone.</exception>
    public static LogTimes Shown(string? zone) => zone is null ? Utc : new LogTimes(Zones.Find(zone), true);

    /// <summary>Reads a time: text, or a number of Unix seconds, of milliseconds when beyond the year 5000.</summary>
    /// <param name="value">The value.</param>
    /// <param name="line">Its line.</param>
    /// <param name="time">Unix seconds.</param>
    public bool TryRead(LogValue value, ReadOnlySpan<byte> line, out double time)
    {
        const double Milliseconds = 1e11;
        time = value.Kind == IncidentValueKind.Real ? BitConverter.Int64BitsToDouble(value.Number) : value.Number;
        if (value.Kind is IncidentValueKind.Integer or IncidentValueKind.Real)
        {
            if (Math.Abs(time) >= Milliseconds)
                time /= 1000;
            return Math.Abs(time) < Milliseconds;
        }

        return value.Kind == IncidentValueKind.Text && TryRead(value.In(line), out time);
    }

    /// <summary>
    /// Reads <c>2020-11-30T10:00:00.25</c>, with a blank for the T, with Z or an offset (<c>+0000</c>, <c>+01:00</c>);
    /// and <c>Nov 7, 2024 @ 19:06:59.570</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="time">Unix seconds.</param>
    public bool TryRead(ReadOnlySpan<byte> text, out double time)
    {
        time = 0;
        const int LongestNumber = 15;
        if (text.Length is > 4 and <= LongestNumber && Utf8Parser.TryParse(text, out long number, out var read) && read == text.Length)
            return TryRead(new LogValue(IncidentValueKind.Integer, Number: number), default, out time);
        var isUtc = text.EndsWith("Z"u8);
        var offset = 0;
        if (!isUtc && Offset(text, out offset) is var length and > 0)
        {
            text = text[..^length];
            isUtc = true;
        }

        var isShown = text.Length > 0 && !IsDigit(text[0]);
        if (text.Length == 0 || !(isShown ? Kibana(text, out time) : IsoTime.TryRead(text, out time)))
            return false;
        if (isUtc)
            time = ((time * Microsecond) - (offset * (double)Microsecond)) / Microsecond;
        else if (_zone is not null && (isShown || !_isShown))
            time = ToUtc(time);
        return true;
    }

    // The offset is a number of whole seconds, so that the fraction stays as exact as it was.
    private double ToUtc(double local)
    {
        var whole = (long)Math.Floor(local);
        var instant = LocalDateTime.FromDateTime(DateTime.UnixEpoch.AddSeconds(whole)).InZone(_zone!, Mapping).ToInstant();
        return Math.Round((instant.ToUnixTimeSeconds() * 1e6) + Math.Round((local - whole) * 1e6)) / 1e6;
    }

    private static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    // An offset at the end: its length in bytes, or 0.
    private static int Offset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        const int Date = 10;
        var sign = text.LastIndexOfAny("+-"u8);
        if (sign <= Date)
            return 0;
        var digits = text[(sign + 1)..];
        var hasColon = digits is [_, _, (byte)':', _, _];
        if (digits.Length is not (2 or 4) && !hasColon)
            return 0;
        if (!Utf8Parser.TryParse(digits[..2], out int hours, out var read) || read != 2)
            return 0;
        var minutes = 0;
        if (digits.Length > 2 && (!Utf8Parser.TryParse(digits[^2..], out minutes, out read) || read != 2))
            return 0;
        seconds = ((hours * 60) + minutes) * (text[sign] == '-' ? -60 : 60);
        return text.Length - sign;
    }

    // "Nov 7, 2024 @ 19:06:59.570", as Kibana shows times.
    private static bool Kibana(ReadOnlySpan<byte> text, out double time)
    {
        time = 0;
        var months = "JanFebMarAprMayJunJulAugSepOctNovDec"u8;
        var at = text.IndexOf(" @ "u8);
        if (at < 0 || text.Length < 4 || text[3] != ' ')
            return false;
        var month = months.IndexOf(text[..3]);
        var date = text[4..at];
        var comma = date.IndexOf(", "u8);
        if (month < 0 || month % 3 != 0 || comma is not (1 or 2) || date.Length != comma + 6)
            return false;
        var clock = text[(at + 3)..];
        const int LongestClock = 18;
        if (clock.Length > LongestClock)
            return false;
        month = (month / 3) + 1;
        Span<byte> iso = stackalloc byte[40];
        date[(comma + 2)..].CopyTo(iso);
        iso[4] = iso[7] = (byte)'-';
        iso[5] = (byte)('0' + (month / 10));
        iso[6] = (byte)('0' + (month % 10));
        iso[8] = comma == 2 ? date[0] : (byte)'0';
        iso[9] = date[comma - 1];
        iso[10] = (byte)'T';
        clock.CopyTo(iso[11..]);
        return IsoTime.TryRead(iso[..(11 + clock.Length)], out time);
    }
}
