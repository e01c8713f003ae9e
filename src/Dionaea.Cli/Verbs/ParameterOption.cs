using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>The option that gives parameters their values.</summary>
internal static class ParameterOption
{
    /// <summary>Makes the option for one verb.</summary>
    public static Option<string[]> Create() => new("--param", "-p")
    {
        Description = "Value of a parameter; may stand several times.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The values given, in order.</summary>
    /// <exception cref="WorkbenchException">One is not written NAME=VALUE, or a name stands twice.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ParseResult parsed, Option<string[]> option)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var text in parsed.GetValue(option) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw WorkbenchException.Usage($"'{Suggestion.Excerpt(text)}' is not a parameter.", "Write: --param NAME=VALUE");
            if (values.Any(v => v.Key == text[..equals]))
                throw WorkbenchException.Usage($"Parameter '{Suggestion.Excerpt(text[..equals])}' stands twice.");
            values.Add(new(text[..equals], text[(equals + 1)..]));
        }

        return values;
    }
}
