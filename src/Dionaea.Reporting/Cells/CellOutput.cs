using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>One thing that a cell shows, in the order in which it came.</summary>
public abstract record CellOutput;

/// <summary>An answer: its figure, its table, or both.</summary>
/// <param name="Answer">What was found.</param>
/// <param name="ShowTable">Whether the table is part of the output, not only the figure.</param>
/// <param name="IsResult">Whether the table is the cell's result: its last answer, when no mistake ended it.</param>
public sealed record AnswerOutput(Answer Answer, bool ShowTable = true, bool IsResult = false) : CellOutput;

/// <summary>Attacks as trees.</summary>
/// <param name="Forest">The attacks.</param>
/// <param name="Zone">The zone of times.</param>
/// <param name="Figure">Their picture, or null where the trees say enough.</param>
public sealed record TreeOutput(AttackForest Forest, string Zone, Figure? Figure) : CellOutput;

/// <summary>A text of the workbench's own: what a directive did, a help page.</summary>
/// <param name="Markdown">The text as Markdown whose data values are already escaped.</param>
public sealed record TextOutput(string Markdown) : CellOutput;

/// <summary>A text as a script prints it.</summary>
/// <param name="Text">The text with its line ends; not escaped.</param>
/// <param name="IsError">Whether it goes where faults go.</param>
public sealed record PrintedOutput(string Text, bool IsError = false) : CellOutput;

/// <summary>A mistake; the cell ends with it.</summary>
/// <param name="Error">The mistake.</param>
/// <param name="Line">The line of the cell it stands on, from 1, or null.</param>
/// <param name="Excerpt">The cell's text at the place of the mistake, and a line that points at it; null when unknown.</param>
public sealed record ErrorOutput(WorkbenchException Error, int? Line, string? Excerpt = null) : CellOutput;

/// <summary>A cell that was run.</summary>
/// <param name="Outputs">What it shows.</param>
[TypeFormatterSource(typeof(InteractiveFormatters))]
public sealed record CellResult(IReadOnlyList<CellOutput> Outputs)
{
    /// <summary>The mistake that ended the cell, or null.</summary>
    public ErrorOutput? Error => Outputs.OfType<ErrorOutput>().FirstOrDefault();
}
