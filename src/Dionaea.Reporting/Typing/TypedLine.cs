namespace Dionaea.Reporting;

/// <summary>A line of a cell that is, or may become, a directive.</summary>
/// <param name="Code">The cell.</param>
/// <param name="Start">Where its <c>#</c> stands.</param>
/// <param name="End">Where the line ends.</param>
internal sealed record TypedLine(string Code, int Start, int End)
{
    /// <summary>Its name without <c>#!</c>; empty where there is none yet.</summary>
    public string Name => Code[Math.Min(Start + 2, NameEnd)..NameEnd];

    /// <summary>Where the name ends.</summary>
    public int NameEnd
    {
        get
        {
            var at = Start;
            while (at < End && !char.IsWhiteSpace(Code[at]))
                at++;
            return at;
        }
    }

    /// <summary>The words behind the name.</summary>
    public IReadOnlyList<DirectiveWord> Words => [.. DirectiveWord.Split(Code, NameEnd, End)];
}
