using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Shows attacks as trees.</summary>
public sealed class TreeDirective : IDirective
{
    private static readonly Parameter[] Takes =
    [
        new("attacker", ParameterType.Text, null, "the peer's address"),
        new("protocol", ParameterType.Text, null, "the service of a connection"),
        new("md5", ParameterType.Text, null, "the hash of a sample"),
        new("from", ParameterType.Timestamp, null, "from this time on"),
        new("to", ParameterType.Timestamp, null, "before this time"),
        new("limit", ParameterType.Limit, AttackFilter.UsualLimit.ToString(CultureInfo.InvariantCulture), "the most attacks"),
        new("zone", ParameterType.Zone, "UTC", "the zone of times"),
    ];

    /// <inheritdoc/>
    public string Name => "tree";

    /// <inheritdoc/>
    public string Usage => $"tree [CONNECTION] {string.Join(' ', Takes.Select(p => $"[--{p.Name} {p.Name.ToUpperInvariant()}]"))}";

    /// <inheritdoc/>
    public string About => "Shows attacks as trees, with all that happened in them: the one that a connection belongs to, or those with most connections.";

    /// <inheritdoc/>
    public bool NeedsOrder => false;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        var words = DirectiveWords.Of(directive);
        words.Allow(Name, [.. Takes.Select(p => p.Name)]);
        if (words.Alone.Count > 1)
            throw WorkbenchException.Usage("#!tree takes one connection or none.", $"Write: #!{Usage}");
        var values = Takes.ToDictionary(p => p.Name, p => Value(p, words, run.Workbench));
        var connection = words.Alone.Count == 0 ? null : new Parameter("connection", ParameterType.Integer, null, "").Parse(words.Alone[0]);
        var filter = new AttackFilter
        {
            // Where one attack is asked for, what was set for a notebook's other questions must not hide it.
            Connection = connection as long?,
            Attacker = values["attacker"] as string,
            Protocol = values["protocol"] as string,
            Md5 = values["md5"] as string,
            From = connection is null || words.Options.ContainsKey("from") ? values["from"] : null,
            To = connection is null || words.Options.ContainsKey("to") ? values["to"] : null,
            Limit = (long)values["limit"]!,
        };
        var forest = run.Workbench.Attacks(filter, run.Cancellation);
        if (forest.Trees.Count == 0 && connection is long id)
            throw WorkbenchException.Usage(FormattableString.Invariant($"There is no connection {id} in the database that meets the other conditions."), "SELECT connection FROM connections lists them.");
        var zone = (string)values["zone"]!;
        run.Show(new TreeOutput(forest, zone, TreeFigure.Draw(forest, zone)));
    }

    // As for queries: what the line says, what was set, the settings', the usual.
    private static object? Value(Parameter parameter, DirectiveWords words, Workbench workbench)
    {
        if (words.Options.TryGetValue(parameter.Name, out var text))
            return parameter.Parse(text);
        if (workbench.Parameters.TryGetValue(parameter.Name, out var set) && set is not null)
            return ParameterValue.Check(parameter, set);
        if (parameter.Type == ParameterType.Zone)
            return parameter.Parse(workbench.Settings.Zone);
        return parameter.Default is null ? null : parameter.Parse(parameter.Default);
    }
}
