using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Logs written into a new database, one after the other, and what the database has then.</summary>
internal sealed class LogRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The database.</summary>
    public string Path => _folder.PathTo("into.sqlite");

    /// <summary>What became of the rows, by table.</summary>
    public IReadOnlyList<IncidentCounts> Counts { get; private set; } = [];

    /// <summary>Writes logs.</summary>
    public static LogRun Of(params string[] paths) => Of([.. paths.Select(LogInput.File)]);

    /// <summary>Writes logs.</summary>
    public static LogRun Of(params LogInput[] inputs)
    {
        var run = new LogRun();
        run.Add(inputs);
        return run;
    }

    /// <summary>Writes a log of these bytes.</summary>
    public static LogRun OfBytes(byte[] bytes, string? zone = null) =>
        Of(new LogInput { Name = "bytes", Open = () => new MemoryStream(bytes), Zone = zone });

    /// <summary>Writes more logs into the same database.</summary>
    public void Add(params LogInput[] inputs)
    {
        using var writer = IncidentWriter.Open(Path);
        foreach (var input in inputs)
        {
            using var reader = LogFormats.Recognise(input).Open(input, LogPosition.Start);
            Ingestion.Transfer(reader, writer, cancellation: TestContext.Current.CancellationToken);
        }

        writer.Complete();
        Counts = writer.Counts;
    }

    /// <summary>How many rows a table has.</summary>
    public long CountOf(string table) => (long)Query($"SELECT count(*) FROM {table}")[0][0]!;

    /// <summary>The rows of a statement.</summary>
    public IReadOnlyList<object?[]> Query(string sql)
    {
        using var database = Rows.Open(Path);
        return Rows.Of(database, sql);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
