using System.Text;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Writing incidents: transactions, files, and what is not stored.</summary>
public sealed class IncidentWriterTests
{
    private readonly Incident _incident = new();

    [Fact]
    public void Write_gives_the_ids_of_the_rows()
    {
        using var folder = new TemporaryFolder();
        using var writer = IncidentWriter.Open(folder.PathTo("dionaea.sqlite"));
        Assert.Equal(1, writer.Write(Connection("tcp.accept", 1)));
        Assert.Equal(2, writer.Write(Connection("tcp.accept", 2)));
        Assert.Equal(1, writer.Write(Offer(2, "http://x/")));
        Assert.Equal(0, writer.Write(Offer(3, "http://x/")));
        Assert.Equal(2, writer.Write(Offer(1, "http://x/")));
        Assert.Equal(0, writer.Write(Named("dionaea.upload.request")));
        Assert.Equal(
            [
                new IncidentCounts("dionaea.connection.tcp.accept", 2, 0, 0, 0),
                new IncidentCounts("dionaea.download.offer", 2, 1, 0, 0),
                new IncidentCounts("dionaea.upload.request", 0, 0, 1, 0),
            ],
            writer.Counts);
    }

    [Fact]
    public void Write_takes_back_an_incident_that_fails_halfway()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        File.WriteAllText(folder.PathTo("report.json"), """{"response_code": 1, "permalink": "x", "scan_date": "2020-11-29 08:00:00", "scans": {"A": {"result": "w"}}}""");
        foreach (var isNew in new[] { true, false })
        {
            using var writer = IncidentWriter.Open(path);
            writer.Write(Connection("tcp.accept", 1));
            LogSqliteSchema.Execute(writer.Database, "CREATE TEMP TRIGGER fails BEFORE INSERT ON virustotalscans BEGIN SELECT RAISE(ABORT, 'no'); END");
            var report = Named("dionaea.modules.python.virustotal.report");
            report.Source = LogInput.File(folder.PathTo("log"));
            report.Add("md5hash"u8, "h");
            report.Add("path"u8, "report.json");
            Assert.Equal(0, writer.Write(report));
            Assert.Equal("no", writer.FirstRejected[^1].Reason);
            LogSqliteSchema.Execute(writer.Database, "DROP TRIGGER fails");
            Assert.NotEqual(0, writer.Write(report));
            writer.Complete();
            Assert.Equal(isNew, writer.IsNew);
        }

