namespace Dionaea.Analysis;

/// <summary>Why what hangs below a connection is not followed.</summary>
public enum TreeCut
{
    /// <summary>It is followed, or nothing hangs there.</summary>
    None,

    /// <summary>A connection above is also below: the links run in a circle.</summary>
    Circle,

    /// <summary>It lies deeper than trees are followed.</summary>
    Depth,
}

/// <summary>A connection's place in a tree.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Depth">How many connections are above it; 0 for the first of an attack.</param>
/// <param name="Cut">Why something that hangs below it is not followed.</param>
/// <param name="Unread">How many connections directly below it were not read.</param>
public readonly record struct TreePlace(TreeConnection Connection, int Depth, TreeCut Cut, long Unread);
