using System.Text.Json;
using System.Text.Unicode;

namespace Dionaea.Analysis;

/// <summary>
/// The members of a JSON object, those of objects within it under names joined with points
/// (<c>connection.protocol</c>). Lists and objects are kept as they stand. Reused for one line after the other.
/// </summary>
internal sealed class JsonRecord : ILogRecord
{
    private const int MostMembers = 4000;
    private const int MostDepth = 16;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 100 };
    private readonly int[] _prefixes = new int[MostDepth];
    private readonly int[] _objects = new int[MostDepth];
    private Member[] _members = new Member[64];
    private byte[] _names = new byte[2048];
    private int _namesLength;
    private int _count;

    /// <summary>Reads an object.</summary>
    /// <param name="json">Its bytes; nothing but white space may stand around it.</param>
    /// <returns>Why it can't be read, as a clause, or null.</returns>
    public string? Read(ReadOnlySpan<byte> json)
    {
        _count = _namesLength = 0;
        if (!Utf8.IsValid(json))
            return "the line is not UTF-8";
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "the line is no JSON object";
            var reason = Members(ref reader);

            // The reader throws at what follows the object.
            while (reason is null && reader.Read())
            {
            }

            return reason;
        }
        catch (JsonException e)
        {
            return FormattableString.Invariant($"the line is not JSON at byte {e.BytePositionInLine ?? 0}");
        }
        catch (InvalidOperationException)
        {
            return "a text in the line has half of a surrogate pair";
        }
    }

    /// <inheritdoc/>
    public LogValue Find(ReadOnlySpan<byte> name)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            ref readonly var member = ref _members[i];
            if (member.NameLength == name.Length && _names.AsSpan(member.NameStart, member.NameLength).SequenceEqual(name))
                return member.Value;
        }

        return default;
    }

    private string? Members(ref Utf8JsonReader reader)
    {
        var depth = 0;
        _prefixes[0] = 0;
        var prefixStart = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                if (depth == 0)
                    return null;
                ref var ended = ref _members[_objects[depth]];
                ended.Value = ended.Value with { Length = (int)reader.BytesConsumed - ended.Value.Start };
                depth--;
                prefixStart = depth == 0 ? 0 : _members[_objects[depth]].NameStart;
                continue;
            }

            if (_count == MostMembers)
                return $"the line has more than {MostMembers} members";
            ref var member = ref Add(ref reader, prefixStart, _prefixes[depth]);
            reader.Read();
            if (Take(ref reader, ref member) is { } reason)
                return reason;
            if (reader.TokenType != JsonTokenType.StartObject)
                continue;
            if (depth + 1 == MostDepth)
                return $"the line has objects deeper than {MostDepth}";
            depth++;
            _objects[depth] = _count - 1;
            _prefixes[depth] = member.NameLength;
            prefixStart = member.NameStart;
        }

        return null;
    }

    private ref Member Add(ref Utf8JsonReader reader, int prefixStart, int prefixLength)
    {
        if (_count == _members.Length)
            Array.Resize(ref _members, 2 * _count);
        var most = prefixLength + 1 + reader.ValueSpan.Length;
        if (_namesLength + most > _names.Length)
            Array.Resize(ref _names, Math.Max(2 * _names.Length, _namesLength + most));
        var start = _namesLength;
        if (prefixLength > 0)
        {
            _names.AsSpan(prefixStart, prefixLength).CopyTo(_names.AsSpan(start));
            _names[start + prefixLength] = (byte)'.';
            prefixLength++;
        }

        var room = _names.AsSpan(start + prefixLength);
        int length;
        if (reader.ValueIsEscaped)
        {
            length = reader.CopyString(room);
        }
        else
        {
            length = reader.ValueSpan.Length;
            reader.ValueSpan.CopyTo(room);
        }

        ref var member = ref _members[_count++];
        member.NameStart = start;
        member.NameLength = prefixLength + length;
        _namesLength = start + member.NameLength;
        return ref member;
    }

    private static string? Take(ref Utf8JsonReader reader, ref Member member)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            member.Value = new LogValue(IncidentValueKind.List, start, (int)reader.BytesConsumed - start);
            return null;
        }

        return LogValue.TryRead(ref reader, 0, out member.Value) ? null : "the line has a whole number beyond 64 bits";
    }

    private struct Member
    {
        public int NameStart;
        public int NameLength;
        public LogValue Value;
    }
}
