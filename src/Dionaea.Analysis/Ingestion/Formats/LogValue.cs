using System.Buffers.Text;
using System.Text.Json;

namespace Dionaea.Analysis;

/// <summary>A value and where it stands in its line.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where its text, list or object starts; a text without its quotes.</param>
/// <param name="Length">How long that is, in bytes.</param>
/// <param name="IsEscaped">Whether the text is escaped as in JSON.</param>
/// <param name="Number">A whole number, or the bits of a real one.</param>
internal readonly record struct LogValue(IncidentValueKind Kind, int Start = 0, int Length = 0, bool IsEscaped = false, long Number = 0)
{
    /// <summary>Whether there is a value that is not null.</summary>
    public bool HasValue => Kind is not (IncidentValueKind.Missing or IncidentValueKind.Null);

    /// <summary>Whether it may stand in a column: anything but a list or an object.</summary>
    public bool IsScalar => Kind is not (IncidentValueKind.List or IncidentValueKind.Object);

    /// <summary>Takes the value that a JSON reader stands at; of an object or a list only the start.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="offset">Where the reader's text starts in the line.</param>
    /// <param name="value">The value.</param>
    /// <returns>False for a whole number beyond 64 bits, or a number beyond all measure.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, int offset, out LogValue value)
    {
        var start = offset + (int)reader.TokenStartIndex;
        value = reader.TokenType switch
        {
            JsonTokenType.String => new LogValue(IncidentValueKind.Text, start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped),
            JsonTokenType.True => new LogValue(IncidentValueKind.Integer, Number: 1),
            JsonTokenType.False => new LogValue(IncidentValueKind.Integer),
            JsonTokenType.Null => new LogValue(IncidentValueKind.Null),
            JsonTokenType.StartArray => new LogValue(IncidentValueKind.List, start),
            JsonTokenType.StartObject => new LogValue(IncidentValueKind.Object, start),
            JsonTokenType.Number when reader.TryGetInt64(out var whole) => new LogValue(IncidentValueKind.Integer, start, reader.ValueSpan.Length, Number: whole),
            JsonTokenType.Number when reader.ValueSpan.IndexOfAny(".eE"u8) >= 0 && reader.TryGetDouble(out var real) && double.IsFinite(real) =>
                new LogValue(IncidentValueKind.Real, start, reader.ValueSpan.Length, Number: BitConverter.DoubleToInt64Bits(real)),
            _ => default,
        };
        return value.Kind != IncidentValueKind.Missing;
    }

    /// <summary>The bytes as they stand in the line.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    /// <summary>
    /// Appends the value to an incident's fields, without a name; lists and objects, which no column takes, as null.
    /// A text with half of a surrogate pair makes the incident a rejected one.
    /// </summary>
    public void AddTo(Incident incident, ReadOnlySpan<byte> line)
    {
        switch (Kind)
        {
            case IncidentValueKind.Text:
                incident.Add(new IncidentField(default, Kind, Text(incident, line), 0));
                break;
            case IncidentValueKind.Integer or IncidentValueKind.Real:
                incident.Add(new IncidentField(default, Kind, default, Number));
                break;
            default:
                incident.Add(new IncidentField(default, IncidentValueKind.Null, default, 0));
                break;
        }
    }

    /// <summary>Keeps the text, up to a NUL, in an incident's buffer.</summary>
    public TextRange Text(Incident incident, ReadOnlySpan<byte> line)
    {
        if (!IsEscaped)
            return incident.Cut(incident.Keep(In(line)));
        try
        {
            var reader = new Utf8JsonReader(line.Slice(Start - 1, Length + 2));
            reader.Read();
            return incident.Cut(incident.Take(reader.CopyString(incident.Room(Length))));
        }
        catch (InvalidOperationException)
        {
            incident.Reject("a text in the line has half of a surrogate pair");
            return default;
        }
    }

    /// <summary>Reads a whole number: a number, or text of digits that may have commas between thousands.</summary>
    public bool TryInteger(ReadOnlySpan<byte> line, out long number)
    {
        number = Number;
        if (Kind == IncidentValueKind.Integer)
            return true;
        if (Kind == IncidentValueKind.Real)
        {
            var real = BitConverter.Int64BitsToDouble(Number);
            number = (long)real;
            return real == number;
        }

        const int Longest = 24;
        if (Kind != IncidentValueKind.Text || Length is 0 or > Longest)
            return false;
        Span<byte> digits = stackalloc byte[Longest];
        var length = 0;
        foreach (var digit in In(line))
        {
            if (digit != ',')
                digits[length++] = digit;
        }

        return Utf8Parser.TryParse(digits[..length], out number, out var read) && read == length;
    }
}
