using System.Text.Json;

namespace Dionaea.Analysis;

/// <summary>The elements of a list in a line. Reused.</summary>
internal sealed class JsonList
{
    private readonly List<LogValue> _elements = [];

    /// <summary>How many there are.</summary>
    public int Count => _elements.Count;

    /// <summary>One of them, from 0.</summary>
    public LogValue this[int index] => _elements[index];

    /// <summary>Takes the elements of a list that was read without a fault; of anything else, none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="list">The list in it.</param>
    /// <returns>False when an element is a number that no column takes.</returns>
    public bool Read(ReadOnlySpan<byte> line, LogValue list)
    {
        _elements.Clear();
        if (list.Kind != IncidentValueKind.List)
            return true;
        var reader = new Utf8JsonReader(list.In(line), new JsonReaderOptions { MaxDepth = 100 });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!LogValue.TryRead(ref reader, list.Start, out var value))
                return false;
            reader.Skip();
            _elements.Add(value.IsScalar ? value : value with { Length = list.Start + (int)reader.BytesConsumed - value.Start });
        }

        return true;
    }
}
