using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Dionaea.Tests;

/// <summary>
/// A printer of attack trees written from the format's description alone: one statement for each table of each
/// connection, by recursion. Slow, and blind to performance.
/// </summary>
internal sealed class NaiveTree(SqliteConnection database)
{
    private readonly StringBuilder _text = new();
    private object? _root;

    /// <summary>The trees of all attacks, without the first line.</summary>
    public static string Print(SqliteConnection database)
    {
        var tree = new NaiveTree(database);
        foreach (var condition in new[] { "connection_root IS NULL", "connection_root = connection" })
        {
            foreach (var row in tree.Rows($"SELECT * FROM connections WHERE {condition} ORDER BY connection"))
            {
                tree._root = row["connection"];
                tree._text.Append(Time(row["connection_timestamp"])).Append('\n');
                tree.Node(row, 0);
            }
        }

        return tree._text.ToString();
    }

    private void Node(Dictionary<string, object?> c, int depth)
    {
        var ends = $"({T(c["connection_root"])} {T(c["connection_parent"])})";
        var head = $"connection {T(c["connection"])} {T(c["connection_protocol"])} {T(c["connection_transport"])} {T(c["connection_type"])} {T(c["local_host"])}:{T(c["local_port"])}";
        var peer = $"{T(c["remote_host"])}:{T(c["remote_port"])}";
        switch (c["connection_type"] as string)
        {
            case "accept":
            case "reject":
            case "pending":
                Out(2 + (2 * depth), $"{head} <- {peer} {ends}");
                break;
            case "connect":
                Out(2 + (2 * depth), $"{head} -> {T(c["remote_hostname"])}/{peer} {ends}");
                break;
            case "listen":
                Out(2 + (2 * depth), $"{head} {ends}");
                break;
            default:
                Out(1, ends);
                break;
        }

        Details(c["connection"]!, depth, 3 + (2 * depth));
        foreach (var child in Rows("SELECT * FROM connections WHERE connection_parent = $0 AND connection <> $0 ORDER BY connection", c["connection"]!))
        {
            if (!Equals(child["connection"], _root))
                Node(child, depth + 1);
        }
    }

    private void Details(object id, int depth, int indent)
    {
        foreach (var r in Of("p0fs", id))
            Out(indent, $"p0f: genre:'{T(r["p0f_genre"])}' detail:'{T(r["p0f_detail"])}' uptime:'{T(r["p0f_uptime"])}' tos:'{T(r["p0f_tos"])}' dist:'{T(r["p0f_dist"])}' nat:'{T(r["p0f_nat"])}' fw:'{T(r["p0f_fw"])}'");
        Rpc(id, indent);
        foreach (var r in Of("emu_profiles", id))
            Out(indent, $"profile: {T(r["emu_profile_json"])}");
        foreach (var r in Of("offers", id))
            Out(indent, $"offer: {T(r["offer_url"])}");
        foreach (var r in Of("downloads", id))
            Download(r, indent);
        foreach (var r in Of("emu_services", id))
            Out(indent, $"service: {T(r["emu_service_url"])}");
        if (depth == 0)
            RootOnly(id, indent);
        foreach (var r in Of("sip_commands", id))
            Sip(r, indent);
    }

    private void Rpc(object id, int indent)
    {
        var seen = new HashSet<string>();
        foreach (var b in Of("dcerpcbinds", id))
        {
            var services = Rows("SELECT * FROM dcerpcservices WHERE dcerpcservice_uuid = $0", b["dcerpcbind_uuid"]);
            var name = services.Count == 0 ? null : services[0]["dcerpcservice_name"];
            var line = $"dcerpc bind: uuid '{T(b["dcerpcbind_uuid"])}' ({T(name)}) transfersyntax {T(b["dcerpcbind_transfersyntax"])}";
            if (seen.Add(line))
                Out(indent, line);
        }

        foreach (var r in Of("dcerpcrequests", id))
        {
            var services = Rows("SELECT * FROM dcerpcservices WHERE dcerpcservice_uuid = $0", r["dcerpcrequest_uuid"]);
            var operations = services.Count == 0
                ? []
                : Rows("SELECT * FROM dcerpcserviceops WHERE dcerpcservice = $0 AND dcerpcserviceop_opnum = $1", services[0]["dcerpcservice"], r["dcerpcrequest_opnum"]);
            var service = services.Count == 0 ? null : services[0]["dcerpcservice_name"];
            var (name, vuln) = operations.Count == 0 ? (null, null) : (operations[0]["dcerpcserviceop_name"], operations[0]["dcerpcserviceop_vuln"]);
            Out(indent, $"dcerpc request: uuid '{T(r["dcerpcrequest_uuid"])}' ({T(service)}) opnum {T(r["dcerpcrequest_opnum"])} ({T(name)} ({T(vuln)}))");
        }
    }

