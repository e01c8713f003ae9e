using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>A notebook that a command line asks to run.</summary>
/// <param name="Settings">The settings to run it with.</param>
/// <param name="Notebook">The notebook's file.</param>
/// <param name="Database">The database to run it on; null for the one that it opens itself.</param>
/// <param name="Parameters">The parameters to set, in order.</param>
/// <param name="Output">The file to write; null for the verb's default.</param>
internal sealed record NotebookRequest(
    WorkbenchSettings Settings, string Notebook, string? Database, IReadOnlyList<KeyValuePair<string, string>> Parameters, string? Output)
{
    /// <summary>The request of a parsed command line.</summary>
    /// <exception cref="WorkbenchException">The configuration or a parameter has faults.</exception>
    public static NotebookRequest Of(ParseResult parsed, string notebook, string? database, Option<string[]> parameters, Option<string?> output) =>
        new(NotebookFolders.Allow(Cli.Settings.Of(parsed), parsed), Shipped.Notebook(notebook), database, ParameterOption.Read(parsed, parameters), parsed.GetValue(output));
}
