namespace Dionaea.Analysis;

/// <summary>What a statement may take before it is cut or stopped.</summary>
/// <param name="Rows">The most rows that are kept; more are cut, visibly.</param>
/// <param name="Time">The longest it may run; then it is stopped with exit code 4.</param>
/// <param name="TextLength">The most characters (bytes of a blob) kept of one value; more are cut, visibly.</param>
/// <param name="Memory">About how many bytes of values are kept; more rows are cut, visibly.</param>
public sealed record Limits(int Rows, TimeSpan Time, int TextLength, long Memory)
{
    /// <summary>The limits of <c>workbench query</c> and of reports.</summary>
    public static Limits Default { get; } = new(100_000, TimeSpan.FromMinutes(5), 1_000_000, 256L << 20);
}
