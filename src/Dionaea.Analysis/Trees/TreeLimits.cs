namespace Dionaea.Analysis;

/// <summary>What is read of trees.</summary>
/// <param name="Depth">How many levels below the first connection are followed.</param>
/// <param name="Children">The most connections that are read directly below one.</param>
/// <param name="Connections">The most connections that are read below all that are read together.</param>
/// <param name="Statement">What one statement may take.</param>
public sealed record TreeLimits(int Depth, int Children, int Connections, Limits Statement)
{
    private const long StatementBytes = 128L << 20;

    /// <summary>Everything, down to the depth at which readlogsqltree fails (Python's limit of recursion).</summary>
    /// <param name="time">The longest that one statement may run.</param>
    public static TreeLimits Classic(TimeSpan time) =>
        new(1000, int.MaxValue, int.MaxValue, new Limits(int.MaxValue, time, int.MaxValue, StatementBytes));
}
