namespace Dionaea.Reporting;

/// <summary>Whether a cell that is being typed can run.</summary>
public enum CompletenessStatus
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>Something is missing at its end.</summary>
    Incomplete,

    /// <summary>Nothing that follows can make it right.</summary>
    Invalid,

    /// <summary>It can't be told.</summary>
    Unknown,
}

/// <summary>Whether a cell that is being typed can run, and how the next line starts.</summary>
/// <param name="Status">Whether it can run.</param>
/// <param name="Indent">The blanks for the start of the next line; empty unless it is incomplete.</param>
public sealed record Completeness(CompletenessStatus Status, string Indent)
{
    internal static Completeness Complete { get; } = new(CompletenessStatus.Complete, "");

    internal static Completeness Invalid { get; } = new(CompletenessStatus.Invalid, "");

    internal static Completeness Unknown { get; } = new(CompletenessStatus.Unknown, "");

    internal static Completeness Incomplete(string indent) => new(CompletenessStatus.Incomplete, indent);
}
