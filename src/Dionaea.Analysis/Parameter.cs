using System.Globalization;

namespace Dionaea.Analysis;

/// <summary>What a parameter takes.</summary>
public enum ParameterType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A whole number from 1: how many rows.</summary>
    Limit,

    /// <summary>An instant: Unix seconds, or an ISO 8601 date or time taken as UTC.</summary>
    Timestamp,

    /// <summary>An IANA time zone name such as <c>Europe/Berlin</c>.</summary>
    Zone,
}

/// <summary>An input of a query, bound in its SQL as <c>$name</c>.</summary>
/// <param name="Name">Its name without the dollar sign.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Default">
/// The default as text; a text that starts with SELECT is run on the database and gives one value; null means NULL.
/// </param>
/// <param name="About">One sentence for help.</param>
public sealed record Parameter(string Name, ParameterType Type, string? Default, string About)
{
    /// <summary>Whether the default comes from the database.</summary>
    public bool IsComputed => Default is not null && Default.StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a text can name a parameter, and a kept table: ASCII letters, digits and underscores, at most 64 of
    /// them, no digit first.
    /// </summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>
    /// Turns the user's text into the value that is bound: null, <see cref="long"/>, <see cref="double"/> or
    /// <see cref="string"/>.
    /// </summary>
    /// <exception cref="WorkbenchException">The text is not of the parameter's type.</exception>
    public object? Parse(string text) => Type switch
    {
        ParameterType.Text => text,
        ParameterType.Integer => Integer(text, long.MinValue),
        ParameterType.Limit => Integer(text, 1),
        ParameterType.Timestamp => Timestamp(text),
        ParameterType.Zone => Zones.Find(text).Id,
        _ => throw new InvalidOperationException($"no parser for {Type}"),
    };

    private long Integer(string text, long least)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least)
            return value;

        throw WorkbenchException.Usage(
            $"Parameter '{Name}' is '{Suggestion.Excerpt(text)}', but it takes a whole number{(least == 1 ? " from 1" : "")}.");
    }

    private object Timestamp(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return seconds;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var real))
            return real;
        if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            && text.Contains('-'))
        {
            var ticks = instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
            return ticks % TimeSpan.TicksPerSecond == 0 ? (object)(ticks / TimeSpan.TicksPerSecond) : ticks / (double)TimeSpan.TicksPerSecond;
        }

        throw WorkbenchException.Usage(
            $"Parameter '{Name}' is '{Suggestion.Excerpt(text)}', but it takes a time.",
            "Write Unix seconds (1583020800), a day (2020-03-01) or a time in UTC (2020-03-01T12:30:00Z).");
    }
}
