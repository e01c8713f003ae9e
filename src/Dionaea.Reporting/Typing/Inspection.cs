namespace Dionaea.Reporting;

/// <summary>What is known of the thing under the cursor, the same in two forms.</summary>
/// <param name="Markdown">Markdown in which values from data are escaped.</param>
/// <param name="Text">Plain text for a terminal.</param>
public sealed record Inspection(string Markdown, string Text);
