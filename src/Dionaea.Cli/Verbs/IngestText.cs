using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>The summary of a reading of logs, for the terminal.</summary>
internal static class IngestText
{
    private const int MostRejected = 5;

    /// <summary>Writes it.</summary>
    public static void Write(IngestSummary summary, string into, TextWriter writer)
    {
        var read = summary.Logs.Where(log => log.Outcome != LogOutcome.PassedOver).ToList();
        var bytes = read.Sum(log => log.Bytes);
        var seconds = summary.Elapsed.TotalSeconds;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Read {read.Sum(log => log.Lines):N0} lines ({bytes / 1e6:N1} MB) of {read.Count} {(read.Count == 1 ? "log" : "logs")} into {Escape.Terminal(into)} in {seconds:N1} s: {bytes / 1e6 / Math.Max(seconds, 1e-3):N1} MB/s."));
        writer.WriteLine();
        Columns(writer, ["log", "format", "lines", ""], summary.Logs.Select(log => new[] { Escape.Terminal(log.Name), log.Format, Number(log.Lines), Words(log) }), right: [2]);
        if (summary.Counts.Count > 0)
        {
            writer.WriteLine();
            Columns(
                writer,
                ["incident", "stored", "ignored", "unknown connection", "rejected"],
                summary.Counts.Select(count => new[]
                {
                    count.Origin.Length == 0 ? "(no incident)" : Escape.Terminal(count.Origin),
                    Number(count.Stored), Number(count.Ignored), Number(count.UnknownConnection), Number(count.Rejected),
                }),
                right: [1, 2, 3, 4]);
        }

        Notes(summary, writer);
    }

    private static void Notes(IngestSummary summary, TextWriter writer)
    {
        if (summary.Rejected > 0)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Rejected: {summary.Rejected:N0}. They are kept with their reasons in the table 'workbench_rejected'."));
            foreach (var line in summary.FirstRejected.Take(MostRejected))
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Escape.Terminal(line.File)}, line {line.Number}: {Escape.Terminal(line.Reason)}"));
            if (summary.Rejected > MostRejected)
                writer.WriteLine("  …");
        }

        if (summary.ForgottenConnections > 0)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Forgotten connections: {summary.ForgottenConnections:N0}. They were never freed, and nothing was heard of them for {new IncidentWriterOptions().Remember.TotalDays:0} days of log time."));
        }

        if (summary.Losses.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine("What these logs cannot tell:");
        foreach (var loss in summary.Losses)
            writer.WriteLine($"  {loss}");
    }

    private static string Number(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Words(LogRead log) => log.Outcome switch
    {
        LogOutcome.New => "new",
        LogOutcome.Continued => "read on",
        LogOutcome.Known => "nothing new",
        _ => "passed over: empty, or of no known format",
    };

    private static void Columns(TextWriter writer, string[] head, IEnumerable<string[]> rows, int[] right)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, i) => all.Max(row => row[i].Length)).ToArray();
        foreach (var row in all)
            writer.WriteLine(string.Join("  ", row.Select((cell, i) => right.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
