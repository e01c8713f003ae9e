namespace Dionaea.Analysis;

/// <summary>Reads times as Python's <c>isoformat</c> writes them.</summary>
internal static class IsoTime
{
    private const int Whole = 19;
    private const int ExactDigits = 6;

    /// <summary>
    /// Reads <c>YYYY-MM-DDTHH:MM:SS</c>, which may go on with a point and up to 18 digits and with a <c>Z</c>; a blank
    /// may stand for the <c>T</c>. The time is taken as UTC.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="time">Unix seconds; what Python gets by dividing the microseconds by a million.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out double time)
    {
        time = 0;
        if (text.EndsWith("Z"u8))
            text = text[..^1];
        if (text.Length < Whole || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var days = new DateOnly((int)year, (int)month, (int)day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return Fraction(text[Whole..], (days * 86400L) + (hour * 3600) + (minute * 60) + second, out time);
    }

    private static bool Fraction(ReadOnlySpan<byte> text, long seconds, out double time)
    {
        time = seconds;
        if (text.IsEmpty)
            return true;
        var digits = text[1..];
        if (text[0] != '.' || digits.Length is 0 or > 18 || !Digits(digits, out var fraction))
            return false;
        if (digits.Length > ExactDigits)
        {
            var unit = 1m;
            for (var i = 0; i < digits.Length; i++)
                unit *= 10;
            time = (double)(seconds + (fraction / unit));
            return true;
        }

        for (var i = digits.Length; i < ExactDigits; i++)
            fraction *= 10;
        time = ((seconds * 1_000_000) + fraction) / 1e6;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if ((uint)(digit - '0') > 9)
                return false;
            number = (10 * number) + (digit - '0');
        }

        return true;
    }
}
