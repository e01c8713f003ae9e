namespace Dionaea.Reporting;

/// <summary>One thing that may stand where the cursor is.</summary>
/// <param name="Text">What replaces the typed text; quoted where the place needs it.</param>
/// <param name="Kind">What it stands for.</param>
public sealed record Completion(string Text, CompletionKind Kind);

/// <summary>What may stand where the cursor is.</summary>
/// <param name="Start">The first UTF-16 unit that a match replaces.</param>
/// <param name="End">The unit behind the last one that it replaces.</param>
/// <param name="Matches">The matches, likeliest first; may be empty, and never more than <see cref="Most"/>.</param>
public sealed record Completions(int Start, int End, IReadOnlyList<Completion> Matches)
{
    /// <summary>The most matches that are offered; who types on gets the others.</summary>
    public const int Most = 1000;

    /// <summary>Nothing to offer.</summary>
    internal static Completions None(int cursor) => new(cursor, cursor, []);
}
