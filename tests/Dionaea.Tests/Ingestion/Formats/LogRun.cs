using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs read into a database, in one or more runs, and what the database has then.</summary>
internal sealed class LogRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The database.</summary>
    public string Path => _folder.PathTo("into.sqlite");

    /// <summary>What the last run told.</summary>
    public IngestSummary Summary { get; private set; } = null!;

    /// <summary>Reads logs into a new database in one run.</summary>
    public static LogRun Of(params string[] logs)
    {
        var run = new LogRun();
        run.Add(logs);
        return run;
    }

    /// <summary>Reads a log of this content into a new database.</summary>
    public static LogRun OfBytes(byte[] bytes, string? zone = null, string name = "log") => new LogRun().AddBytes(bytes, zone, name);

    /// <summary>Reads a log of this content into a new database.</summary>
    public static LogRun OfText(string text, string? zone = null, string name = "log") => OfBytes(System.Text.Encoding.UTF8.GetBytes(text), zone, name);

    /// <summary>Reads more logs.</summary>
    public void Add(params string[] logs) => Add(logs, null);

    /// <summary>Reads more logs, whose local times are of a zone.</summary>
    public void Add(string[] logs, string? zone, DatabaseFileOptions? files = null) => Summary = new IngestRun(new IngestOptions
    {
        Logs = logs,
        Into = Path,
        Zone = zone,
        CommitEvery = 100,
        Files = files ?? DatabaseFileOptions.Default,
    }).Run(TestContext.Current.CancellationToken);

    /// <summary>Reads more of a log, which has this content now.</summary>
    public LogRun AddBytes(byte[] bytes, string? zone = null, string name = "log")
    {
        File.WriteAllBytes(_folder.PathTo(name), bytes);
        Add([_folder.PathTo(name)], zone);
        return this;
    }

    /// <summary>What became of a table's rows, or of an origin's incidents.</summary>
    public IncidentCounts Count(string origin) => Summary.Counts.Single(count => count.Origin == origin);

    /// <summary>How many rows a table has.</summary>
    public long CountOf(string table) => (long)Query($"SELECT count(*) FROM {table}")[0][0]!;

    /// <summary>The rows of a statement.</summary>
    public List<object?[]> Query(string sql)
    {
        using var database = Rows.Open(Path);
        return Rows.Of(database, sql);
    }

    /// <summary>The rows of a statement as lines of text.</summary>
    public List<string> Lines(string sql) => Lines(Query(sql));

    /// <summary>Rows as lines of text; bytes and the text that they are look alike.</summary>
    public static List<string> Lines(IEnumerable<object?[]> rows) =>
        [.. rows.Select(row => string.Join('\t', row.Select(value => value is byte[] bytes
            ? System.Text.Encoding.UTF8.GetString(bytes)
            : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture))))];

    /// <summary>All rows of dionaea's tables, and those that were rejected.</summary>
    public List<string> Dump() =>
        [.. OracleSet.Actual(Path).SelectMany(table => table.Value.Select(row => $"{table.Key}\t{row}")), .. Lines("SELECT number, offset, reason, line FROM workbench_rejected ORDER BY offset, reason")];

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
