namespace Dionaea.Analysis;

/// <summary>What a field of an incident holds.</summary>
public enum IncidentValueKind
{
    /// <summary>Nothing: the incident has no such field.</summary>
    Missing,

    /// <summary>None, null.</summary>
    Null,

    /// <summary>A whole number of 64 bits; truth values are 1 and 0.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Real,

    /// <summary>Text in UTF-8, without NUL.</summary>
    Text,

    /// <summary>Bytes, without NUL.</summary>
    Bytes,

    /// <summary>A list, as JSON text in UTF-8.</summary>
    List,

    /// <summary>A mapping, as JSON text in UTF-8.</summary>
    Object,
}
