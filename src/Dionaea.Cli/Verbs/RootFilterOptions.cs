using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>The options by which readlogsqltree chooses attacks, with its letters and names.</summary>
internal sealed class RootFilterOptions
{
    private readonly Option<string?> _remoteHost = Text("--remote-host", "-r", "HOST", "Of this attacker.");
    private readonly Option<long> _connection = new("--connection", "-c") { HelpName = "ID", Description = "This one, by the row id of its first connection." };
    private readonly Option<string?> _offerUrl = Text("--in-offer-url", "-o", "PART", "With an offered URL that has this part; % stands for any text.");
    private readonly Option<string?> _downloadUrl = Text("--in-download-url", "-d", "PART", "With a download from a URL that has this part.");
    private readonly Option<string?> _timeFrom = Text("--time-from", "-t", "SECONDS", "After this time: Unix seconds, or arithmetic on them (1583020800-24*3600).");
    private readonly Option<string?> _timeTo = Text("--time-to", "-T", "SECONDS", "Before this time, likewise.");
    private readonly Option<string?> _uuid = Text("--dcerpcbind-uuid", "-u", "UUID", "With a DCE/RPC bind to this interface.");
    private readonly Option<string?> _opnum = Text("--dcerpcrequest-opnum", "-p", "NUMBER", "With a DCE/RPC request for this operation.");
    private readonly Option<string?> _protocol = Text("--protocol", "-P", "NAME", "On this service.");
    private readonly Option<string?> _md5 = Text("--downloads-md5sum", "-m", "MD5", "With a download of this hash.");
    private readonly Option<string?> _type = Text("--connection-type", "-y", "TYPE", "That start with a connection of this type.");

    private IEnumerable<Option> All => [_remoteHost, _connection, _offerUrl, _downloadUrl, _timeFrom, _timeTo, _uuid, _opnum, _protocol, _md5, _type];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    /// <summary>What a command line asks for.</summary>
    public RootFilter Of(ParseResult parsed) => new()
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

    private static Option<string?> Text(string name, string letter, string value, string about) => new(name, letter) { HelpName = value, Description = about };
}
