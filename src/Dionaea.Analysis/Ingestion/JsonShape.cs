using System.Text;
using System.Text.Json;

namespace Dionaea.Analysis;

/// <summary>
/// The members that a list or mapping must have, each with one value, as paths tell them: <c>uri.host</c> a member of a
/// member, <c>o?.nettype</c> one of a member that may be missing, <c>[].port</c> one of every element of a list. Null is
/// a value; members that no path names are of no interest.
/// </summary>
internal sealed class JsonShape
{
    private const int MostMembers = 32;
    private readonly List<(byte[] Name, bool IsRequired, JsonShape Shape)> _members = [];
    private JsonShape? _elements;

    private JsonShape()
    {
    }

    /// <summary>Reads the paths.</summary>
    public static JsonShape Parse(IEnumerable<string> paths)
    {
        var shape = new JsonShape();
        foreach (var path in paths)
        {
            var place = shape;
            foreach (var step in path.Split('.'))
                place = place.Step(step);
        }

        return shape;
    }

    /// <summary>What a value lacks, as a clause; null when it has everything.</summary>
    /// <param name="json">The value's text; what is no JSON is the caller's affair.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public string? Lack(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 100 });
        reader.Read();
        return Lack(ref reader);
    }

    private JsonShape Step(string step)
    {
        if (step == "[]")
            return _elements ??= new JsonShape();
        var list = step.EndsWith("[]", StringComparison.Ordinal);
        var name = step.TrimEnd('[', ']').TrimEnd('?');
        var utf8 = Encoding.UTF8.GetBytes(name);
        var index = _members.FindIndex(member => member.Name.AsSpan().SequenceEqual(utf8));
        if (index < 0)
        {
            index = _members.Count;
            if (index == MostMembers)
                throw WorkbenchException.Usage($"A mapping has at most {MostMembers} members that it must have.");
            _members.Add((utf8, !step.Contains('?', StringComparison.Ordinal), new JsonShape()));
        }

        var shape = _members[index].Shape;
        return list ? shape.Step("[]") : shape;
    }

    private string? Lack(ref Utf8JsonReader reader)
    {
        if (_elements is not null)
            return reader.TokenType == JsonTokenType.StartArray ? Elements(ref reader) : "something stands where a list was expected";
        if (_members.Count > 0)
            return reader.TokenType == JsonTokenType.StartObject ? Members(ref reader) : "something stands where an object was expected";
        return reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? "a list or an object stands where one value was expected" : null;
    }

    private string? Elements(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_elements!.Lack(ref reader) is { } lack)
                return lack;
        }

        return null;
    }

    private string? Members(ref Utf8JsonReader reader)
    {
        var found = 0u;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            // SQLite would take the first and dionaea the last one.
            if ((found & (1u << index)) != 0)
                return $"the member '{Name(index)}' is there twice";
            found |= 1u << index;
            if (_members[index].Shape.Lack(ref reader) is { } lack)
                return lack;
        }

        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i].IsRequired && (found & (1u << i)) == 0)
                return $"the member '{Name(i)}' is missing";
        }

        return null;
    }

    private int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            if (reader.ValueTextEquals(_members[i].Name))
                return i;
        }

        return -1;
    }

    private string Name(int index) => Encoding.UTF8.GetString(_members[index].Name);
}
