namespace Dionaea.Analysis;

/// <summary>What a generated database is made of. The same options give the same rows on every machine.</summary>
/// <param name="Connections">The rows of <c>connections</c>, exactly; 1 to 100,000,000.</param>
/// <param name="Days">The days they are spread over, from <see cref="Start"/>; 1 to 3,650.</param>
/// <param name="Seed">Any number; another one gives other attackers, attacks and gaps.</param>
public sealed record SampleOptions(int Connections, int Days, ulong Seed)
{
    /// <summary>The most connections a generated database can have.</summary>
    public const int MostConnections = 100_000_000;

    /// <summary>The most days a generated database can span.</summary>
    public const int MostDays = 3_650;

    /// <summary>The Unix second at which every generated database starts: 2026-03-01T00:00:00Z, a Sunday.</summary>
    public const long Start = 1_772_323_200;

    /// <summary>Refuses numbers out of range.</summary>
    /// <exception cref="WorkbenchException">A number is out of range.</exception>
    internal void Check()
    {
        if (Connections is < 1 or > MostConnections)
        {
            throw WorkbenchException.Usage(FormattableString.Invariant(
                $"A sample has 1 to {MostConnections:N0} connections, not {Connections:N0}."));
        }

        if (Days is < 1 or > MostDays)
            throw WorkbenchException.Usage(FormattableString.Invariant($"A sample spans 1 to {MostDays:N0} days, not {Days:N0}."));
    }
}

/// <summary>How far the generation of a database is.</summary>
/// <param name="Connections">Rows of <c>connections</c> written so far.</param>
/// <param name="Indexing">True once all rows are written and only the indexes are missing.</param>
public readonly record struct SampleProgress(int Connections, bool Indexing);
