using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// What one question gave. Terminal, files, cell outputs and reports each take an answer and nothing else, so
/// they cannot disagree.
/// </summary>
/// <param name="Query">The catalogue's query, or null for a free statement.</param>
/// <param name="Sql">The statement that ran.</param>
/// <param name="Parameters">The values that were bound, by name without the dollar sign.</param>
/// <param name="Source">What it ran on.</param>
/// <param name="Table">The result.</param>
/// <param name="Figure">Its picture, or null.</param>
/// <param name="Warnings">Sentences that every output shows: cuts, empty windows, traps that bite here.</param>
/// <param name="Elapsed">How long the statement took; shown to people, never written to reports.</param>
[TypeFormatterSource(typeof(InteractiveFormatters))]
public sealed record Answer(
    Query? Query,
    string Sql,
    IReadOnlyDictionary<string, object?> Parameters,
    AnswerSource Source,
    Table Table,
    Figure? Figure,
    IReadOnlyList<string> Warnings,
    TimeSpan Elapsed)
{
    /// <summary>Whether the values differ from run to run, as times do; comparisons of outputs leave such an answer out.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>What a user must get for the figures that are unknown for want of a file, as sentences.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>The zone in which days and times are shown: the <c>zone</c> parameter, or UTC.</summary>
    public string Zone => Parameters.TryGetValue("zone", out var zone) && zone is string name ? name : "UTC";
}

/// <summary>What an answer was computed from.</summary>
/// <param name="Engine">The engine's name (<c>sqlite</c>).</param>
/// <param name="Database">The database's file name, without its folder.</param>
/// <param name="Variant">The schema variant in words.</param>
/// <param name="FirstSeen">The first connection, Unix seconds; null when there is none.</param>
/// <param name="LastSeen">The last connection, Unix seconds; null when there is none.</param>
public sealed record AnswerSource(string Engine, string Database, string Variant, double? FirstSeen, double? LastSeen);
