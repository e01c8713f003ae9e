using Dionaea.Analysis;
using Microsoft.Data.Sqlite;

namespace Dionaea.Tests;

/// <summary>A small database in a folder of its own that goes away with it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbench-test-");

    public TestDatabase(string statements = "")
    {
        Path = System.IO.Path.Combine(_folder.FullName, "dionaea.sqlite");
        Execute(
            """
            CREATE TABLE connections (connection INTEGER PRIMARY KEY, connection_type TEXT, connection_transport TEXT,
              connection_protocol TEXT, connection_timestamp INTEGER, connection_root INTEGER, connection_parent INTEGER,
              local_host TEXT, local_port INTEGER, remote_host TEXT, remote_hostname TEXT, remote_port INTEGER);
            CREATE TABLE logins (login INTEGER PRIMARY KEY, connection INTEGER, login_username TEXT, login_password TEXT);
            CREATE TABLE downloads (download INTEGER PRIMARY KEY, connection INTEGER, download_url TEXT, download_md5_hash TEXT);
            CREATE TABLE offers (offer INTEGER PRIMARY KEY, connection INTEGER, offer_url TEXT);
            """ + statements);
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    /// <summary>Three attackers on two days: 445 twice by one, 1433 by another, an SIP peer, and a listener.</summary>
    public static TestDatabase Small() => new(
        """
        INSERT INTO connections VALUES
          (1, 'accept', 'tcp', 'smbd', 1583020800.25, 1, NULL, '192.0.2.10', 445, '::ffff:198.51.100.7', '', 4000),
          (2, 'accept', 'tcp', 'smbd', 1583024400.5, 2, NULL, '192.0.2.10', 445, '198.51.100.7', '', 4001),
          (3, 'accept', 'tcp', 'mssqld', 1583107199.9996, 3, NULL, '192.0.2.10', 1433, '203.0.113.9', '', 4002),
          (4, 'connect', 'udp', 'SipSession', 1583107200, 4, NULL, '192.0.2.10', 5060, '203.0.113.5', '', 5061),
          (5, 'listen', 'tcp', 'remoteshell', 1583107201, 1, 1, '192.0.2.10', 4444, '', '', 0);
        INSERT INTO logins VALUES (1, 3, 'sa', ''), (2, 3, X'7361', ''), (3, 3, 'sa', NULL);
        INSERT INTO downloads VALUES (1, 1, '', '3eab379ddac7d80d3e38399fd273ddd4'), (2, 99, 'http://198.51.100.7/x', 'ffffffffffffffffffffffffffffffff');
        INSERT INTO offers VALUES (1, 1, X'687474703A2F2F782F');
        """);

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public HoneypotDatabase Open() =>
        HoneypotDatabase.Open(Path, new DatabaseFileOptions { CacheFolder = System.IO.Path.Combine(Folder, "cache") });

    public void Dispose() => _folder.Delete(recursive: true);
}
