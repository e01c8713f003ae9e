using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>The option that tells how bytes are stored.</summary>
internal static class TypesOption
{
    private const string Text = "text";
    private const string Dionaea = "dionaea";

    /// <summary>Makes the option.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--types")
        {
            Description = "Whether bytes are stored as text, as logs have them, or as dionaea stores them: text, dionaea.",
            HelpName = "TYPES",
            DefaultValueFactory = _ => Text,
        };
        option.CompletionSources.Add(Text, Dionaea);
        return option;
    }

    /// <summary>Whether they are stored as dionaea stores them.</summary>
    /// <exception cref="WorkbenchException">Something else was named.</exception>
    public static bool IsDionaea(ParseResult parsed, Option<string> option) => parsed.GetRequiredValue(option) switch
    {
        Text => false,
        Dionaea => true,
        var other => throw WorkbenchException.Unknown("kind of types", other, [Text, Dionaea], "There are 'text' and 'dionaea'."),
    };
}
