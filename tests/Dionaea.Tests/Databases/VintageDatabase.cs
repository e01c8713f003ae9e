using Dionaea.Analysis;
using Microsoft.Data.Sqlite;

namespace Dionaea.Tests;

/// <summary>A database made by hand after one vintage of log_sqlite's schema, in a folder that goes away with it.</summary>
internal sealed class VintageDatabase : IDisposable
{
    private const string Events =
        """
        CREATE TABLE emu_profiles (emu_profile INTEGER PRIMARY KEY, connection INTEGER, emu_profile_json TEXT);
        CREATE TABLE emu_services (emu_serivce INTEGER PRIMARY KEY, connection INTEGER, emu_service_url TEXT);
        CREATE TABLE offers (offer INTEGER PRIMARY KEY, connection INTEGER, offer_url TEXT);
        CREATE TABLE p0fs (p0f INTEGER PRIMARY KEY, connection INTEGER, p0f_genre TEXT, p0f_link TEXT, p0f_detail TEXT,
          p0f_uptime INTEGER, p0f_tos TEXT, p0f_dist INTEGER, p0f_nat INTEGER, p0f_fw INTEGER);
        CREATE TABLE dcerpcservices (dcerpcservice INTEGER PRIMARY KEY, dcerpcservice_uuid TEXT, dcerpcservice_name TEXT);
        CREATE TABLE dcerpcserviceops (dcerpcserviceop INTEGER PRIMARY KEY, dcerpcservice INTEGER, dcerpcserviceop_opnum INTEGER,
          dcerpcserviceop_name TEXT, dcerpcserviceop_vuln TEXT);
        INSERT INTO dcerpcservices VALUES (1, '4b324fc8-1670-01d3-1278-5a47bf6ee188', 'SRVSVC');
        INSERT INTO dcerpcserviceops VALUES (1, 1, 31, 'NetPathCanonicalize', 'MS08-67');
        INSERT INTO emu_services VALUES (1, 1, 'bindshell://4444');
        INSERT INTO offers VALUES (1, 1, 'tftp://198.51.100.7/a.exe');
        """;

    private const string Leftovers =
        """
        CREATE TABLE dcerpcs (dcerpc INTEGER PRIMARY KEY, connection INTEGER, dcerpc_type TEXT, dcerpc_uuid TEXT, dcerpc_opnum INTEGER);
        INSERT INTO dcerpcs VALUES (1, 1, 'request', '4b324fc8-1670-01d3-1278-5a47bf6ee188', 31);
        """;

    private readonly TemporaryFolder _folder = new();

    private VintageDatabase(bool hasNewestSchema, string statements)
    {
        Path = _folder.PathTo("dionaea.sqlite");
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        LogSqliteSchema.Execute(connection.Handle!, "PRAGMA synchronous = OFF; BEGIN");
        if (hasNewestSchema)
            LogSqliteSchema.Apply(connection.Handle!);
        using var command = connection.CreateCommand();
        command.CommandText = statements + ";COMMIT";
        command.ExecuteNonQuery();
    }

    /// <summary>The names that <see cref="Make"/> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["2009", "2010", "2012", "fork"];

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Today's schema with further statements run on it.</summary>
    public static VintageDatabase Newest(string statements) => new(hasNewestSchema: true, statements);

