using System.Globalization;
using System.Text;

namespace Dionaea.Tests;

/// <summary>
/// Makes databases of random rows: every table, all values that queries treat specially, damaged links, rows whose
/// connection is gone, and bytes where text is usual.
/// </summary>
internal static class RandomDatabase
{
    private static readonly string[] Types = ["accept", "accept", "accept", "reject", "pending", "connect", "listen"];
    private static readonly string[] Protocols = ["smbd", "epmapper", "mssqld", "mysqld", "ftpd", "SipSession", "remoteshell", "pcap"];
    private static readonly string[] Hosts =
    [
        "'198.51.100.7'", "'::ffff:198.51.100.7'", "'203.0.113.9'", "'198.18.1.1'", "'198.19.1.1'", "'10.0.0.1'", "'2001:db8::1'", "'2001:DB8::2'",
        "'8.8.8.8'", "'1.2.3.4'", "'not an address'", "''", "NULL",
    ];

    private static readonly string[] Hashes = ["'aa'", "'bb'", "'cc'", "'dd'", "'ee'", "NULL"];
    private static readonly string[] Urls = ["'http://198.51.100.7/x.exe'", "'HTTP://a/b'", "'logxmpp://x'", "'LOGXMPP://y'", "'fxp://1:1@h/f'", "'no scheme'", "'://'", "''", "NULL"];
    private static readonly string[] Words = ["'sa'", "X'7361'", "'root'", "'ROOT'", "'a%b_c'", "''", "NULL", "'SELECT 1'", "X'73656C656374'", "'ab'", "'abc'", "'c'"];
    private static readonly string[] Uuids = ["'4b324fc8-1670-01d3-1278-5a47bf6ee188'", "'6bffd098-a112-3610-9833-46c3f87e345a'", "'000001a0-0000-0000-c000-000000000046'", "'ffffffff-0000-0000-0000-000000000000'"];
    private static readonly string[] Profiles =
    [
        "'[{\"call\": \"LoadLibraryA\", \"args\": []}, {\"call\": \"WSAStartup\"}, {\"call\": \"WSAStartup\"}]'", "'[1, \"x\", {\"other\": 1}]'", "'not JSON'", "'{\"call\": \"ExitThread\"}'", "NULL", "'[]'",
    ];

    /// <summary>A database of a seed; the same each time.</summary>
    public static VintageDatabase Make(int seed)
    {
        var random = new Random(seed);
        var sql = new StringBuilder(
            """
            CREATE TABLE emu_services_old (emu_serivce INTEGER PRIMARY KEY, connection INTEGER, emu_service_url TEXT);
            CREATE TABLE http_requests (http_request INTEGER PRIMARY KEY, connection INTEGER, http_request_method TEXT, http_request_path TEXT,
              http_request_version TEXT, http_request_headers TEXT, http_request_body TEXT);
            CREATE TABLE nbns_queries (nbns_query INTEGER PRIMARY KEY, connection INTEGER, nbns_query_name TEXT, nbns_query_suffix INTEGER,
              nbns_query_suffix_name TEXT, nbns_query_opcode INTEGER, nbns_query_opcode_name TEXT, nbns_query_qtype INTEGER, nbns_query_is_wpad INTEGER);
            DROP TRIGGER connections_INSERT_update_connection_root_trg;
            """);
        Connections(sql, random, 150);
        Events(sql, random);
        return VintageDatabase.Newest(sql.ToString());
    }

    private static void Connections(StringBuilder sql, Random random, int count)
    {
        var roots = new Dictionary<int, int>();
        for (var id = 1; id <= count; id++)
        {
            var parent = roots.Count > 0 && random.Next(3) == 0 ? roots.Keys.ElementAt(random.Next(roots.Count)) : 0;
            roots[id] = parent == 0 ? id : roots[parent];
            var root = random.Next(15) switch { 0 => "NULL", 1 => Text(id), _ => Text(roots[id]) };
            if (random.Next(40) == 0)
                parent = id;
            var time = random.Next(20) switch
            {
                0 => "NULL",
                1 => Text(1583020800 + (86400 * random.Next(40))),
                2 => Text(1583020799.9997 + (86400 * random.Next(40))),
                _ => Text(1583020800 + (random.NextDouble() * 86400 * 40)),
            };
            sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO connections VALUES ({id}, '{Pick(random, Types)}', '{Pick(random, "tcp", "tcp", "udp", "tls")}', '{Pick(random, Protocols)}', {time}, {root}, {(parent == 0 ? "NULL" : Text(parent))}, {Pick(random, "'192.0.2.10'", "'192.0.2.11'", "'::'", "NULL")}, {Pick(random, "21", "135", "445", "445", "1433", "0")}, {Pick(random, Hosts)}, '', {random.Next(1024, 65536)});\n");
        }

        // A circle, as damaged links make it.
        sql.Append("UPDATE connections SET connection_parent = 12 WHERE connection = 10; UPDATE connections SET connection_parent = 10 WHERE connection = 12;\n");
    }

