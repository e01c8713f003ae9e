using System.Collections.Concurrent;

namespace Dionaea.Analysis;

/// <summary>Carries batches from a reading thread to the writing one.</summary>
internal sealed class BatchTransfer
{
    private const int Batches = 4;
    private readonly ILogReader _reader;
    private readonly IncidentWriter _writer;
    private readonly TransferOptions _options;

    public BatchTransfer(ILogReader reader, IncidentWriter writer, TransferOptions options)
    {
        _reader = reader;
        _writer = writer;
        _options = options;
    }

    /// <summary>Reads to the end and writes all of it.</summary>
    public LogPosition Run(CancellationToken cancellation)
    {
        using var full = new BlockingCollection<IncidentBatch>(Batches);
        using var empty = new BlockingCollection<IncidentBatch>(Batches);
        for (var i = 0; i < Batches; i++)
            empty.Add(new IncidentBatch(), CancellationToken.None);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Factory.StartNew(
            () => Read(empty, full, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var position = Write(full, empty, stop.Token);
            reading.GetAwaiter().GetResult();
            return position;
        }
        catch
        {
            stop.Cancel();
            Await(reading);
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static void Await(Task reading)
    {
        try
        {
            reading.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
    }

    private void Read(BlockingCollection<IncidentBatch> empty, BlockingCollection<IncidentBatch> full, CancellationToken stop)
    {
        try
        {
            var more = true;
            while (more)
            {
                var batch = empty.Take(stop);
                more = _reader.Read(batch);
                full.Add(batch, stop);
            }
        }
        finally
        {
            full.CompleteAdding();
        }
    }

    private LogPosition Write(BlockingCollection<IncidentBatch> full, BlockingCollection<IncidentBatch> empty, CancellationToken stop)
    {
        var end = default(LogPosition);
        foreach (var batch in full.GetConsumingEnumerable(stop))
        {
            for (var i = 0; i < batch.Count; i++)
                _writer.Write(batch[i]);
            end = batch.End;
            empty.Add(batch, stop);
            _options.Progress?.Invoke(end);
            if (_writer.Uncommitted >= _options.CommitEvery && !_writer.IsNew)
                Commit(end);
        }

        Commit(end);
        return end;
    }

    private void Commit(LogPosition end)
    {
        _writer.Begin();
        _options.BeforeCommit?.Invoke(end);
        _writer.Commit();
    }
}
