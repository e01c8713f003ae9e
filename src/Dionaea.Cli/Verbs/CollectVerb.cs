using System.CommandLine;
using System.Globalization;
using System.Net;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Takes what sensors post into one database each.</summary>
internal sealed class CollectVerb : IVerb
{
    private const int MostMegabytes = 128;

    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("From sensors whose secrets a file lists", "workbench collect --into captures --sensors sensors.yaml"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var listen = new Option<string>("--listen") { Description = "Where to listen: an address of this machine and a port. Beyond the machine itself, put a proxy with TLS in front.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8480" };
        var into = new Option<string>("--into") { Description = "Folder of the databases, one 'NAME.sqlite' for each sensor; made when it does not exist.", HelpName = "FOLDER", Required = true };
        var sensor = new Option<string[]>("--sensor") { Description = "A sensor and its secret; it posts to URL/SECRET. May be repeated. Other users of this machine can see it.", HelpName = "NAME=SECRET" };
        var sensors = new Option<string?>("--sensors") { Description = "YAML file with a line 'NAME: SECRET' for each sensor.", HelpName = "FILE" };
        var types = TypesOption.Create();
        var rate = new Option<int>("--rate") { Description = "How many incidents a second are taken from a sensor; more are refused (429).", HelpName = "N", DefaultValueFactory = _ => 5000 };
        var size = new Option<int>("--max-megabytes") { Description = "The largest incident that is taken; larger ones are refused (413).", HelpName = "N", DefaultValueFactory = _ => 32 };
        var window = new Option<int>("--window") { Description = "How long an incident waits for earlier ones that are late, in milliseconds.", HelpName = "MS", DefaultValueFactory = _ => 250 };
        var command = new Command("collect", "Take what the log_incident and log_json handlers of sensors post, and answer once it is stored.")
        {
            listen, into, sensor, sensors, types, rate, size, window,
        };
        command.SetAction(parsed =>
        {
            var address = Address(parsed.GetRequiredValue(listen));
            var secrets = SensorSecrets.Read(parsed.GetValue(sensor) ?? [], parsed.GetValue(sensors));
            var limits = (Rate: Between(parsed.GetValue(rate), 1, 1_000_000, "--rate"), Body: (long)Between(parsed.GetValue(size), 1, MostMegabytes, "--max-megabytes") << 20);
            var intake = new IntakeOptions
            {
                Database = Folder(parsed.GetRequiredValue(into)),
                DionaeaTypes = TypesOption.IsDionaea(parsed, types),
                Window = TimeSpan.FromMilliseconds(Between(parsed.GetValue(window), 0, 60_000, "--window")),
            };
            Run(address, secrets, intake, limits, streams, cancellation);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Run(
        IPEndPoint address, IReadOnlyDictionary<string, string> secrets, IntakeOptions intake, (int Rate, long Body) limits, Streams streams, CancellationToken cancellation)
    {
        var error = TextWriter.Synchronized(streams.Error);
        var sensors = new List<Sensor>();
        try
        {
            foreach (var (name, secret) in secrets)
            {
                var options = intake with { Database = Path.Combine(intake.Database, name + ".sqlite") };
                sensors.Add(new Sensor(name, secret, limits.Rate, new SensorIntake(options, fault => error.WriteLine($"workbench: {Escape.Terminal(fault.Message)}"))));
            }

            using (var collector = new Collector(address, sensors, limits.Body))
            {
                error.WriteLine($"workbench: Listening at {collector.Address} for {string.Join(", ", sensors.Select(sensor => sensor.Name))}.");
                if (!IPAddress.IsLoopback(address.Address))
                    error.WriteLine("workbench: Other machines can reach this address. What they send, secrets too, is not encrypted.");
                cancellation.WaitHandle.WaitOne();
            }

            foreach (var sensor in sensors)
                streams.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sensor.Name}: {sensor.Intake.Stored:N0} requests stored."));
        }
        finally
        {
            foreach (var sensor in sensors)
                sensor.Dispose();
        }
    }

    private static IPEndPoint Address(string url)
    {
        var isUrl = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;
        if (isUrl && uri!.Host == "localhost")
            return new IPEndPoint(IPAddress.Loopback, uri.Port);
        return isUrl && IPAddress.TryParse(uri!.DnsSafeHost, out var address)
            ? new IPEndPoint(address, uri.Port)
            : throw WorkbenchException.Usage($"'{Suggestion.Excerpt(url)}' is no address to listen at.", "Name an address of this machine and a port, as in 'http://127.0.0.1:8480'.");
    }

    private static int Between(int value, int least, int most, string option) => value >= least && value <= most
        ? value
        : throw WorkbenchException.Usage(FormattableString.Invariant($"'{option}' takes a whole number from {least} to {most}, not {value}."));

    private static string Folder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WorkbenchException.Failed($"The folder '{Suggestion.Excerpt(path)}' can't be made: {Suggestion.Excerpt(e.Message)}", "Choose another place.", e);
        }
    }
}