    private static void Events(StringBuilder sql, Random random)
    {
        void Rows(string table, int count, Func<string> values)
        {
            for (var i = 0; i < count; i++)
                sql.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} VALUES (NULL, {values()});\n");
        }

        string Connection() => random.Next(12) switch { 0 => "NULL", 1 => "9999", _ => Text(random.Next(1, 151)) };
        string Word() => Pick(random, Words);
        Rows("logins", 60, () => $"{Connection()}, {Word()}, {Word()}");
        Rows("downloads", 60, () => $"{Connection()}, {Pick(random, Urls)}, {Pick(random, Hashes)}");
        Rows("offers", 40, () => $"{Connection()}, {Pick(random, [.. Urls, "X'687474703A2F2F782F'"])}");
        Rows("emu_profiles", 15, () => $"{Connection()}, {Pick(random, Profiles)}");
        Rows("emu_services", 8, () => $"{Connection()}, {Pick(random, "'bindshell://4444'", "'connectbackshell://198.51.100.7:4445'")}");
        Rows("emu_services_old", 8, () => $"{Connection()}, {Pick(random, "'bindshell://4444'", "'connectbackshell://198.51.100.7:4445'")}");
        Rows("p0fs", 20, () => $"{Connection()}, {Pick(random, "'Windows'", "X'57696E646F7773'", "'Linux'", "NULL")}, 'x', {Pick(random, "'XP'", "'2.6'", "NULL")}, -1, '', 1, 0, 0");
        Rows("dcerpcbinds", 40, () => $"{Connection()}, {Pick(random, Uuids)}, ''");
        Rows("dcerpcrequests", 40, () => $"{Connection()}, {Pick(random, Uuids)}, {Pick(random, "31", "32", "4", "99")}");
        Rows("mssql_fingerprints", 12, () => $"{Connection()}, {Pick(random, "'PC'", "''", "NULL")}, {Pick(random, "'OSQL-32'", "'jTDS'")}, 'ODBC'");
        Rows("mssql_commands", 25, () => $"{Connection()}, {Pick(random, "'complete'", "'partial'", "NULL")}, {Word()}");
        Rows("mysql_commands", 25, () => $"{Connection()}, {Pick(random, "1", "3", "99")}");
        Rows("mysql_command_args", 40, () => $"{random.Next(1, 28)}, {random.Next(3)}, {Pick(random, [.. Words.Where(w => w != "NULL")])}");
        Rows("sip_commands", 20, () => $"{Connection()}, {Pick(random, "'INVITE'", "X'494E56495445'", "'OPTIONS'")}, {Word()}, {Word()}, 0");
        Rows("sip_addrs", 20, () => $"{random.Next(1, 21)}, {Pick(random, "'to'", "'from'", "'addr'")}, '', 'sip', {Word()}, NULL, {Pick(random, "'192.0.2.10'", "X'312E322E332E34'", "NULL")}, NULL");
        Rows("sip_vias", 20, () => $"{random.Next(1, 21)}, {Pick(random, "'UDP'", "X'554450'")}, {Pick(random, "'10.0.0.1'", "X'31302E302E302E31'", "NULL")}, {Pick(random, "5060", "NULL")}");
        Rows("mqtt_fingerprints", 10, () => $"{Connection()}, 'id', '', '', {Pick(random, "'user'", "''", "NULL")}, {Pick(random, "'pass'", "''", "NULL")}");
        Rows("mqtt_publish_commands", 10, () => $"{Connection()}, {Pick(random, "'a/b'", "X'612F62'", "'c'")}, 'm'");
        Rows("mqtt_subscribe_commands", 10, () => $"{Connection()}, 1, {Pick(random, "'a/b'", "'#'")}");
        Rows("http_requests", 10, () => $"{Connection()}, {Pick(random, "'GET'", "'POST'")}, {Pick(random, "'/'", "'/x'", "NULL")}, '', '', ''");
        Rows("nbns_queries", 10, () => $"{Connection()}, {Pick(random, "'WPAD'", "'PC'")}, 0, '', 0, '', 32, {Pick(random, "0", "1")}");
        Rows("virustotals", 9, () => $"{Pick(random, "'aa'", "'bb'", "'cc'", "'zz'")}, {1583020800 + (1000 * random.Next(3))}, 'https://www.virustotal.com/x'");
        Rows("virustotalscans", 40, () => $"{random.Next(1, 11)}, {Pick(random, "'Kaspersky'", "'Sophos'", "'AVG'")}, {Pick(random, "'Net-Worm.Win32.Kido.ih'", "'Mal/Conficker-A'", "NULL")}");
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static string Text(IConvertible number) => number is double real ? real.ToString("R", CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
}
