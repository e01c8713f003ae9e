using System.Globalization;
using System.Text.RegularExpressions;

namespace Dionaea.Analysis;

/// <summary>Rotated logs that are missing between others, by the numbers in their names (<c>dionaea.sqlite.3.gz</c>).</summary>
/// <param name="Log">The log's path without the number.</param>
/// <param name="Numbers">The first and the last number of each run that is missing.</param>
public sealed partial record MissingLogs(string Log, IReadOnlyList<(int First, int Last)> Numbers)
{
    /// <summary>Those that are missing among logs: of each that comes with at least two numbers, the numbers between.</summary>
    internal static IReadOnlyList<MissingLogs> Among(IEnumerable<string> names) =>
    [
        .. names.Select(name => Rotated().Match(name)).Where(match => match.Success)
            .GroupBy(match => match.Groups["log"].Value, match => int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .OrderBy(log => log.Key, StringComparer.Ordinal)
            .Select(log => new MissingLogs(log.Key, Between([.. log.Distinct().Order()])))
            .Where(log => log.Numbers.Count > 0),
    ];

    private static List<(int First, int Last)> Between(List<int> numbers) =>
        [.. numbers.Zip(numbers.Skip(1)).Where(pair => pair.Second > pair.First + 1).Select(pair => (pair.First + 1, pair.Second - 1))];

    [GeneratedRegex(@"^(?<log>.+)\.(?<number>[0-9]{1,6})(\.(gz|zst|zstd))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Rotated();
}
