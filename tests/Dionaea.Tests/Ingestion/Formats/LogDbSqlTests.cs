using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Databases of log_db_sql (inputs.md, log_db_sql), made by hand.</summary>
public sealed class LogDbSqlTests : IDisposable
{
    // As SQLAlchemy writes a table's definition, by columns beside the key.
    private static readonly (string Table, string Columns)[] Tables =
    [
        ("connection", "type VARCHAR(255), transport VARCHAR(255), protocol VARCHAR(255), timestamp DATETIME, root INTEGER, parent INTEGER, local_host VARCHAR(255), local_port INTEGER, remote_host VARCHAR(255), remote_port INTEGER, remote_hostname VARCHAR(255)"),
        ("download_data", "connection_id INTEGER, url VARCHAR(255), md5_hash VARCHAR(32)"),
        ("download_offer", "connection_id INTEGER, url VARCHAR(255)"),
        ("emu_profile", "connection_id INTEGER, json_data TEXT"),
        ("emu_service", "connection_id INTEGER, url VARCHAR(255)"),
        ("mssql_login", "connection_id INTEGER, username VARCHAR(255), password VARCHAR(255)"),
        ("mysql_login", "connection_id INTEGER, username VARCHAR(255), password VARCHAR(255)"),
        ("mssql_fingerprint", "connection_id INTEGER, hostname VARCHAR(255), appname VARCHAR(255), cltintname VARCHAR(255)"),
        ("mssql_command", "connection_id INTEGER, command VARCHAR(255), status VARCHAR(255)"),
        ("mysql_command", "connection_id INTEGER, command VARCHAR(255)"),
        ("mysql_command_argument", "command_id INTEGER, \"index\" INTEGER, value VARCHAR(255)"),
        ("mqtt_fingerprint", "connection_id INTEGER, username VARCHAR(255), password VARCHAR(255), clientid VARCHAR(255), will_topic VARCHAR(255), will_message VARCHAR(255)"),
        ("mqtt_publish_command", "connection_id INTEGER, topic VARCHAR(255), message VARCHAR(255)"),
        ("mqtt_subscribe_command", "connection_id INTEGER, messageid VARCHAR(255), topic VARCHAR(255)"),
        ("p0f", "connection_id INTEGER, genre VARCHAR(255), link VARCHAR(255), detail VARCHAR(255), uptime INTEGER, tos VARCHAR(255), dist INTEGER, nat INTEGER, fw INTEGER"),
        ("smb_dcerpc_request", "connection_id INTEGER, uuid VARCHAR(255), opnum INTEGER"),
        ("smb_dcerpc_bind", "connection_id INTEGER, uuid VARCHAR(255), transfer_syntax TEXT"),
        ("sip_command", "connection_id INTEGER, method VARCHAR(255), call_id VARCHAR(255), user_agent VARCHAR(255), allow VARCHAR(255)"),
        ("sip_address", "command_id INTEGER, type VARCHAR(255), display_name VARCHAR(255), uri_scheme VARCHAR(255), uri_username VARCHAR(255), uri_password VARCHAR(255), uri_host VARCHAR(255), uri_port VARCHAR(255)"),
        ("sip_via", "command_id INTEGER, protocol VARCHAR(255), address VARCHAR(255), port VARCHAR(255)"),
        ("sip_sdp_origin", "sip_command_id INTEGER, username VARCHAR(255), session_id VARCHAR(255), session_version VARCHAR(255), network_type VARCHAR(255), address_type VARCHAR(255), unicast_address VARCHAR(255)"),
        ("sip_sdp_connection", "sip_command_id INTEGER, network_type VARCHAR(255), address_type VARCHAR(255), connection_address VARCHAR(255), ttl INTEGER, number_of_addresses INTEGER"),
        ("sip_sdp_media", "sip_command_id INTEGER, media VARCHAR(255), port VARCHAR(255), number_of_ports VARCHAR(255), protocol VARCHAR(255), fmt VARCHAR(255), attributes VARCHAR(255)"),
        ("virustotal_scan", "md5_hash VARCHAR(32), permalink VARCHAR(255), timestamp DATETIME"),
        ("virustotal_result", "virustotal_scan_id INTEGER, result VARCHAR(255), scanner VARCHAR(255) NOT NULL"),
        ("mysql_command_option", "name VARCHAR(255)"),
        ("smb_dcerpc_service", "uuid VARCHAR(255), name VARCHAR(255)"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_row_becomes_log_sqlite_s_with_times_in_utc()
    {
        using var run = new LogRun();
        run.Add([Database(
            """
            INSERT INTO connection VALUES
              (1, 'accept', 'tcp', 'mssqld', '2020-11-30 11:00:00.250000', 1, NULL, '192.0.2.10', 1433, '198.51.100.7', 50123, ''),
              (2, 'accept', 'tcp', 'mysqld', '2020-07-01 02:00:00', 2, NULL, '192.0.2.10', 3306, '198.51.100.7', 50124, ''),
              (3, 'listen', 'tcp', 'remoteshell', '2020-11-30 11:00:01.000001', 1, 1, '192.0.2.10', 4444, '', 0, '');
            INSERT INTO mssql_login VALUES (1, 1, 'sa', '');
            INSERT INTO mysql_login VALUES (1, 2, X'726F6F74', '');
            INSERT INTO mssql_fingerprint VALUES (1, 1, 'host', 'app', 'client');
            INSERT INTO mssql_command VALUES (1, 1, X'73656C656374', 'complete');
            INSERT INTO mysql_command VALUES (1, 2, '3'), (2, 2, '3');
            INSERT INTO mysql_command_argument VALUES (1, 1, 0, 'select 1'), (2, 2, 0, 'select 2');
            INSERT INTO download_offer VALUES (1, 1, 'http://198.51.100.7/x');
            INSERT INTO download_data VALUES (1, 1, 'http://198.51.100.7/x', '3eab379ddac7d80d3e38399fd273ddd4');
            INSERT INTO emu_profile VALUES (1, 1, '[]');
            INSERT INTO emu_service VALUES (1, 1, 'bindshell://4444');
            INSERT INTO p0f VALUES (1, 1, 'Windows', 'ethernet', 'XP', -1, '', 11, 0, 0);
            INSERT INTO smb_dcerpc_request VALUES (1, 1, '4b324fc8-1670-01d3-1278-5a47bf6ee188', 31);
            INSERT INTO mqtt_fingerprint VALUES (1, 1, 'user', 'password', 'client', 'topic', 'message');
            INSERT INTO mqtt_publish_command VALUES (1, 1, 'topic', 'message');
            INSERT INTO mqtt_subscribe_command VALUES (1, 1, '10', '#');
            INSERT INTO sip_command VALUES (1, 1, 'INVITE', 'id', 'agent', '39');
            INSERT INTO sip_address VALUES (1, 1, 'addr', 'x', 'sip', '100', NULL, '192.0.2.10', NULL);
            INSERT INTO sip_via VALUES (1, 1, 'UDP', '198.51.100.7', 5061);
            INSERT INTO sip_sdp_origin VALUES (1, 1, 'u', 1, 2, 'IN', 'IP4', '198.51.100.7');
            INSERT INTO sip_sdp_media VALUES (1, 1, 'audio', 4000, NULL, 'RTP/AVP', '0', '');
            """)], "Europe/Berlin");

        Assert.Equal("log_db_sql", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(
            [
                "1\taccept\ttcp\tmssqld\t1606730400.25\t1\t\t192.0.2.10\t1433\t198.51.100.7\t\t50123",
                "2\taccept\ttcp\tmysqld\t1593561600\t2\t\t192.0.2.10\t3306\t198.51.100.7\t\t50124",
                "3\tlisten\ttcp\tremoteshell\t1606730401.000001\t1\t1\t192.0.2.10\t4444\t\t\t0",
            ],
            run.Lines("SELECT * FROM connections ORDER BY 1"));
        (string Table, string[] Rows)[] expected =
        [
            ("logins", ["1\t1\tsa\t", "2\t2\troot\t"]),
            ("mssql_fingerprints", ["1\t1\thost\tapp\tclient"]),
            ("mssql_commands", ["1\t1\tcomplete\tselect"]),
            ("mysql_commands", ["1\t2\t3", "2\t2\t3"]),
            ("mysql_command_args", ["1\t1\t0\tselect 1", "2\t2\t0\tselect 2"]),
            ("offers", ["1\t1\thttp://198.51.100.7/x"]),
            ("downloads", ["1\t1\thttp://198.51.100.7/x\t3eab379ddac7d80d3e38399fd273ddd4"]),
            ("emu_profiles", ["1\t1\t[]"]),
            ("emu_services", ["1\t1\tbindshell://4444"]),
            ("p0fs", ["1\t1\tWindows\tethernet\tXP\t-1\t\t11\t0\t0"]),
            ("dcerpcrequests", ["1\t1\t4b324fc8-1670-01d3-1278-5a47bf6ee188\t31"]),
            ("mqtt_fingerprints", ["1\t1\tclient\ttopic\tmessage\tuser\tpassword"]),
            ("mqtt_publish_commands", ["1\t1\ttopic\tmessage"]),
            ("mqtt_subscribe_commands", ["1\t1\t10\t#"]),
            ("sip_commands", ["1\t1\tINVITE\tid\tagent\t39"]),
            ("sip_addrs", ["1\t1\taddr\tx\tsip\t100\t\t192.0.2.10\t"]),
            ("sip_vias", ["1\t1\tUDP\t198.51.100.7\t5061"]),
            ("sip_sdp_origins", ["1\t1\tu\t1\t2\tIN\tIP4\t198.51.100.7"]),
            ("sip_sdp_medias", ["1\t1\taudio\t4000\t\tRTP/AVP"]),
        ];
        foreach (var (table, rows) in expected)
            Assert.Equal(rows, run.Lines($"SELECT * FROM {table} ORDER BY 1"));
        Assert.Equal(["blob", "integer"], run.Lines("SELECT typeof(mssql_command_cmd) FROM mssql_commands UNION ALL SELECT typeof(sip_command_allow) FROM sip_commands"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
    }

    [Fact]
    public void The_zone_is_asked_for_and_its_doubtful_hours_are_told()
    {
        var path = Database("INSERT INTO connection VALUES (1, 'accept', 'tcp', 'smbd', '2020-10-25 02:30:00', 1, NULL, '', 445, '', 1, ''), (2, 'accept', 'tcp', 'smbd', '2020-03-29 02:30:00', 2, NULL, '', 445, '', 2, ''), (3, 'accept', 'tcp', 'smbd', 'yesterday', 3, NULL, '', 445, '', 3, '');");
        Assert.Equal(ExitCode.Usage, Assert.Throws<WorkbenchException>(() => LogRun.Of(path)).Exit);
        using var run = new LogRun();
        run.Add([path], "Europe/Berlin");

        // The hour that comes twice is taken as the earlier one, the hour that does not exist as the one behind it.
        Assert.Equal(["1603585800", "1585445400"], run.Lines("SELECT connection_timestamp FROM connections ORDER BY connection"));
        Assert.Contains(run.Summary.Losses, loss => loss.Contains("earlier", StringComparison.Ordinal));
        Assert.Contains("no time like", Assert.Single(run.Lines("SELECT reason FROM workbench_rejected")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_known_by_its_content_and_recognised_in_log_sqlite_s_database()
    {
        const string Rows = "INSERT INTO connection VALUES (1, 'accept', 'tcp', 'ftpd', '2020-11-30 10:00:00.250000', 1, NULL, '192.0.2.10', 21, '198.51.100.7', 4242, ''); INSERT INTO download_offer VALUES (1, 1, 'http://x/'), (2, 1, 'http://x/');";
        var path = Database(Rows);
        using var run = new LogRun();
        run.Add([path], "UTC");
        var dump = run.Dump();
        run.Add([path], "UTC");
        Assert.Equal(dump, run.Dump());

        using (var log = new SqliteConnection($"Data Source={_folder.PathTo("log.sqlite")};Pooling=False"))
        {
            log.Open();
            using var command = log.CreateCommand();
            command.CommandText = """
                CREATE TABLE connections (connection INTEGER PRIMARY KEY, connection_type TEXT, connection_transport TEXT, connection_protocol TEXT, connection_timestamp INTEGER, connection_root INTEGER, connection_parent INTEGER, local_host TEXT, local_port INTEGER, remote_host TEXT, remote_hostname TEXT, remote_port INTEGER);
                CREATE TABLE offers (offer INTEGER PRIMARY KEY, connection INTEGER, offer_url TEXT);
                INSERT INTO connections VALUES (7, 'accept', 'tcp', 'ftpd', 1606730400.2503, 7, NULL, '192.0.2.10', 21, '198.51.100.7', '', 4242);
                INSERT INTO offers VALUES (1, 7, X'687474703A2F2F782F'), (2, 7, 'http://x/'), (3, 7, 'http://x/');
                """;
            command.ExecuteNonQuery();
        }

        run.Add(_folder.PathTo("log.sqlite"));
        Assert.Equal(1, run.CountOf("connections"));
        Assert.Equal(3, run.CountOf("offers"));
    }

    private string Database(string rows)
    {
        var path = _folder.PathTo("dionaea.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Concat(Tables.Select(table => $"CREATE TABLE {table.Table} (\n\tid INTEGER NOT NULL, \n\t{table.Columns.Replace(", ", ", \n\t", StringComparison.Ordinal)}, \n\tPRIMARY KEY (id)\n);\n")) + rows;
        command.ExecuteNonQuery();
        return path;
    }
}
