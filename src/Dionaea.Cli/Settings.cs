using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Where the settings of a run come from.</summary>
internal static class Settings
{
    /// <summary>The option that names the folder of the configuration.</summary>
    public static Option<string> Folder { get; } = new("--conf")
    {
        Description = "Folder with workbench.yaml and queries/ of your own.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "conf",
        Recursive = true,
    };

    /// <summary>The settings of a command line.</summary>
    /// <exception cref="WorkbenchException">The configuration has faults, or a folder that was named is missing.</exception>
    public static WorkbenchSettings Of(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(Folder);
        if (parsed.GetResult(Folder) is { Implicit: false } && !Directory.Exists(folder))
            throw WorkbenchException.Input($"The configuration folder '{Suggestion.Excerpt(folder)}' does not exist.");
        return WorkbenchSettings.Load(folder);
    }
}
