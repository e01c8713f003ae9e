using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>
/// The options by which attacks are chosen. Those of readlogsqltree have its letters and names; the workbench's own view
/// takes the ones among them that it has a use for, and looks at whole attacks.
/// </summary>
internal sealed class AttackOptions
{
    private readonly Option<string?> _remoteHost = Text("--remote-host", "-r", "HOST", "Of this attacker.");
    private readonly Option<long> _connection = new("--connection", "-c") { HelpName = "ID", Description = "With this connection, by its row id; the classic tree takes the first of an attack." };
    private readonly Option<string?> _protocol = Text("--protocol", "-P", "NAME", "With a connection of this service.");
    private readonly Option<string?> _md5 = Text("--downloads-md5sum", "-m", "MD5", "With a download of this hash.");
    private readonly Option<string?> _from = Text("--from", null, "TIME", "From this time on: a day, a time in UTC, or Unix seconds.");
    private readonly Option<string?> _to = Text("--to", null, "TIME", "Before this time.");
    private readonly Option<string?> _limit = Text("--limit", null, "N", $"The most attacks: those with most connections, then the latest. [default: {AttackFilter.UsualLimit}]");
    private readonly Option<string?> _offerUrl = Text("--in-offer-url", "-o", "PART", "Classic: with an offered URL that has this part; % stands for any text.");
    private readonly Option<string?> _downloadUrl = Text("--in-download-url", "-d", "PART", "Classic: with a download from a URL that has this part.");
    private readonly Option<string?> _timeFrom = Text("--time-from", "-t", "SECONDS", "Classic: after this time, Unix seconds or arithmetic on them (1583020800-24*3600).");
    private readonly Option<string?> _timeTo = Text("--time-to", "-T", "SECONDS", "Classic: before this time, likewise.");
    private readonly Option<string?> _uuid = Text("--dcerpcbind-uuid", "-u", "UUID", "Classic: with a DCE/RPC bind to this interface.");
    private readonly Option<string?> _opnum = Text("--dcerpcrequest-opnum", "-p", "NUMBER", "Classic: with a DCE/RPC request for this operation.");
    private readonly Option<string?> _type = Text("--connection-type", "-y", "TYPE", "Classic: that start with a connection of this type.");
    private readonly Option<bool> _queryOnly = new("--query-only", "-q") { Description = "Classic: print the SQL instead of running it." };

    private IEnumerable<Option> Shared => [_remoteHost, _connection, _protocol, _md5];

    private IEnumerable<Option> Own => [_from, _to, _limit];

    private IEnumerable<Option> ClassicOnly => [_offerUrl, _downloadUrl, _timeFrom, _timeTo, _uuid, _opnum, _type, _queryOnly];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in Shared.Concat(Own).Concat(ClassicOnly))
            command.Options.Add(option);
    }

    /// <summary>Whether the classic tree's statement is asked for instead of the tree.</summary>
    public bool IsQueryOnly(ParseResult parsed) => parsed.GetValue(_queryOnly);

    /// <summary>What a command line asks for of the classic tree.</summary>
    /// <exception cref="WorkbenchException">It has an option of the other view.</exception>
    public RootFilter Classic(ParseResult parsed)
    {
        Refuse(parsed, Own, "does not go with --classic", "The classic tree takes --time-from and --time-to.");
        return new RootFilter
        {
            RemoteHost = parsed.GetValue(_remoteHost),
            Connection = parsed.GetValue(_connection),
            OfferUrl = parsed.GetValue(_offerUrl),
            DownloadUrl = parsed.GetValue(_downloadUrl),
            TimeFrom = parsed.GetValue(_timeFrom),
            TimeTo = parsed.GetValue(_timeTo),
            BindUuid = parsed.GetValue(_uuid),
            RequestOpnum = parsed.GetValue(_opnum),
            Protocol = parsed.GetValue(_protocol),
            Md5 = parsed.GetValue(_md5),
            Type = parsed.GetValue(_type),
        };
    }

    /// <summary>What a command line asks for of the workbench's own tree.</summary>
    /// <exception cref="WorkbenchException">It has an option of the other view, or a value is wrong.</exception>
    public AttackFilter Modern(ParseResult parsed)
    {
        Refuse(parsed, ClassicOnly, "goes with --classic", "This view takes --from, --to, --remote-host, --connection, --protocol, --downloads-md5sum and --limit.");
        return new AttackFilter
        {
            Attacker = parsed.GetValue(_remoteHost),
            Connection = parsed.GetResult(_connection) is { Implicit: false } ? parsed.GetValue(_connection) : null,
            Protocol = parsed.GetValue(_protocol),
            Md5 = parsed.GetValue(_md5),
            From = Value(parsed, _from, "from", ParameterType.Timestamp),
            To = Value(parsed, _to, "to", ParameterType.Timestamp),
            Limit = Value(parsed, _limit, "limit", ParameterType.Limit) as long? ?? AttackFilter.UsualLimit,
        };
    }

    private static object? Value(ParseResult parsed, Option<string?> option, string name, ParameterType type) =>
        parsed.GetValue(option) is { } text ? new Parameter(name, type, null, "").Parse(text) : null;

    private static void Refuse(ParseResult parsed, IEnumerable<Option> options, string what, string remedy)
    {
        if (options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } option)
            throw WorkbenchException.Usage($"Option '{option.Name}' {what}.", remedy);
    }

    private static Option<string?> Text(string name, string? letter, string value, string about)
    {
        var option = new Option<string?>(name) { HelpName = value, Description = about };
        if (letter is not null)
            option.Aliases.Add(letter);
        return option;
    }
}
