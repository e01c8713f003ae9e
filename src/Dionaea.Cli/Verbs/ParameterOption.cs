using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>The option that gives parameters their values.</summary>
internal static class ParameterOption
{
    /// <summary>The option's name.</summary>
    public const string Name = "--param";

    /// <summary>Makes the option for one verb.</summary>
    public static Option<string[]> Create() => new(Name, "-p")
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
                throw WorkbenchException.Usage($"Parameter '{Suggestion.Excerpt(text[..equals])}' stands twice.", "Give it one value.");
            values.Add(new(text[..equals], text[(equals + 1)..]));
        }

        return values;
    }

    /// <summary>How parameters of the query that a line being typed names may start; none for other verbs.</summary>
    public static IEnumerable<string> Candidates(Command verb, IReadOnlyList<string> arguments)
    {
        if (verb.Name != "query" || arguments.Count == 0)
            return [];
        var catalogue = new QueryCatalogue();
        return catalogue.Names.Contains(arguments[0]) ? catalogue[arguments[0]].Parameters.Select(p => p.Name + "=") : [];
    }
}
