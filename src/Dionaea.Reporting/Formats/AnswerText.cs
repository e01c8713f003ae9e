using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Writes an answer in a format, with the further answers that the layout of its query needs.</summary>
public static class AnswerText
{
    /// <summary>Writes it; lines end with LF.</summary>
    /// <param name="workbench">Answers the further questions of a layout.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="format">The format.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="WorkbenchException">A further question can't be answered.</exception>
    public static void Write(Workbench workbench, Answer answer, ITableFormat format, TextWriter writer, CancellationToken cancellation)
    {
        if (format is not TableLayout layout || answer.Query?.Layout is not { } name || TextLayouts.Find(name) is not { } found)
        {
            format.Write(answer, writer);
            return;
        }

        var others = found.Others.Select(id => workbench.Catalogue[id]).Select(other => workbench.Ask(other, Given(other, answer), cancellation));
        layout.Write(answer, [.. others], writer);
    }

    // What the answer was asked with, of what the other question takes.
    private static Dictionary<string, string> Given(Query other, Answer answer) => answer.Parameters
        .Where(p => p.Value is not null && other.Parameters.Any(o => o.Name == p.Key))
        .ToDictionary(p => p.Key, p => p.Value is double real ? real.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(p.Value, CultureInfo.InvariantCulture)!);
}
