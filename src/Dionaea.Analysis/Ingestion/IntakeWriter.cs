namespace Dionaea.Analysis;

/// <summary>Writes what a sensor sends into its database; after a fault the database is opened anew.</summary>
internal sealed class IntakeWriter : IDisposable
{
    private static readonly string[] Taken = ["log_incident", "log_json"];
    private readonly IntakeOptions _options;
    private readonly LogIncidentParser _parser = new();
    private readonly ILogFormat[] _formats = [.. LogFormats.All.Where(format => Taken.Contains(format.Name))];

    // Incidents that are sent name no file that may be opened.
    private readonly LogInput _source = new() { Name = "collect", Open = () => Stream.Null };

    // What log_json sends is a log of its own, so that its connections are recognised where log_incident sends them too.
    private readonly LogInput _ended = new() { Name = "collect", Open = () => Stream.Null };
    private IncidentWriter? _writer;
    private LogBook? _book;
    private long _number;

    /// <summary>Opens the database, which is made when it does not exist.</summary>
    /// <exception cref="WorkbenchException">It can't be written.</exception>
    public IntakeWriter(IntakeOptions options)
    {
        _options = options;
        LeftoverLoads.Remove(options.Database);
        Open();
    }

    /// <summary>Reads the incidents in what was sent.</summary>
    public void Parse(ReceivedIncident received)
    {
        _number++;
        var body = received.Body.Span;
        var batch = received.Incidents;
        var format = Array.Find(_formats, format => format.Recognises(received.Body.Span));
        if (format is null)
            new LogLine(batch, _source, body, _number, 0).Reject("it is neither an incident of log_incident nor a connection of log_json");
        else if (format.Name == Taken[0])
            _parser.Parse(new LogLine(batch, _source, body, _number, 0));
        else
            ParseByFormat(format, received.Body, batch);
        received.IsMalformed = Incidents(batch).All(incident => incident.Rejection is not null);
        received.Time = Incidents(batch).FirstOrDefault(incident => incident.Rejection is null)?.Time ?? 0;
    }

    /// <summary>Writes and commits.</summary>
    /// <exception cref="WorkbenchException">The database can't be written; nothing of these is in it.</exception>
    public void Store(List<ReceivedIncident> due)
    {
        try
        {
            if (_writer is null)
                Open();
            foreach (var incident in due.SelectMany(received => Incidents(received.Incidents)))
                _writer!.Write(incident);
            _writer!.Use(_book!.TakeTurn);
            _writer.Commit();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _book?.Dispose();
        _writer?.Dispose();
        (_book, _writer) = (null, null);
    }

    private static IEnumerable<Incident> Incidents(IncidentBatch batch) => Enumerable.Range(0, batch.Count).Select(i => batch[i]);

    private void ParseByFormat(ILogFormat format, ReadOnlyMemory<byte> body, IncidentBatch batch)
    {
        var bytes = body.ToArray();
        using var reader = format.Open(_ended with { Open = () => new MemoryStream(bytes, writable: false) }, LogPosition.Start);
        reader.Read(batch);
        foreach (var incident in Incidents(batch))
            (incident.LineNumber, incident.Source) = (_number, _ended);
    }

    private void Open()
    {
        var options = new IncidentWriterOptions { DionaeaTypes = _options.DionaeaTypes };
        _writer = IncidentWriter.Open(_options.Database, options);
        if (_writer.IsNew)
        {
            _writer.Complete();
            _writer.Dispose();
            _writer = IncidentWriter.Open(_options.Database, options);
        }

        // What is answered must survive a power failure too.
        LogSqliteSchema.Execute(_writer.Database, "PRAGMA synchronous = FULL");
        _book = new LogBook(_writer);
    }
}
