namespace Dionaea.Analysis;

/// <summary>The formats that can be read. A format is one class and its line here.</summary>
public static class LogFormats
{
    /// <summary>
    /// All of them, in the order in which they are asked whether they know a content. Logs are read in the same order,
    /// those that tell most first, so that the others' connections are recognised in them.
    /// </summary>
    public static IReadOnlyList<ILogFormat> All { get; } =
    [
        new LogIncidentFormat(),
        new LogDbSqlFormat(),
        new LogSqliteFormat(),
        new TableExportFormat(),
        new LogJsonFormat(),
        new HpfeedsFormat(),
        new DocumentFormat(),
        new CsvFormat(),
        new MhnFormat(),
        new VirusTotalFormat(),
    ];

    /// <summary>A format's place among them.</summary>
    internal static int IndexOf(ILogFormat format) => Enumerable.Range(0, All.Count).First(i => All[i] == format);

    /// <summary>The format of an input, by its content alone.</summary>
    /// <exception cref="WorkbenchException">None of the formats knows it.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static ILogFormat Recognise(LogInput input)
    {
        var head = input.ReadHead();
        return Find(head) ?? throw WorkbenchException.Input(
            $"'{Suggestion.Excerpt(input.Name)}' is none of the logs that can be read; it starts with '{Suggestion.Excerpt(System.Text.Encoding.UTF8.GetString(head.AsSpan(0, Math.Min(60, head.Length))))}'.",
            $"These are read: {string.Join(", ", All.Select(format => format.Name))}.");
    }

    /// <summary>The format of a content that starts like this; null when none knows it.</summary>
    internal static ILogFormat? Find(ReadOnlySpan<byte> head)
    {
        foreach (var format in All)
        {
            if (format.Recognises(head))
                return format;
        }

        return null;
    }
}
