using Dionaea.Analysis;

namespace Dionaea.Tests;

/// <summary>
/// Twelve connections of seven attackers on three days with everything that can hang on them, few enough to count by hand:
/// a worm at midnight of Sunday, 2020-03-01, that comes through a shell and FTP (1 to 4) and once more without (5), a
/// client of MSSQL in the day's last millisecond (6), MySQL, SIP and a scan on Monday (7 to 9), and FTP, MQTT and a
/// payload in-band at a second sensor on 2020-04-01 (10 to 12). One download's connection (99) is gone.
/// </summary>
internal sealed class CatalogueFixture : IDisposable
{
    private const string Srvsvc = "4b324fc8-1670-01d3-1278-5a47bf6ee188";

    private const string Sql =
        $$"""
        CREATE TABLE emu_services_old (emu_serivce INTEGER PRIMARY KEY, connection INTEGER, emu_service_url TEXT);
        CREATE TABLE http_requests (http_request INTEGER PRIMARY KEY, connection INTEGER, http_request_method TEXT, http_request_path TEXT,
          http_request_version TEXT, http_request_headers TEXT, http_request_body TEXT);
        CREATE TABLE nbns_queries (nbns_query INTEGER PRIMARY KEY, connection INTEGER, nbns_query_name TEXT, nbns_query_suffix INTEGER,
          nbns_query_suffix_name TEXT, nbns_query_opcode INTEGER, nbns_query_opcode_name TEXT, nbns_query_qtype INTEGER, nbns_query_is_wpad INTEGER);
        INSERT INTO connections VALUES
          (1, 'accept', 'tcp', 'smbd', 1583020800.25, 1, NULL, '192.0.2.10', 445, '::ffff:198.51.100.7', '', 4000),
          (2, 'listen', 'tcp', 'remoteshell', 1583020805, 1, 1, '192.0.2.10', 4444, '', '', 0),
          (3, 'accept', 'tcp', 'remoteshell', 1583020806.5, 1, 2, '192.0.2.10', 4444, '198.51.100.7', '', 4001),
          (4, 'connect', 'tcp', 'FTPCtrl', 1583020807, 1, 3, '192.0.2.10', 50000, '198.51.100.7', '', 21),
          (5, 'accept', 'tcp', 'smbd', 1583027100.5, 5, NULL, '192.0.2.10', 445, '198.51.100.7', '', 4002),
          (6, 'accept', 'tcp', 'mssqld', 1583107199.9996, 6, NULL, '192.0.2.10', 1433, '203.0.113.9', '', 5000),
          (7, 'accept', 'tcp', 'mysqld', 1583107200, 7, NULL, '192.0.2.10', 3306, '203.0.113.9', '', 5001),
          (8, 'connect', 'udp', 'SipSession', 1583110800.5, 8, NULL, '192.0.2.10', 5060, '203.0.113.5', '', 5061),
          (9, 'reject', 'tcp', 'pcap', 1583110801.5, 9, NULL, '192.0.2.10', 23, '203.0.113.200', '', 6000),
          (10, 'accept', 'tcp', 'ftpd', 1585699200.5, 10, NULL, '192.0.2.11', 21, '203.0.113.9', '', 7000),
          (11, 'accept', 'tcp', 'mqttd', 1585699260.5, 11, NULL, '192.0.2.11', 1883, '2001:db8::5', '', 7001),
          (12, 'accept', 'tls', 'smbd', 1585699320.5, 12, NULL, '192.0.2.11', 445, '203.0.113.200', '', 7002);
        INSERT INTO logins VALUES (1, 6, 'sa', ''), (2, 6, X'7361', ''), (3, 6, 'sa', NULL), (4, 7, 'root', ''), (5, 10, 'ab', 'c'), (6, 10, 'a', 'bc');
        INSERT INTO downloads VALUES (1, 4, 'ftp://198.51.100.7/a.exe', 'aaaa'), (2, 12, '', 'bbbb'), (3, 12, '', 'aaaa'),
          (4, 99, 'http://198.51.100.9/x', 'cccc'), (5, 12, 'smb://h/y', 'dddd');
        INSERT INTO offers VALUES (1, 4, 'ftp://198.51.100.7/a.exe'), (2, 12, X'687474703A2F2F782F'), (3, 12, 'smb://h/y');
        INSERT INTO emu_profiles VALUES (1, 1, '[{"call": "LoadLibraryA"}, {"call": "WSAStartup"}, {"call": "WSAStartup"}]'), (2, 5, 'broken');
        INSERT INTO emu_services VALUES (1, 1, 'bindshell://4444');
        INSERT INTO emu_services_old VALUES (1, 5, 'connectbackshell://198.51.100.7:4445');
        INSERT INTO dcerpcbinds VALUES (1, 1, '{{Srvsvc}}', ''), (2, 5, '{{Srvsvc}}', ''), (3, 5, 'ffffffff-0000-0000-0000-000000000000', '');
        INSERT INTO dcerpcrequests VALUES (1, 1, '{{Srvsvc}}', 31), (2, 5, '{{Srvsvc}}', 99);
        INSERT INTO p0fs VALUES (1, 1, 'Windows', '', 'XP SP1', -1, '', 5, 0, 0), (2, 5, 'Windows', '', 'XP SP1', -1, '', 5, 0, 0);
        INSERT INTO virustotals VALUES (1, 'aaaa', 1583030000, 'https://vt/1'), (2, 'aaaa', 1583040000, 'https://vt/2'), (3, 'bbbb', 1583050000, 'https://vt/3');
        INSERT INTO virustotalscans VALUES (1, 1, 'Kaspersky', 'Kido.ih'), (2, 1, 'Sophos', NULL), (3, 2, 'Kaspersky', 'Kido.ih'),
          (4, 2, 'Sophos', 'Mal/Conficker'), (5, 3, 'Kaspersky', NULL);
        INSERT INTO mssql_fingerprints VALUES (1, 6, 'PC', 'OSQL-32', 'ODBC');
        INSERT INTO mssql_commands VALUES (1, 6, 'complete', 'select 1'), (2, 6, 'complete', X'73656C6563742031');
        INSERT INTO mysql_commands VALUES (1, 7, 3), (2, 7, 1);
        INSERT INTO mysql_command_args VALUES (1, 1, 0, 'SELECT VERSION()');
        INSERT INTO sip_commands VALUES (1, 8, 'OPTIONS', 'id', 'friendly-scanner', 0);
        INSERT INTO sip_addrs VALUES (1, 1, 'to', '', 'sip', '100', NULL, '192.0.2.10', NULL), (2, 1, 'from', '', 'sip', '200', NULL, '10.0.0.1', NULL);
        INSERT INTO sip_vias VALUES (1, 1, 'UDP', '10.0.0.1', 5060);
        INSERT INTO mqtt_fingerprints VALUES (1, 11, 'id', '', '', 'user', 'pass');
        INSERT INTO mqtt_publish_commands VALUES (1, 11, 'a/b', 'm');
        INSERT INTO mqtt_subscribe_commands VALUES (1, 11, 1, '#');
        INSERT INTO http_requests VALUES (1, 12, 'GET', '/', '', '', '');
        INSERT INTO nbns_queries VALUES (1, 12, 'WPAD', 0, '', 0, '', 32, 1);
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly VintageDatabase _file = VintageDatabase.Newest(Sql);
    private readonly Geolocation _geolocation;

    public CatalogueFixture()
    {
        File.WriteAllText(_folder.PathTo("city.csv"), "198.51.100.0,198.51.100.255,DE,,,,,52.5,13.5,\n203.0.113.0,203.0.113.127,NL,,,,,52.25,4.75,\n");
        File.WriteAllText(_folder.PathTo("asn.csv"), "198.51.100.0,198.51.100.255,64496,\"Example, Inc.\"\n203.0.113.0,203.0.113.255,64497,Other\n");
        File.WriteAllText(_folder.PathTo("reputation.csv"), "203.0.113.200,203.0.113.200,mass scanner\n");
        _geolocation = new Geolocation(new GeoSettings(null, _folder.PathTo("city.csv"), _folder.PathTo("asn.csv"), _folder.PathTo("reputation.csv")), () => false);
        Database = _file.Open();
        Session = Database.OpenSession(_geolocation);
    }

    /// <summary>The fixture.</summary>
    public HoneypotDatabase Database { get; }

    /// <summary>A session on the fixture, with a geography of two countries, two networks and one known scanner.</summary>
    public ReadSession Session { get; }

    public void Dispose()
    {
        Session.Dispose();
        Database.Dispose();
        _geolocation.Dispose();
        _file.Dispose();
        _folder.Dispose();
    }
}
