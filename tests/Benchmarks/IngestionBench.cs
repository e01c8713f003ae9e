using System.Diagnostics;
using System.Text.Json;
using Dionaea.Analysis;

namespace Dionaea.Benchmarks;

/// <summary>Reading logs and writing what they tell, beside what the JSON reader alone takes for the same bytes.</summary>
internal sealed class IngestionBench : IDisposable
{
    private const int Runs = 3;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbench-bench-");
    private readonly string _log;
    private readonly long _lines;
    private readonly double _megabytes;

    /// <summary>Writes the log.</summary>
    public IngestionBench(int megabytes)
    {
        _log = Path.Combine(_folder.FullName, "dionaea_incident.json");
        _lines = AttackLog.Write(_log, megabytes * 1_000_000L);
        _megabytes = new FileInfo(_log).Length / 1e6;
        Console.WriteLine($"log        {_megabytes:0} MB, {_lines:N0} incidents of {_megabytes * 1e6 / _lines:0} bytes");
    }

    /// <summary>All figures.</summary>
    public void Run()
    {
        Show("json", Enumerable.Range(0, Runs).Select(_ => Time(Json)));
        Show("parse", Enumerable.Range(0, Runs).Select(_ => Time(Parse)));
        Show("bulk", Enumerable.Range(0, Runs).Select(i => Time(() => Ingest($"bulk{i}.sqlite"))));
        Show("append", Enumerable.Range(0, Runs).Select(i =>
        {
            using (var writer = IncidentWriter.Open(Path.Combine(_folder.FullName, $"append{i}.sqlite")))
                writer.Complete();
            return Time(() => Ingest($"append{i}.sqlite"));
        }));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"memory     at most {self.PeakWorkingSet64 / 1e6:0} MB");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private void Show(string what, IEnumerable<double> times)
    {
        var seconds = times.Order().ElementAt(Runs / 2);
        Console.WriteLine($"{what,-10} {_megabytes / seconds,6:0} MB/s, {_lines / seconds,10:N0} incidents/s");
    }

    private void Json()
    {
        using var stream = File.OpenRead(_log);
        var buffer = new byte[1 << 20];
        var length = 0;
        for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
        {
            length += read;
            var start = 0;
            for (int end; (end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end));
                while (reader.Read())
                {
                }
            }

            buffer.AsSpan(start, length - start).CopyTo(buffer);
            length -= start;
        }
    }

    private void Parse()
    {
        using var reader = Open();
        var batch = new IncidentBatch();
        while (reader.Read(batch))
        {
        }
    }

    private void Ingest(string name)
    {
        using var reader = Open();
        using var writer = IncidentWriter.Open(Path.Combine(_folder.FullName, name));
        Ingestion.Transfer(reader, writer);
        writer.Complete();
        if (writer.Counts.Sum(count => count.Rejected + count.UnknownConnection + count.Ignored) > 0)
            throw new InvalidOperationException("some incidents were not stored");
    }

    private ILogReader Open()
    {
        var input = LogInput.File(_log);
        return LogFormats.Recognise(input).Open(input, LogPosition.Start);
    }
}
