using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Tests;

/// <summary>Answers made by hand.</summary>
internal static class Answers
{
    public static Answer Of(
        IReadOnlyList<Column> columns,
        IReadOnlyList<object?[]> rows,
        string zone = "UTC",
        string? truncated = null,
        IReadOnlyList<string>? warnings = null,
        Query? query = null) => new(
            query,
            "SELECT 1",
            new Dictionary<string, object?> { ["zone"] = zone },
            new AnswerSource("sqlite", "dionaea.sqlite", "2016", 1582934400.5, 1583280000),
            new Table(columns, rows, truncated),
            null,
            warnings ?? [],
            TimeSpan.Zero);

    public static string Write(string format, Answer answer)
    {
        using var writer = new StringWriter();
        TableFormats.Find(format).Write(answer, writer);
        return writer.ToString();
    }
}