    private void Download(Dictionary<string, object?> d, int indent)
    {
        Out(indent, $"download: {T(d["download_md5_hash"])} {T(d["download_url"])}");
        var scans = Rows(
            "SELECT * FROM virustotals AS v JOIN virustotalscans AS s ON s.virustotal = v.virustotal WHERE v.virustotal_md5_hash = $0 ORDER BY v.virustotal, s.virustotalscan",
            d["download_md5_hash"]);
        var found = scans.Select(s => s["virustotalscan_result"]).Where(r => r is not null).Select(T).ToList();
        if (scans.Count > 0)
        {
            var share = ((double)found.Count / scans.Count * 100).ToString("0.################", CultureInfo.InvariantCulture);
            var half = share.EndsWith(".5", StringComparison.Ordinal);
            var whole = Math.Floor((double)found.Count / scans.Count * 100);
            var rounded = half ? whole + (whole % 2) : Math.Floor(((double)found.Count / scans.Count * 100) + 0.5);
            Out(indent + 2, $"virustotal {Time(scans[0]["virustotal_timestamp"])} {found.Count}/{scans.Count} ({(int)rounded}%) {T(scans[0]["virustotal_permalink"])}");
        }

        var names = "names ";
        foreach (var name in found.Distinct())
            names += $"'{name}' ";
        Out(indent + 4, names);
    }

    private void RootOnly(object id, int indent)
    {
        foreach (var r in Of("logins", id))
            Out(indent, $"login - user:'{T(r["login_username"])}' password:'{T(r["login_password"])}'");
        foreach (var r in Of("mssql_fingerprints", id))
            Out(indent, $"mssql fingerprint - hostname:'{T(r["mssql_fingerprint_hostname"])}' cltintname:'{T(r["mssql_fingerprint_appname"])}' appname:'{T(r["mssql_fingerprint_cltintname"])}'");
        foreach (var r in Of("mssql_commands", id))
            Out(indent, $"mssql command - status:{T(r["mssql_command_status"])} cmd:'{T(r["mssql_command_cmd"])}'");
        foreach (var r in Of("mysql_commands", id))
        {
            var names = Rows("SELECT * FROM mysql_command_ops WHERE mysql_command_cmd = $0", r["mysql_command_cmd"]);
            var data = Rows("SELECT * FROM mysql_command_args WHERE mysql_command = $0 ORDER BY mysql_command_arg_index, mysql_command_arg", r["mysql_command"]);
            var number = r["mysql_command_cmd"] is long whole ? whole.ToString("x2", CultureInfo.InvariantCulture) : T(r["mysql_command_cmd"]);
            Out(indent, $"mysql command (0x{number}) {T(names.Count == 0 ? null : names[0]["mysql_command_op_name"])}({string.Join(",", data.Select(a => $"'{T(a["mysql_command_arg_data"])}'"))})");
        }
    }

    private void Sip(Dictionary<string, object?> s, int indent)
    {
        Out(indent, $"Method:{T(s["sip_command_method"])}");
        Out(indent, $"Call-ID:{T(s["sip_command_call_id"])}");
        Out(indent, $"User-Agent:{T(s["sip_command_user_agent"])}");
        foreach (var a in OfCommand("sip_addrs", s))
            Out(indent + 2, $"{T(a["sip_addr_type"])}: <{T(a["sip_addr_display_name"])}> '{T(a["sip_addr_uri_scheme"])}:{T(a["sip_addr_uri_user"])}@{T(a["sip_addr_uri_host"])}:{T(a["sip_addr_uri_port"])}'");
        foreach (var v in OfCommand("sip_vias", s))
            Out(indent + 2, $"via:'{T(v["sip_via_protocol"])}/{T(v["sip_via_address"])}:{T(v["sip_via_port"])}'");
        foreach (var (table, label) in new[] { ("sip_sdp_origins", "o"), ("sip_sdp_connectiondatas", "c"), ("sip_sdp_medias", "m") })
        {
            foreach (var r in OfCommand(table, s))
                Out(indent + 2, $"{label}:'{string.Join(' ', r.Values.Skip(2).Select(T))}'");
        }
    }

    private List<Dictionary<string, object?>> OfCommand(string table, Dictionary<string, object?> command) =>
        Rows($"SELECT * FROM {table} WHERE sip_command = $0 ORDER BY 1", command["sip_command"]);

    private List<Dictionary<string, object?>> Of(string table, object id) => Rows($"SELECT * FROM {table} WHERE connection = $0 ORDER BY 1", id);

    private List<Dictionary<string, object?>> Rows(string sql, params object?[] values)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object?>>();
        while (reader.Read())
        {
            var row = new Dictionary<string, object?>();
            for (var i = 0; i < reader.FieldCount; i++)
                row.TryAdd(reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i));
            rows.Add(row);
        }

        return rows;
    }

    private void Out(int indent, string line) => _text.Append(' ', indent).Append(line).Append('\n');

    // Only times of four-digit years are generated, with fractions that SQLite and floor agree on.
    private static string Time(object? value) => value switch
    {
        long seconds => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        double real => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Floor((real * 1000) + 0.5)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => "None",
    };

    private static string T(object? value) => value switch
    {
        null => "None",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        double real => real == Math.Floor(real) ? real.ToString("0.0", CultureInfo.InvariantCulture) : real.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