    /// <summary>The vintage of a name, with two rows that today's names must show of everything that was moved.</summary>
    public static VintageDatabase Make(string name) => name switch
    {
        "2009" => new(hasNewestSchema: false, Connections("connection_tree") + Events + Leftovers + OldDownloads("downloads")),
        "2010" => new(hasNewestSchema: false, Connections("connection_root") + Events + Leftovers + In2010 + OldDownloads("downloads_old")),
        "2012" => Newest(Rows + In2012),
        "fork" => Newest(Rows + InFork),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public HoneypotDatabase Open() => HoneypotDatabase.Open(Path, new DatabaseFileOptions { CacheFolder = _folder.PathTo("cache") });

    public void Dispose() => _folder.Dispose();

    private const string Rows =
        """
        INSERT INTO connections VALUES
          (1, 'accept', 'tcp', 'smbd', 1257638400.5, 1, NULL, '192.0.2.10', 445, '198.51.100.7', '', 4000),
          (2, 'accept', 'tcp', 'epmapper', 1257642000.25, 1, 1, '192.0.2.10', 135, '198.51.100.7', '', 4001);
        INSERT INTO emu_services VALUES (1, 1, 'bindshell://4444');
        INSERT INTO downloads VALUES (1, 1, 'http://198.51.100.7/b.exe', '0123456789abcdef0123456789abcdef'),
          (2, 2, 'http://198.51.100.7/a.exe', 'ffffffffffffffffffffffffffffffff');
        INSERT INTO offers VALUES (1, 1, 'tftp://198.51.100.7/a.exe');
        """;

    private const string In2010 =
        """
        CREATE TABLE dcerpcbinds (dcerpcbind INTEGER PRIMARY KEY, connection INTEGER, dcerpcbind_uuid TEXT, dcerpcbind_transfersyntax TEXT);
        CREATE TABLE dcerpcrequests (dcerpcrequest INTEGER PRIMARY KEY, connection INTEGER, dcerpcrequest_uuid TEXT, dcerpcrequest_opnum INTEGER);
        CREATE TABLE downloads (download INTEGER PRIMARY KEY, connection INTEGER, download_url TEXT, download_md5_hash TEXT);
        CREATE TABLE emu_services_old (emu_serivce INTEGER PRIMARY KEY, connection INTEGER, emu_service_url TEXT);
        INSERT INTO dcerpcrequests VALUES (1, 2, '4b324fc8-1670-01d3-1278-5a47bf6ee188', 31);
        INSERT INTO downloads VALUES (1, 1, 'http://198.51.100.7/b.exe', '0123456789abcdef0123456789abcdef');
        INSERT INTO emu_services_old VALUES (1, 2, 'connectbackshell://198.51.100.7:4445');
        """;

    private const string In2012 =
        """
        DROP TABLE mqtt_fingerprints; DROP TABLE mqtt_publish_commands; DROP TABLE mqtt_subscribe_commands;
        ALTER TABLE emu_services RENAME TO emu_services_old;
        CREATE TABLE emu_services (emu_serivce INTEGER PRIMARY KEY, connection INTEGER, emu_service_url TEXT);
        INSERT INTO emu_services VALUES (1, 2, 'connectbackshell://198.51.100.7:4445');
        INSERT INTO dcerpcrequests VALUES (1, 1, '4b324fc8-1670-01d3-1278-5a47bf6ee188', 31), (2, 2, '4b324fc8-1670-01d3-1278-5a47bf6ee188', 31);
        """;

    private const string InFork =
        """
        ALTER TABLE dcerpcrequests ADD COLUMN dcerpcrequest_stub_data BLOB;
        CREATE TABLE http_requests (http_request INTEGER PRIMARY KEY, connection INTEGER, http_request_method TEXT, http_request_path TEXT,
          http_request_version TEXT, http_request_headers TEXT, http_request_body TEXT);
        CREATE TABLE nbns_queries (nbns_query INTEGER PRIMARY KEY, connection INTEGER, nbns_query_name TEXT, nbns_query_suffix INTEGER,
          nbns_query_suffix_name TEXT, nbns_query_opcode INTEGER, nbns_query_opcode_name TEXT, nbns_query_qtype INTEGER, nbns_query_is_wpad INTEGER);
        INSERT INTO emu_services VALUES (2, 2, 'connectbackshell://198.51.100.7:4445');
        INSERT INTO dcerpcrequests VALUES (1, 1, '4b324fc8-1670-01d3-1278-5a47bf6ee188 (SRVSVC)', 31, X'05'),
          (2, 2, '4b324fc8-1670-01d3-1278-5a47bf6ee188', 31, NULL);
        """;

    private static string Connections(string root) =>
        $"""
        CREATE TABLE connections (connection INTEGER PRIMARY KEY, connection_type TEXT, connection_transport TEXT, connection_protocol TEXT,
          connection_timestamp INTEGER, {root} INTEGER, connection_parent INTEGER, local_host TEXT, local_port INTEGER,
          remote_host TEXT, remote_hostname TEXT, remote_port INTEGER);
        INSERT INTO connections VALUES
          (1, 'accept', 'tcp', 'smbd', 1257638400.5, 1, NULL, '192.0.2.10', 445, '198.51.100.7', NULL, 4000),
          (2, 'accept', 'tcp', 'epmapper', 1257642000.25, 1, 1, '192.0.2.10', 135, '198.51.100.7', NULL, 4001);
        """;

    private static string OldDownloads(string table) =>
        $"""
        CREATE TABLE {table} (downloads INTEGER PRIMARY KEY, connection INTEGER, download_url TEXT, download_md5_hash TEXT);
        INSERT INTO {table} VALUES (7, 2, 'http://198.51.100.7/a.exe', 'ffffffffffffffffffffffffffffffff');
        """;
}