        Assert.Equal([[1L, 1L], [2L, 2L]], Query(path, "SELECT virustotal, (SELECT count(*) FROM virustotalscans AS s WHERE s.virustotal = v.virustotal) + virustotal - 1 FROM virustotals AS v"));
    }

    [Fact]
    public void Appending_in_many_runs_gives_the_database_of_one_run()
    {
        var set = new OracleSet("oracle", "small");
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        using (var empty = IncidentWriter.Open(path))
            empty.Complete();
        var input = LogInput.File(set.PathTo("incidents.jsonl"));
        var random = new Random(11);
        var position = LogPosition.Start;
        for (var more = true; more;)
        {
            using var reader = new LogIncidentFormat().Open(input, position);
            using var writer = IncidentWriter.Open(path);
            var batch = new IncidentBatch();
            reader.Read(batch);
            var count = Math.Min(batch.Count, 1 + random.Next(20));
            for (var i = 0; i < count; i++)
                writer.Write(batch[i]);

            // Every second time the process ends before it has committed.
            if (random.Next(2) == 0)
                continue;
            writer.Commit();
            more = count < batch.Count;
            position = more ? new LogPosition(batch[count].LineOffset, batch[count].LineNumber - 1) : position;
        }

        var expected = set.Expected("expected-from-log.sql.gz");
        var actual = OracleSet.Actual(path);
        Assert.All(expected, table => Assert.Equal(table.Value, actual[table.Key]));
        Assert.Equal([["delete"]], Query(path, "PRAGMA journal_mode"));
    }

    [Fact]
    public void Bulk_and_append_make_the_same_schema_and_rows()
    {
        var set = new OracleSet("oracle", "small");
        using var folder = new TemporaryFolder();
        var input = LogInput.File(set.PathTo("incidents.jsonl"));
        foreach (var name in new[] { "bulk", "append" })
        {
            if (name == "append")
                File.WriteAllBytes(folder.PathTo(name), []);
            using var reader = new LogIncidentFormat().Open(input, LogPosition.Start);
            using var writer = IncidentWriter.Open(folder.PathTo(name));
            Ingestion.Transfer(reader, writer, new TransferOptions { CommitEvery = 100 }, TestContext.Current.CancellationToken);
            writer.Complete();
        }

        using var bulk = Rows.Open(folder.PathTo("bulk"));
        using var append = Rows.Open(folder.PathTo("append"));
        foreach (var sql in new[] { "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name", "SELECT * FROM workbench_ledger ORDER BY key", "SELECT * FROM workbench_clock", "SELECT * FROM workbench_rejected ORDER BY 1" })
            Assert.Equal(Rows.Of(append, sql), Rows.Of(bulk, sql));
        Assert.Equal(OracleSet.Actual(folder.PathTo("append")), OracleSet.Actual(folder.PathTo("bulk")));
        Assert.Equal([["ok"]], Rows.Of(bulk, "PRAGMA integrity_check"));
        Assert.Equal([["ok"]], Rows.Of(append, "PRAGMA integrity_check"));
    }

    [Fact]
    public void A_new_file_has_no_name_before_it_is_complete_and_leaves_nothing_when_given_up()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        using (var writer = IncidentWriter.Open(path))
        {
            writer.Write(Connection("tcp.accept", 1));
            writer.Commit();
            Assert.False(File.Exists(path));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        using (var writer = IncidentWriter.Open(path))
        {
            File.WriteAllText(path, "another");
            Assert.Contains("name", Assert.Throws<WorkbenchException>(writer.Complete).Message, StringComparison.Ordinal);
        }

        Assert.Equal("another", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Open_refuses_what_is_no_dionaea_database_and_leaves_it_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var text = folder.PathTo("text");
        File.WriteAllText(text, new string('x', 5000));
        Assert.Equal(ExitCode.Input, Assert.Throws<WorkbenchException>(() => IncidentWriter.Open(text)).Exit);
        Assert.Equal(new string('x', 5000), File.ReadAllText(text));

        var foreign = folder.PathTo("foreign");
        Execute(foreign, "CREATE TABLE cookies (cookie TEXT)");
        var bytes = File.ReadAllBytes(foreign);
        Assert.Contains("none of dionaea's", Assert.Throws<WorkbenchException>(() => IncidentWriter.Open(foreign)).Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(foreign));

        Assert.Throws<WorkbenchException>(() => IncidentWriter.Open(folder.Path));
        Assert.Throws<WorkbenchException>(() => IncidentWriter.Open(folder.PathTo("no/such/folder")));
    }

    [Fact]
    public void Open_says_that_another_program_has_locked_the_database()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        using (var writer = IncidentWriter.Open(path))
            writer.Complete();
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        var options = new IncidentWriterOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) };
        Assert.Contains("locked", Assert.Throws<WorkbenchException>(() => IncidentWriter.Open(path, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_makes_the_fork_s_tables_when_their_first_incident_comes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        using (var writer = IncidentWriter.Open(path))
        {
            writer.Write(Connection("tcp.accept", 1));
            var request = Named("dionaea.modules.python.http.request", 1);
            foreach (var name in new[] { "method", "path", "version", "headers", "body" })
                request.Add(Encoding.UTF8.GetBytes(name), name);
            Assert.Equal(1, writer.Write(request));
            var query = Named("dionaea.modules.python.nbns.query", 1);
            query.Add("name"u8, "WPAD");
            query.Add("suffix"u8, 0L);
            query.Add("suffix_name"u8, "Workstation");
            query.Add("opcode"u8, 0L);
            query.Add("opcode_name"u8, "Query");
            query.Add("qtype"u8, 32L);
            query.Add("is_wpad"u8, 1L);
            Assert.Equal(1, writer.Write(query));
            writer.Complete();
        }

        Assert.Equal([[1L, 1L, "method", "path", "version", "headers", "body"]], Query(path, "SELECT * FROM http_requests"));
        Assert.Equal([[1L, 1L, "WPAD", 0L, "Workstation", 0L, "Query", 32L, 1L]], Query(path, "SELECT * FROM nbns_queries"));
        Assert.Equal([[3L]], Query(path, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'nbns%idx'"));
    }

    [Fact]
    public void Write_fills_the_fork_s_column_only_in_files_that_have_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        foreach (var hasColumn in new[] { false, true })
        {
            if (hasColumn)
                Execute(path, "ALTER TABLE dcerpcrequests ADD COLUMN dcerpcrequest_stub_data BLOB");
            using var writer = IncidentWriter.Open(path);
            writer.Write(Connection("tcp.accept", 1));
            var request = Named("dionaea.modules.python.smb.dcerpc.request", 1);
            request.Add("uuid"u8, "u");
            request.Add("opnum"u8, 31L);
            request.AddBytes("stub_data"u8, [5, 0, 1]);
            Assert.NotEqual(0, writer.Write(request));
            writer.Complete();
        }

        Assert.Equal([[null], [new byte[] { 5 }]], Query(path, "SELECT dcerpcrequest_stub_data FROM dcerpcrequests ORDER BY 1"));
    }

    [Fact]
    public void Write_keeps_what_it_rejects_with_place_and_reason()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("dionaea.sqlite");
        using (var writer = IncidentWriter.Open(path))
        {
            writer.Write(Connection("tcp.accept", 1));
            var offer = Named("dionaea.download.offer", 1);
            offer.Source = LogInput.File("a.log");
            offer.LineNumber = 7;
            offer.LineOffset = 99;
            offer.SetLine("the line"u8);
            writer.Write(offer);
            var listed = Named("dionaea.download.offer", 1);
            listed.AddJson("url"u8, "[]"u8);
            writer.Write(listed);
            writer.Complete();
        }

        Assert.Equal(
            [["a.log", 7L, 99L, "the field 'url' is missing", "the line"u8.ToArray()], ["", 0L, 0L, "the field 'url' is a list, but text or a number was expected", "dionaea.download.offer"u8.ToArray()]],
            Query(path, "SELECT file, number, offset, reason, line FROM workbench_rejected ORDER BY 1 DESC"));
    }

    [Fact]
    public void Transfer_stops_and_leaves_no_file_when_it_is_cancelled_or_the_log_breaks()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var path = folder.PathTo("dionaea.sqlite");
        using (var writer = IncidentWriter.Open(path))
        using (var reader = new BrokenReader())
            Assert.ThrowsAny<OperationCanceledException>(() => Ingestion.Transfer(reader, writer, null, stop.Token));
        using (var writer = IncidentWriter.Open(path))
        using (var reader = new BrokenReader())
            Assert.Throws<IOException>(() => Ingestion.Transfer(reader, writer, cancellation: TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static List<object?[]> Query(string path, string sql)
    {
        using var database = Rows.Open(path);
        return Rows.Of(database, sql);
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Incident Named(string origin, long connection = 0)
    {
        _incident.Clear();
        _incident.Time = 1_600_000_000;
        _incident.Origin = Encoding.UTF8.GetBytes(origin);
        if (connection != 0)
            _incident.Con.Key = ConnectionKey.Of(connection);
        return _incident;
    }

    private Incident Connection(string type, long id)
    {
        var incident = Named("dionaea.connection." + type, id);
        incident.Con.Protocol = "smbd"u8;
        incident.Con.Transport = "tcp"u8;
        return incident;
    }

    private Incident Offer(long connection, string url)
    {
        var incident = Named("dionaea.download.offer", connection);
        incident.Add("url"u8, url);
        return incident;
    }

    private sealed class BrokenReader : ILogReader
    {
        public bool Read(IncidentBatch batch) => throw new IOException("broken");

        public void Dispose()
        {
        }
    }
}
