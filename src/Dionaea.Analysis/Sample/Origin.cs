namespace Dionaea.Analysis;

/// <summary>A type of incident: its name and its fields, in the order in which generated incidents carry them.</summary>
internal sealed class Origin
{
    private Origin(string name, string? connectionType, params string[] fields)
    {
        Name = name;
        ConnectionType = connectionType;
        Fields = fields;
    }

    public static Origin TcpListen { get; } = new("dionaea.connection.tcp.listen", "listen");

    public static Origin TcpConnect { get; } = new("dionaea.connection.tcp.connect", "connect");

    public static Origin UdpConnect { get; } = new("dionaea.connection.udp.connect", "connect");

    public static Origin TcpAccept { get; } = new("dionaea.connection.tcp.accept", "accept");

    public static Origin TlsAccept { get; } = new("dionaea.connection.tls.accept", "accept");

    public static Origin TcpReject { get; } = new("dionaea.connection.tcp.reject", "reject");

    public static Origin TcpPending { get; } = new("dionaea.connection.tcp.pending", "pending");

    public static Origin Link { get; } = new("dionaea.connection.link", null);

    public static Origin Free { get; } = new("dionaea.connection.free", null);

    public static Origin EmuProfile { get; } = new("dionaea.module.emu.profile", null, "profile");

    public static Origin Offer { get; } = new("dionaea.download.offer", null, "url");

    public static Origin DownloadHash { get; } = new("dionaea.download.complete.hash", null, "url", "md5hash", "file");

    public static Origin ShellListen { get; } = new("dionaea.service.shell.listen", null, "port");

    public static Origin ShellConnect { get; } = new("dionaea.service.shell.connect", null, "host", "port");

    public static Origin P0f { get; } = new(
        "dionaea.modules.python.p0f", null, "genre", "link", "detail", "uptime", "tos", "dist", "nat", "fw");

    public static Origin FtpLogin { get; } = new("dionaea.modules.python.ftp.login", null, "username", "password");

    public static Origin DcerpcBind { get; } = new("dionaea.modules.python.smb.dcerpc.bind", null, "uuid", "transfersyntax");

    public static Origin DcerpcRequest { get; } = new("dionaea.modules.python.smb.dcerpc.request", null, "uuid", "opnum");

    public static Origin MssqlLogin { get; } = new(
        "dionaea.modules.python.mssql.login", null, "username", "password", "hostname", "appname", "cltintname");

    public static Origin MssqlCommand { get; } = new("dionaea.modules.python.mssql.cmd", null, "status", "cmd");

    public static Origin MysqlLogin { get; } = new("dionaea.modules.python.mysql.login", null, "username", "password");

    public static Origin MysqlCommand { get; } = new("dionaea.modules.python.mysql.command", null, "command", "args");

    public static Origin SipCommand { get; } = new(
        "dionaea.modules.python.sip.command", null,
        "method", "call_id", "user_agent", "allow", "addr", "to", "contact", "from", "via", "sdp");

    public static Origin MqttConnect { get; } = new(
        "dionaea.modules.python.mqtt.connect", null, "clientid", "willtopic", "willmessage", "username", "password");

    public static Origin MqttPublish { get; } = new("dionaea.modules.python.mqtt.publish", null, "publishtopic", "publishmessage");

    public static Origin MqttSubscribe { get; } = new(
        "dionaea.modules.python.mqtt.subscribe", null, "subscribemessageid", "subscribetopic");

    public static Origin VirusTotalReport { get; } = new("dionaea.modules.python.virustotal.report", null, "md5hash", "path");

    /// <summary>The incident's name.</summary>
    public string Name { get; }

    /// <summary>What log_sqlite writes into <c>connection_type</c>; null unless the incident makes a connection's row.</summary>
    public string? ConnectionType { get; }

    /// <summary>The fields beside the connection; empty for incidents about the connection itself.</summary>
    public IReadOnlyList<string> Fields { get; }
}
