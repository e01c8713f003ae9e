using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Values of parameters as users write them in notebooks and on the command line.</summary>
public static class ParameterValue
{
    private static readonly Dictionary<string, ParameterType> WellKnown = new(StringComparer.Ordinal)
    {
        ["from"] = ParameterType.Timestamp,
        ["to"] = ParameterType.Timestamp,
        ["zone"] = ParameterType.Zone,
        ["limit"] = ParameterType.Limit,
    };

    /// <summary>
    /// The value of a text: what stands in quotes is text, <c>null</c> is NULL; else a whole number, a real number,
    /// a date or time (as Unix seconds, UTC), or text. <c>from</c>, <c>to</c>, <c>zone</c> and <c>limit</c> must be
    /// of their type.
    /// </summary>
    /// <exception cref="WorkbenchException">A well-known name has a value of another type.</exception>
    public static object? Parse(string name, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length >= 2 && trimmed[0] is '\'' or '"' && trimmed[^1] == trimmed[0])
            return Known(name, trimmed[1..^1]) ?? trimmed[1..^1];
        if (string.Equals(trimmed, "null", StringComparison.OrdinalIgnoreCase))
            return null;
        return Known(name, trimmed) ?? Infer(trimmed);
    }

    /// <summary>A value that was set, for a query's parameter: as it is, if it is of the parameter's type.</summary>
    /// <exception cref="WorkbenchException">It is of another type.</exception>
    public static object? Check(Parameter parameter, object? value) => value switch
    {
        null => null,
        string text => parameter.Parse(text),
        long whole => parameter.Parse(whole.ToString(CultureInfo.InvariantCulture)),
        double real => parameter.Type == ParameterType.Timestamp ? real : parameter.Parse(real.ToString("R", CultureInfo.InvariantCulture)),
        _ => value,
    };

    /// <summary>The text that gives a value again when it is parsed.</summary>
    public static string Write(object? value) => value switch
    {
        null => "null",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => Real(real.ToString("R", CultureInfo.InvariantCulture)),
        string text => Equals(Infer(text), text) && text == text.Trim() ? text : $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Without a point or an exponent it would be read as a whole number.
    private static string Real(string text) => text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";

    private static object? Known(string name, string text) =>
        WellKnown.TryGetValue(name, out var type) ? new Parameter(name, type, null, "").Parse(text) : null;

    private static object Infer(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        const NumberStyles real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, real, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        return IsDate(text) ? new Parameter("time", ParameterType.Timestamp, null, "").Parse(text)! : text;
    }

    private static bool IsDate(string text) =>
        text.Length is >= 10 and <= 33 && text[4] == '-' && text[7] == '-' && text.Take(4).All(char.IsAsciiDigit)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
