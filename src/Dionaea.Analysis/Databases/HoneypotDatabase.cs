using System.Collections.Concurrent;

namespace Dionaea.Analysis;

/// <summary>
/// A log_sqlite database of any vintage, opened for reading only. Sessions of it may run side by side, one thread
/// each.
/// </summary>
public sealed class HoneypotDatabase : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly Shape _shape;
    private readonly Lazy<DatabaseSpan> _span;
    private readonly Lazy<IReadOnlyDictionary<string, Relation>> _relations;
    private readonly ConcurrentDictionary<string, RowEstimate> _estimates = new(StringComparer.OrdinalIgnoreCase);

    private HoneypotDatabase(DatabaseFile file, Shape shape)
    {
        _file = file;
        _shape = shape;
        Variant = Variants.Name(shape);
        _span = new Lazy<DatabaseSpan>(ReadSpan);
        _relations = new Lazy<IReadOnlyDictionary<string, Relation>>(() => Relation.ByName(shape.Relations()));
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name => _file.Name;

    /// <summary>The schema variant in words.</summary>
    public string Variant { get; }

    /// <summary>What is special about how the file was read ("read from a copy …"); may be empty.</summary>
    public IReadOnlyList<string> Notes => _file.Notes;

    /// <summary>The size of the database in bytes.</summary>
    public long Length => _file.Length;

    /// <summary>The first and the last connection; read once, from the index on the timestamp.</summary>
    public DatabaseSpan Span => _span.Value;

    /// <summary>The tables that the file stores, each with its columns, as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> StoredTables => _shape.Tables;

    /// <summary>Everything that a statement can select from by a bare name, by that name; kept results apart.</summary>
    public IReadOnlyDictionary<string, Relation> Relations => _relations.Value;

    /// <summary>Opens a database: plain, compressed with gzip, or in use by a sensor.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits of unpacking and copying, or null for the usual ones.</param>
    /// <param name="progress">Told of long work: unpacking, copying.</param>
    /// <param name="cancellation">Stops unpacking and copying.</param>
    /// <exception cref="WorkbenchException">The file is missing, damaged, or not a dionaea database.</exception>
    public static HoneypotDatabase Open(
        string path, DatabaseFileOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var file = DatabaseFile.Open(path, options ?? new DatabaseFileOptions(), progress, cancellation);
        try
        {
            using var database = Raw.OpenReadOnly(file.Path, file.Name);
            SQLitePCL.raw.sqlite3_extended_result_codes(database, 1);
            return new HoneypotDatabase(file, Shape.Read(database, file.Name));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A new connection with the analysis views.</summary>
    /// <param name="geolocation">What is known of addresses, or null for nothing; must outlive the session.</param>
    public ReadSession OpenSession(Geolocation? geolocation = null) => OpenSession(_file.Path, geolocation);

    /// <summary>The file that is read.</summary>
    internal string FilePath => _file.Path;

    /// <summary>Opens a connection to a copy of the database.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="geolocation">What is known of addresses, or null for nothing; must outlive the session.</param>
    internal ReadSession OpenSession(string copy, Geolocation? geolocation) => new(copy, Name, _shape, geolocation ?? Geolocation.None);

    /// <summary>
    /// Whether the data are made up: the newest connection's local address is one that is reserved for documentation (RFC
    /// 5737, RFC 3849), as in the sample.
    /// </summary>
    public bool IsSample()
    {
        using var session = OpenSession();
        var rows = session.Run("SELECT local_host FROM connections ORDER BY connection DESC LIMIT 1", new Dictionary<string, object?>(), Limits.Default).Rows;
        return rows.Count > 0 && rows[0][0] is string host
            && (host.StartsWith("192.0.2.", StringComparison.Ordinal) || host.StartsWith("::ffff:192.0.2.", StringComparison.Ordinal)
                || host.StartsWith("2001:db8:", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The SHA-256 of the file that the user named, in lower-case hex; of the copy when the database was in use.
    /// Computed once; may run beside queries.
    /// </summary>
    public string ComputeSha256(CancellationToken cancellation = default) => _file.ComputeSha256(cancellation);

    /// <summary>The number of rows of each stored table, in ordinal order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> CountRows(ReadSession session, CancellationToken cancellation = default)
    {
        var counts = new List<KeyValuePair<string, long>>();
        foreach (var table in _shape.Tables.Keys.Where(KnownTables.Columns.ContainsKey).Order(StringComparer.Ordinal))
        {
            var rows = (long)session.Run($"SELECT COUNT(*) FROM main.{Raw.Quote(table)}", new Dictionary<string, object?>(), Limits.Default, cancellation: cancellation).Rows[0][0]!;
            _estimates[table] = new RowEstimate(rows, EstimateSource.Counted);
            counts.Add(new(table, rows));
        }

        return counts;
    }

    /// <summary>
    /// How many rows a stored table has, as far as that is known without a scan: as counted before, else at most as
    /// many as its first and last row ids leave room for.
    /// </summary>
    /// <returns>The estimate; null where there is none, as for a stored view.</returns>
    public RowEstimate? EstimateRows(string table)
    {
        if (_estimates.TryGetValue(table, out var known))
            return known.Source == EstimateSource.None ? null : known;

        var estimate = RowEstimate.Read(this, table);
        _estimates.TryAdd(table, estimate);
        return estimate.Source == EstimateSource.None ? null : estimate;
    }

    /// <summary>Closes the database and removes private copies.</summary>
    public void Dispose() => _file.Dispose();

    private DatabaseSpan ReadSpan()
    {
        using var session = OpenSession();
        var row = session.Run(
            "SELECT (SELECT MIN(connection_timestamp) FROM connections), (SELECT MAX(connection_timestamp) FROM connections WHERE typeof(connection_timestamp) IN ('integer', 'real'))",
            new Dictionary<string, object?>(),
            Limits.Default).Rows[0];
        return new DatabaseSpan(Table.Number(row[0]), Table.Number(row[1]));
    }
}

/// <summary>From when to when a database has connections.</summary>
/// <param name="First">The first connection, Unix seconds; null when there is none.</param>
/// <param name="Last">The last connection, Unix seconds; null when there is none.</param>
public sealed record DatabaseSpan(double? First, double? Last);
