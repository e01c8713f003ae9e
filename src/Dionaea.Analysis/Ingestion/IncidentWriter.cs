using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Writes incidents into a database as dionaea's log_sqlite would: same rows, ids, roots and parents. An incident is
/// stored whole or, with its reason, among the rejected lines. Used by one thread.
/// </summary>
/// <remarks>
/// A new file is loaded in bulk: it has no journal, gets indexes and trigger at its end, and its name when it is
/// complete, so that before <see cref="Complete"/> there is none. An existing file is appended to in transactions that
/// survive a kill at each <see cref="Commit"/>, the ledger of attacks with them.
/// </remarks>
/// <example>
/// <code>
/// var incident = new Incident();
/// using (var writer = IncidentWriter.Open(path))
/// {
///     incident.Time = 1_700_000_000.25;
///     incident.Origin = "dionaea.connection.tcp.accept"u8;
///     incident.Con.Key = ConnectionKey.Of(1);
///     incident.Con.Protocol = "ftpd"u8;
///     incident.Con.Transport = "tcp"u8;
///     incident.Con.LocalHost = "192.0.2.10"u8;
///     incident.Con.LocalPort = 21;
///     incident.Con.RemoteHost = "198.51.100.7"u8;
///     incident.Con.RemotePort = 4000;
///     long connection = writer.Write(incident);
///
///     incident.Clear();
///     incident.Time = 1_700_000_001;
///     incident.Origin = "dionaea.modules.python.ftp.login"u8;
///     incident.Con.Key = ConnectionKey.Of(1);
///     incident.Add("username"u8, "anonymous");
///     incident.Add("password"u8, "a@b");
///     long login = writer.Write(incident);
///
///     writer.Complete();
/// }
///
/// using var database = HoneypotDatabase.Open(path);
/// using var session = database.OpenSession();
/// return session.Run("SELECT attacker, username, password FROM credentials", new Dictionary&lt;string, object?&gt;(), Limits.Default);
/// </code>
/// </example>
public sealed class IncidentWriter : IDisposable
{
    private readonly TargetFile _target;
    private readonly IncidentRows _rows;
    private bool _isOpen;

    private IncidentWriter(TargetFile target, IncidentWriterOptions options)
    {
        _target = target;
        _rows = new IncidentRows(target.Database, options, target.IsNew);
    }

    /// <summary>Whether the file is a new one, loaded in bulk.</summary>
    public bool IsNew => _target.IsNew;

    /// <summary>How many rows were written since the last commit, roughly; links count as rows.</summary>
    public long Uncommitted { get; private set; }

    /// <summary>How many connections were forgotten because nothing was heard of them for too long.</summary>
    public long ForgottenConnections => _rows.Ledger.Expired;

    /// <summary>What became of the incidents so far, by origin, in ordinal order; lines that are no incidents stand under an empty origin.</summary>
    public IReadOnlyList<IncidentCounts> Counts => _rows.Counts.ByOrigin();

    /// <summary>The first rejected lines so far, at most 100.</summary>
    public IReadOnlyList<RejectedLine> FirstRejected => _rows.FirstRejected;

    /// <summary>The database itself, for what is to be committed together with the rows.</summary>
    internal sqlite3 Database => _target.Database;

    /// <summary>Opens a database for writing; a file that does not exist is made.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="options">How to write, or null for the usual way.</param>
    /// <exception cref="WorkbenchException">It is no dionaea database, is locked, or can't be written.</exception>
    public static IncidentWriter Open(string path, IncidentWriterOptions? options = null)
    {
        options ??= new IncidentWriterOptions();
        var target = TargetFile.Open(path, options);
        try
        {
            return target.Guard(() => new IncidentWriter(target, options));
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Starts a transaction if none is open; <see cref="Write"/> does it too.</summary>
    /// <exception cref="WorkbenchException">The database is locked by another program.</exception>
    public void Begin()
    {
        if (_isOpen)
            return;
        _target.Guard(() =>
        {
            if (!_target.IsNew)
                LogSqliteSchema.Execute(_target.Database, "BEGIN IMMEDIATE");
            _rows.Begin();
        });
        _isOpen = true;
    }

    /// <summary>Does something else with the database within the transaction.</summary>
    /// <exception cref="WorkbenchException">The database can't be written.</exception>
    internal void Use(Action work)
    {
        Begin();
        _target.Guard(work);
    }

    /// <summary>Writes what an incident leaves in the database.</summary>
    /// <returns>The id of the first row that it made (of a connection, its own); 0 when it made none.</returns>
    /// <exception cref="WorkbenchException">The database can no longer be written: full, damaged, gone.</exception>
    public long Write(Incident incident)
    {
        if (!_isOpen)
            Begin();
        Uncommitted++;
        try
        {
            return _rows.Write(incident);
        }
        catch (SqliteException e)
        {
            throw _target.Fault(e);
        }
    }

    /// <summary>Makes durable what was written since the last time; in a bulk load nothing is, before <see cref="Complete"/>.</summary>
    /// <exception cref="WorkbenchException">It could not be written; none of it is.</exception>
    public void Commit()
    {
        if (!_isOpen || _target.IsNew)
            return;
        _target.Guard(() =>
        {
            _rows.SaveLedger();
            LogSqliteSchema.Execute(_target.Database, "COMMIT");
        });
        Uncommitted = 0;
        _isOpen = false;
    }

    /// <summary>Commits and ends the writing: a new file gets indexes, trigger and its name.</summary>
    /// <exception cref="WorkbenchException">It could not be written, or a file of that name has appeared meanwhile.</exception>
    public void Complete()
    {
        if (_target.IsNew)
        {
            Begin();
            _target.Guard(() => _rows.SaveLedger());
        }
        else
        {
            Commit();
        }

        _rows.Dispose();
        _target.Complete();
    }

    /// <summary>Opens what was written for reading, with the analysis views; only after <see cref="Complete"/>.</summary>
    /// <exception cref="WorkbenchException">It can't be opened.</exception>
    public HoneypotDatabase OpenForReading() => HoneypotDatabase.Open(_target.Path);

    /// <summary>Closes the database; what was not committed is lost, a new file that was not completed is removed.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        _target.Dispose();
    }
}
