namespace Dionaea.Analysis;

/// <summary>Where a field's name and value stand in the buffer of its incident.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Value">Text, bytes or JSON.</param>
/// <param name="Number">An integer, or the bits of a real number.</param>
internal readonly record struct IncidentField(TextRange Name, IncidentValueKind Kind, TextRange Value, long Number);

/// <summary>Some bytes of an incident's buffer.</summary>
/// <param name="Offset">Where they start.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct TextRange(int Offset, int Length);
