using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Turns incidents into the rows log_sqlite makes of them, in a database that has the tables and no rows yet:
/// a new connection is its own root; a link moves the child under its parent; what concerns a connection
/// without a row is dropped.
/// </summary>
internal sealed class SampleRows : IDisposable
{
    // The bits of sip_command_allow; a method that is not listed has the lowest.
    private static readonly string[] SipMethods =
    [
        "", "ACK", "BYE", "CANCEL", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "PUBLISH", "REFER",
        "REGISTER", "SUBSCRIBE", "UPDATE",
    ];

    private readonly Dictionary<string, RowStatement> _inserts = new(StringComparer.Ordinal);
    private readonly Dictionary<Origin, Action<SampleIncident>> _writers;
    private readonly RowStatement _link;
    private readonly RowStatement _connections;

    /// <summary>Prepares the statements.</summary>
    public SampleRows(sqlite3 database)
    {
        foreach (var (table, sql) in LogSqliteSchema.Inserts())
            _inserts.Add(table, new RowStatement(database, sql));
        _connections = _inserts["connections"];
        _link = new RowStatement(database, LogSqliteSchema.Link());
        _writers = new()
        {
            [Origin.Link] = Link,
            [Origin.Free] = Free,
            [Origin.EmuProfile] = One("emu_profiles", 1),
            [Origin.Offer] = One("offers", 1),
            [Origin.DownloadHash] = One("downloads", 2),
            [Origin.ShellListen] = i => Insert("emu_services", i.Connection!.Row, $"bindshell://{i.Values[0]}"),
            [Origin.ShellConnect] = i => Insert("emu_services", i.Connection!.Row, $"connectbackshell://{i.Values[0]}:{i.Values[1]}"),
            [Origin.P0f] = One("p0fs", 8),
            [Origin.FtpLogin] = One("logins", 2),
            [Origin.MysqlLogin] = One("logins", 2),
            [Origin.MssqlLogin] = Both(One("logins", 2), One("mssql_fingerprints", 3, skip: 2)),
            [Origin.MssqlCommand] = One("mssql_commands", 2),
            [Origin.MysqlCommand] = MysqlCommand,
            [Origin.DcerpcBind] = One("dcerpcbinds", 2),
            [Origin.DcerpcRequest] = One("dcerpcrequests", 2),
            [Origin.SipCommand] = SipCommand,
            [Origin.MqttConnect] = One("mqtt_fingerprints", 5),
            [Origin.MqttPublish] = One("mqtt_publish_commands", 2),
            [Origin.MqttSubscribe] = One("mqtt_subscribe_commands", 2),
            [Origin.VirusTotalReport] = Verdicts,
        };
    }

    /// <summary>The rows of <c>connections</c> so far.</summary>
    public int Connections => (int)_connections.Count;

    /// <summary>Writes what an incident leaves in the database, possibly nothing.</summary>
    public void Write(SampleIncident incident)
    {
        if (incident.Origin.ConnectionType is { } type)
            Open(incident.Time, type, incident.Connection!);
        else if (incident.Connection is not { Row: 0 } || incident.Origin == Origin.Link)
            _writers[incident.Origin](incident);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
            insert.Dispose();
        _link.Dispose();
    }

    private void Open(long time, string type, SampleConnection connection)
    {
        var row = _connections.Count + 1;
        connection.Row = row;
        connection.Root = row;
        _connections.Bind(1, row);
        _connections.Bind(2, type);
        _connections.Bind(3, connection.Transport);
        _connections.Bind(4, connection.Protocol);
        _connections.Bind(5, time / 1e6);
        _connections.Bind(6, row);
        _connections.BindNull(7);
        _connections.Bind(8, connection.LocalHost);
        _connections.Bind(9, (long)connection.LocalPort);
        _connections.Bind(10, connection.RemoteHost);
        _connections.Bind(11, connection.RemoteHostname);
        _connections.Bind(12, (long)connection.RemotePort);
        _connections.Run();
    }

    private void Link(SampleIncident incident)
    {
        var (parent, child) = (incident.Parent!, incident.Connection!);
        if (parent.Row == 0)
            return;
        if (child.Row == 0)
            child.Row = parent.Row;
        child.Root = parent.Root;
        _link.Bind(1, child.Row);
        _link.Bind(2, parent.Root);
        _link.Bind(3, parent.Row);
        _link.Run();
    }

    private static void Free(SampleIncident incident) => incident.Connection!.Row = 0;

    private Action<SampleIncident> One(string table, int values, int skip = 0)
    {
        var insert = _inserts[table];
        return incident =>
        {
            insert.Bind(1, incident.Connection!.Row);
            for (var i = 0; i < values; i++)
                insert.BindValue(i + 2, incident.Values[skip + i]);
            insert.Run();
        };
    }

    private static Action<SampleIncident> Both(Action<SampleIncident> first, Action<SampleIncident> second) => first + second;

    private void MysqlCommand(SampleIncident incident)
    {
        var command = Insert("mysql_commands", incident.Connection!.Row, incident.Values[0]);
        if (incident.Values[1] is not string[] arguments)
            return;
        for (var i = 0; i < arguments.Length; i++)
            Insert("mysql_command_args", command, i, arguments[i]);
    }

    private void SipCommand(SampleIncident incident)
    {
        var values = incident.Values;
        var command = Insert("sip_commands", incident.Connection!.Row, values[0], values[1], values[2], Mask((string[])values[3]!));
        Address(command, "addr", (SipAddress)values[4]!);
        Address(command, "to", (SipAddress)values[5]!);
        Address(command, "contact", (SipAddress)values[6]!);
        foreach (var sender in (SipAddress[])values[7]!)
            Address(command, "from", sender);
        foreach (var via in (SipVia[])values[8]!)
            Insert("sip_vias", command, via.Protocol, via.Address, via.Port);
        if (values[9] is not SipSession session)
            return;
        Insert("sip_sdp_origins", command, session.User, session.Id, session.Version, "IN", "IP4", session.Address);
        Insert("sip_sdp_connectiondatas", command, "IN", "IP4", session.Address, null, null);
        Insert("sip_sdp_medias", command, session.Media, session.Port, null, session.Protocol);
    }

    private void Address(long command, string type, SipAddress address) => Insert(
        "sip_addrs", command, type, address.DisplayName, address.Scheme, address.User, address.Password, address.Host, address.Port);

    private void Verdicts(SampleIncident incident)
    {
        var report = (VerdictReport)incident.Values[2]!;
        var id = Insert("virustotals", (string)incident.Values[0]!, report.ScanTime, report.Permalink);
        foreach (var (engine, result) in report.Scans)
            Insert("virustotalscans", id, engine, result);
    }

    private long Insert(string table, params ReadOnlySpan<object?> values)
    {
        var insert = _inserts[table];
        for (var i = 0; i < values.Length; i++)
            insert.BindValue(i + 1, values[i]);
        insert.Run();
        return insert.Count;
    }

    private static long Mask(string[] methods)
    {
        var mask = 0L;
        foreach (var method in methods)
            mask |= 1L << Math.Max(0, Array.IndexOf(SipMethods, method));
        return mask;
    }
}
