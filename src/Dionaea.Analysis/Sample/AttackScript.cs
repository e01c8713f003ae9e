namespace Dionaea.Analysis;

/// <summary>
/// One attack being played: a clock, an attacker and the calls by which it makes connections and reports
/// incidents. It must not make more connections than <see cref="Left"/> says.
/// </summary>
internal sealed class AttackScript
{
    /// <summary>The sensor's IPv4 address.</summary>
    public const string Sensor = "192.0.2.10";

    private const string SensorV6 = "2001:db8:53::10";
    private const long LongestMicroseconds = 20 * 60_000_000L;

    private readonly IncidentQueue _queue;
    private readonly long _start;
    private readonly int _most;
    private readonly int _pace;
    private long _now;

    /// <summary>Starts an attack.</summary>
    /// <param name="queue">Takes the incidents.</param>
    /// <param name="binaries">The files that can be captured.</param>
    /// <param name="random">The dice.</param>
    /// <param name="attacker">Who attacks.</param>
    /// <param name="start">Microseconds since 1970 UTC.</param>
    /// <param name="most">The most connections it may make, 1 or more.</param>
    public AttackScript(IncidentQueue queue, Binaries binaries, Xoshiro256 random, Attacker attacker, long start, int most)
    {
        _queue = queue;
        _start = start;
        _now = start;
        _most = most;
        _pace = 1 + random.Skewed(8);
        Attacker = attacker;
        Binaries = binaries;
        Random = random;
    }

    /// <summary>Who attacks.</summary>
    public Attacker Attacker { get; }

    /// <summary>The files that can be captured.</summary>
    public Binaries Binaries { get; }

    /// <summary>The dice.</summary>
    public Xoshiro256 Random { get; }

    /// <summary>Connections made so far.</summary>
    public int Made { get; private set; }

    /// <summary>How many more connections it may make.</summary>
    public int Left => _most - Made;

    /// <summary>Whether there are connections and time left for another round.</summary>
    public bool GoesOn => Left > 0 && _now - _start < LongestMicroseconds - 180_000_000;

    /// <summary>The day, from 0.</summary>
    public int Day => (int)(((_now / 1_000_000) - SampleOptions.Start) / 86_400);

    /// <summary>The address of the sensor that the attacker sees.</summary>
    public string LocalHost => Attacker.IsV6 ? SensorV6 : Sensor;

    /// <summary>Lets time pass, in milliseconds of an attacker in a hurry; others take up to eight times as long.</summary>
    public void Wait(int least, int most) => _now += (Random.Between(least, most) * 1000L * _pace) + Random.Below(1000);

    /// <summary>A connection from the attacker to a service of the sensor; p0f may have a word on it.</summary>
    public SampleConnection Accept(string protocol, int port, string transport = "tcp", SampleConnection? parent = null)
    {
        var connection = Inbound(protocol, port, transport);
        Open(transport is "tls" ? Origin.TlsAccept : Origin.TcpAccept, connection, parent);
        if (Attacker.IsFingerprinted)
        {
            var system = Attacker.System;
            Report(Origin.P0f, connection, system.Genre, system.Link, system.Detail, system.Uptime, system.Tos, system.Distance, "0", system.Firewall);
        }

        return connection;
    }

    /// <summary>A listener that the sensor opens during an attack.</summary>
    public SampleConnection Listen(string protocol, int port, SampleConnection? parent = null)
    {
        var listener = new SampleConnection { Protocol = protocol, Transport = "tcp", LocalHost = LocalHost, LocalPort = port };
        Open(Origin.TcpListen, listener, parent);
        return listener;
    }

    /// <summary>A connection that the sensor makes.</summary>
    /// <param name="protocol">The client.</param>
    /// <param name="host">An address; or a name, when it has letters and no colon.</param>
    /// <param name="port">The port connected to.</param>
    /// <param name="parent">What made the sensor connect; null when nothing says so.</param>
    /// <param name="transport"><c>tcp</c> or <c>udp</c>.</param>
    public SampleConnection Connect(string protocol, string host, int port, SampleConnection? parent, string transport = "tcp")
    {
        var named = !host.Contains(':', StringComparison.Ordinal) && host.Any(char.IsAsciiLetter);
        var connection = new SampleConnection
        {
            Protocol = protocol,
            Transport = transport,
            LocalHost = LocalHost,
            LocalPort = Random.Between(32_768, 60_999),
            RemoteHost = named ? "" : host,
            RemoteHostname = named ? host : "",
            RemotePort = port,
        };
        Open(transport is "udp" ? Origin.UdpConnect : Origin.TcpConnect, connection, parent);
        return connection;
    }

    /// <summary>A connection object from the attacker that nothing has reported yet.</summary>
    public SampleConnection Inbound(string protocol, int port, string transport) => new()
    {
        Protocol = protocol,
        Transport = transport,
        LocalHost = LocalHost,
        LocalPort = port,
        RemoteHost = Attacker.Address,
        RemotePort = Random.Between(Attacker.System.FirstPort, Attacker.System.LastPort),
    };

    /// <summary>Reports the incident that makes a connection's row, and its link to a parent.</summary>
    public void Open(Origin origin, SampleConnection connection, SampleConnection? parent = null)
    {
        if (Left == 0)
            throw new InvalidOperationException("An attack makes more connections than it may.");
        Made++;
        Report(origin, connection);
        if (parent is not null)
            _queue.Add(new SampleIncident(Tick(), Origin.Link, connection, parent, []));
    }

    /// <summary>Reports an incident.</summary>
    public void Report(Origin origin, SampleConnection connection, params object?[] values) =>
        _queue.Add(new SampleIncident(Tick(), origin, connection, null, values));

    /// <summary>Ends a connection.</summary>
    public void Free(SampleConnection connection) => Report(Origin.Free, connection);

    /// <summary>Stores a captured file, and what VirusTotal says of it soon after where it is asked.</summary>
    public void Capture(SampleConnection connection, string url, Binary binary)
    {
        Report(Origin.DownloadHash, connection, url, binary.Md5, "/var/lib/dionaea/binaries/" + binary.Md5);
        if (Binaries.Ask(binary, Day, _now / 1_000_000) is not { } report)
            return;
        var path = FormattableString.Invariant($"virustotal/{binary.Md5}-{report.ScanTime}.json");
        var later = _now + (Random.Between(20, 300) * 1_000_000L);
        _queue.Add(new SampleIncident(later, Origin.VirusTotalReport, null, null, [binary.Md5, path, report]));
    }

    // No two incidents of an attack have the same time; in the real program a handler takes about a millisecond.
    private long Tick() => _now += Random.Between(150, 1900);
}
