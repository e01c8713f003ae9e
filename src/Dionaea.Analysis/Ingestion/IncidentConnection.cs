namespace Dionaea.Analysis;

/// <summary>
/// A connection as an incident shows it: its identity and a snapshot of its ends. Texts are UTF-8; a hostname is
/// empty and a port 0 where it is not known, as in dionaea.
/// </summary>
public sealed class IncidentConnection
{
    private readonly Incident _incident;

    internal IncidentConnection(Incident incident) => _incident = incident;

    /// <summary>Whether the incident has this connection; set by setting <see cref="Key"/>.</summary>
    public bool IsPresent { get; internal set; }

    /// <summary>Which connection it is.</summary>
    public ConnectionKey Key
    {
        get => field;
        set
        {
            field = value;
            IsPresent = true;
        }
    }

    /// <summary>The service or client (<c>smbd</c>).</summary>
    public ReadOnlySpan<byte> Protocol { get => _incident.Bytes(ProtocolRange); set => ProtocolRange = _incident.Keep(value); }

    /// <summary><c>tcp</c>, <c>tls</c> or <c>udp</c>.</summary>
    public ReadOnlySpan<byte> Transport { get => _incident.Bytes(TransportRange); set => TransportRange = _incident.Keep(value); }

    /// <summary>The sensor's address.</summary>
    public ReadOnlySpan<byte> LocalHost { get => _incident.Bytes(LocalHostRange); set => LocalHostRange = _incident.Keep(value); }

    /// <summary>The sensor's port.</summary>
    public long LocalPort { get; set; }

    /// <summary>The other end's address.</summary>
    public ReadOnlySpan<byte> RemoteHost { get => _incident.Bytes(RemoteHostRange); set => RemoteHostRange = _incident.Keep(value); }

    /// <summary>The other end's name.</summary>
    public ReadOnlySpan<byte> RemoteHostname { get => _incident.Bytes(RemoteHostnameRange); set => RemoteHostnameRange = _incident.Keep(value); }

    /// <summary>The other end's port.</summary>
    public long RemotePort { get; set; }

    internal TextRange ProtocolRange { get; set; }

    internal TextRange TransportRange { get; set; }

    internal TextRange LocalHostRange { get; set; }

    internal TextRange RemoteHostRange { get; set; }

    internal TextRange RemoteHostnameRange { get; set; }

    internal void Clear()
    {
        IsPresent = false;
        ProtocolRange = TransportRange = LocalHostRange = RemoteHostRange = RemoteHostnameRange = default;
        LocalPort = RemotePort = 0;
    }
}
