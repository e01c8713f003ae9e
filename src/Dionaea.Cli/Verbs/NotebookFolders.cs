using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>The options that let a notebook reach further folders.</summary>
internal static class NotebookFolders
{
    private const string Open = "--open";
    private const string Export = "--export";

    /// <summary>Makes the options for one verb.</summary>
    public static IEnumerable<Option> Create() =>
    [
        Make(Open, "Folder from which the notebook may open databases, besides its own and data/; may stand several times."),
        Make(Export, "Folder into which the notebook may export, besides exports/ beside it; may stand several times."),
    ];

    /// <summary>The settings with the folders that the command line allows.</summary>
    public static WorkbenchSettings Allow(WorkbenchSettings settings, ParseResult parsed) => settings with
    {
        OpenFolders = [.. settings.OpenFolders, .. Given(parsed, Open)],
        ExportFolders = [.. settings.ExportFolders, .. Given(parsed, Export)],
    };

    private static Option<string[]> Make(string name, string about) => new(name)
    {
        Description = about,
        HelpName = "FOLDER",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static IEnumerable<string> Given(ParseResult parsed, string name) => (parsed.GetValue<string[]>(name) ?? []).Select(Path.GetFullPath);
}
