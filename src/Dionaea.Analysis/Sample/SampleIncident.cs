namespace Dionaea.Analysis;

/// <summary>One end of a generated conversation with the sensor, as dionaea's own connection object holds it.</summary>
internal sealed class SampleConnection
{
    /// <summary>The service or client, as in <c>connection_protocol</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary><c>tcp</c>, <c>tls</c> or <c>udp</c>.</summary>
    public required string Transport { get; init; }

    /// <summary>The sensor's address.</summary>
    public required string LocalHost { get; init; }

    /// <summary>The sensor's port.</summary>
    public required int LocalPort { get; init; }

    /// <summary>The other end's address; empty for listeners and for names not yet resolved.</summary>
    public string RemoteHost { get; init; } = "";

    /// <summary>The name the sensor connects to; empty when it has an address.</summary>
    public string RemoteHostname { get; init; } = "";

    /// <summary>The other end's port; 0 for listeners.</summary>
    public int RemotePort { get; init; }

    /// <summary>The row that stands for it, or 0 while there is none; kept by what writes the rows.</summary>
    public long Row { get; set; }

    /// <summary>The row of the attack's first connection; kept by what writes the rows.</summary>
    public long Root { get; set; }
}

/// <summary>
/// An incident as dionaea would report it. A field's value is null, text, bytes, an integer, an array of text
/// or one of the SIP records; the content of the file that a VirusTotal report names stands after its fields.
/// </summary>
/// <param name="Time">Microseconds since 1970 UTC.</param>
/// <param name="Origin">Its type.</param>
/// <param name="Connection">What it is about, a link's child; null for VirusTotal reports.</param>
/// <param name="Parent">A link's parent; null for all others.</param>
/// <param name="Values">The values of the origin's fields, in their order.</param>
internal sealed record SampleIncident(
    long Time, Origin Origin, SampleConnection? Connection, SampleConnection? Parent, object?[] Values);

/// <summary>A SIP address, as nested in <c>sip.command</c>.</summary>
internal sealed record SipAddress(string DisplayName, string? Scheme, string? User, string? Password, string? Host, int? Port);

/// <summary>A SIP Via, as nested in <c>sip.command</c>.</summary>
internal sealed record SipVia(string Protocol, string Address, int? Port);

/// <summary>A session description with one medium, as nested in <c>sip.command</c>; the address is IPv4.</summary>
internal sealed record SipSession(string User, long Id, long Version, string Address, string Media, int Port, string Protocol);

/// <summary>What VirusTotal knows of a file: an engine's result is null where it found nothing.</summary>
/// <param name="ScanTime">Unix seconds.</param>
/// <param name="Permalink">The report's page.</param>
/// <param name="Scans">Engines and what each calls the file.</param>
internal sealed record VerdictReport(long ScanTime, string Permalink, IReadOnlyList<(string Engine, string? Result)> Scans);
