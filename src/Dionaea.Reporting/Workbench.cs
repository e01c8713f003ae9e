using System.Collections.Concurrent;
using System.Diagnostics;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Joins the catalogue, an opened database, the parameters set so far and the results kept from earlier cells, and
/// answers questions. Several threads may ask questions and run statements; what changes the workbench may not run
/// beside anything else but <see cref="TypingHelp"/>.
/// </summary>
public sealed class Workbench : IDisposable
{
    private readonly ConcurrentBag<ReadSession> _idle = [];

    // Replaced, never changed: they are read while a cell runs.
    private volatile Dictionary<string, object?> _parameters = new(StringComparer.Ordinal);
    private volatile Dictionary<string, Table> _kept = new(StringComparer.OrdinalIgnoreCase);
    private volatile HoneypotDatabase? _database;
    private Geolocation _geolocation = Geolocation.None;

    /// <summary>Makes a workbench without a database.</summary>
    /// <exception cref="WorkbenchException">The user's own queries have faults.</exception>
    public Workbench(WorkbenchSettings settings)
    {
        Settings = settings;
        Catalogue = new QueryCatalogue(settings.QueryFolder);
    }

    /// <summary>The settings it was made with.</summary>
    public WorkbenchSettings Settings { get; }

    /// <summary>The named queries.</summary>
    public QueryCatalogue Catalogue { get; }

    /// <summary>The values set for <c>$name</c>, by name.</summary>
    public IReadOnlyDictionary<string, object?> Parameters => _parameters;

    /// <summary>The results kept as tables, by name.</summary>
    public IReadOnlyDictionary<string, Table> Kept => _kept;

    /// <summary>Whether a database is open.</summary>
    public bool IsOpen => _database is not null;

    /// <summary>The opened database, or null.</summary>
    internal HoneypotDatabase? Opened => _database;

    /// <summary>The opened database.</summary>
    /// <exception cref="WorkbenchException">None is open.</exception>
    public HoneypotDatabase Database => _database ?? throw WorkbenchException.Usage("No database is open.", "Open one with: #!open PATH");

    /// <summary>Opens a database in place of the one that was open; kept tables go with the old one.</summary>
    /// <exception cref="WorkbenchException">It can't be opened; the one that was open stays.</exception>
    public void Open(string path, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var database = HoneypotDatabase.Open(path, Settings.Files, progress, cancellation);
        Close();
        _database = database;
        _geolocation = new Geolocation(Settings.Geo, database.IsSample);
    }

    /// <summary>Sets the value of <c>$name</c> for the queries and statements to come.</summary>
    /// <exception cref="WorkbenchException">The name is not plain, or the value not of the type that the name stands for.</exception>
    public void Set(string name, string text)
    {
        if (!Parameter.IsName(name))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(name)}' can't be a parameter's name.", "Use letters, digits and underscores.");
        _parameters = new Dictionary<string, object?>(_parameters, StringComparer.Ordinal) { [name] = ParameterValue.Parse(name, text) };
    }

    /// <summary>Answers a question of the catalogue.</summary>
    /// <inheritdoc cref="Ask(Query, IReadOnlyDictionary{string, string}, IProgress{int}?, CancellationToken)"/>
    public Answer Ask(Query query, IReadOnlyDictionary<string, string> given, CancellationToken cancellation = default) => Ask(query, given, null, cancellation);

    /// <summary>Answers a question of the catalogue.</summary>
    /// <param name="query">The query.</param>
    /// <param name="given">Values by parameter name as the user wrote them; they win over values that were set.</param>
    /// <param name="rows">Told how many rows there are so far; may be null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WorkbenchException">A name or a value is wrong, or a limit was reached.</exception>
    public Answer Ask(Query query, IReadOnlyDictionary<string, string> given, IProgress<int>? rows, CancellationToken cancellation)
    {
        foreach (var name in given.Keys)
            query.Parameter(name);

        return WithSession(session =>
        {
            var values = query.Parameters.ToDictionary(p => p.Name, p => Resolve(p, given, session, cancellation));
            return Timed(session, query, query.Sql, values, () => session.Run(query.Sql, values, Settings.Limits, query.Columns, rows, cancellation));
        });
    }

    /// <summary>Runs one SELECT of the user's with the values that were set.</summary>
    /// <inheritdoc cref="Run(string, IProgress{int}?, CancellationToken)"/>
    public Answer Run(string sql, CancellationToken cancellation = default) => Run(sql, rows: null, cancellation);

    /// <summary>Runs one SELECT of the user's with the values that were set.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="rows">Told how many rows there are so far; may be null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WorkbenchException">It is wrong, not allowed, or a limit was reached.</exception>
    public Answer Run(string sql, IProgress<int>? rows, CancellationToken cancellation) => WithSession(session =>
    {
        var used = Used(session, sql);
        return Timed(session, null, sql, used, () => session.Run(sql, used, Settings.Limits, null, rows, cancellation));
    });

    /// <summary>Takes the time of one SELECT on scratch copies of the database.</summary>
    /// <exception cref="WorkbenchException">It is wrong, not allowed, or there is no room for a copy.</exception>
    public Answer Measure(
        string sql, IReadOnlyList<ScratchVariant> variants, int repeats, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        return WithSession(session =>
        {
            var used = Used(session, sql);
            return Timed(session, null, sql, used, () => Measurement.Run(Database, _geolocation, sql, used, variants, repeats, Settings.Files, Settings.Limits, progress, cancellation)) with
            {
                IsVolatile = true,
            };
        });
    }

    /// <summary>Runs one SELECT with values of its own, which win over values that were set.</summary>
    /// <exception cref="WorkbenchException">It is wrong, not allowed, or a limit was reached.</exception>
    public Answer Run(string sql, IReadOnlyDictionary<string, object?> given, CancellationToken cancellation) => WithSession(session =>
    {
        var used = new Dictionary<string, object?>(given.Where(g => session.ParameterNames(sql).Contains(g.Key)), StringComparer.Ordinal);
        foreach (var name in session.ParameterNames(sql).Where(name => _parameters.ContainsKey(name)))
            used.TryAdd(name, _parameters[name]);
        return Timed(session, null, sql, used, () => session.Run(sql, used, Settings.Limits, cancellation: cancellation));
    });

    /// <summary>An answer whose table was computed outside the database's engine.</summary>
    /// <param name="text">What computed it.</param>
    /// <param name="table">The result.</param>
    /// <param name="warnings">What a reader must know beside it.</param>
    /// <param name="elapsed">How long it took.</param>
    public Answer Computed(string text, Table table, IReadOnlyList<string> warnings, TimeSpan elapsed)
    {
        var source = _database is { } database
            ? new AnswerSource("script", database.Name, database.Variant, database.Span.First, database.Span.Last)
            : new AnswerSource("script", "no database", "", null, null);
        return new Answer(null, text, new Dictionary<string, object?> { ["zone"] = Zone }, source, table, null, warnings, elapsed);
    }

    /// <summary>Reads attacks with all that belongs to them.</summary>
    /// <param name="filter">Which attacks.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WorkbenchException">A limit was reached, or the database is damaged.</exception>
    public AttackForest Attacks(AttackFilter filter, CancellationToken cancellation = default) =>
        WithSession(session => AttackForest.Read(session, filter, Settings.Limits.Time, cancellation));

    /// <summary>Splits SQL into its statements, each with its line from 1.</summary>
    public IReadOnlyList<(string Sql, int Line)> Split(string sql) => WithSession(session => session.Split(sql));

    /// <summary>Keeps an answer's table under a name that later statements can select from.</summary>
    /// <exception cref="WorkbenchException">The name is taken by the database, or not plain.</exception>
    public void Keep(string name, Table table)
    {
        WithSession(session =>
        {
            session.Keep(name, table);
            return 0;
        });
        foreach (var session in _idle)
            session.Keep(name, table);
        _kept = new Dictionary<string, Table>(_kept, StringComparer.OrdinalIgnoreCase) { [name] = table };
    }

    /// <summary>Where the numbers of a report come from.</summary>
    /// <param name="version">The workbench's version.</param>
    /// <param name="cancellation">Stops the counting and hashing.</param>
    public Provenance Provenance(string version, CancellationToken cancellation = default)
    {
        var sha256 = Task.Run(() => Database.ComputeSha256(cancellation), cancellation);
        var rows = WithSession(session => Database.CountRows(session, cancellation));
        return new Provenance(
            Database.Name,
            sha256.GetAwaiter().GetResult(),
            Database.Length,
            Database.Variant,
            Database.Span.First,
            Database.Span.Last,
            rows,
            [.. _parameters.Select(p => new KeyValuePair<string, string>(p.Key, ParameterValue.Write(p.Value)))],
            Zone,
            version);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private Dictionary<string, object?> Used(ReadSession session, string sql) =>
        session.ParameterNames(sql).Where(_parameters.ContainsKey).Distinct().ToDictionary(name => name, name => _parameters[name]);

    private string Zone => _parameters.GetValueOrDefault("zone") as string ?? Settings.Zone;

    private Answer Timed(ReadSession session, Query? query, string sql, IReadOnlyDictionary<string, object?> values, Func<Table> run)
    {
        var watch = Stopwatch.StartNew();
        var table = run();
        var source = new AnswerSource("sqlite", Database.Name, Database.Variant, Database.Span.First, Database.Span.Last);
        return new Answer(query, sql, values, source, table, null, [.. Warnings(table, values, source), .. _geolocation.Notes(session.GeoFunctions)], watch.Elapsed)
        {
            Remedies = [.. _geolocation.Remedies(session.GeoFunctions)],
        };
    }

    private static IEnumerable<string> Warnings(Table table, IReadOnlyDictionary<string, object?> values, AnswerSource source)
    {
        if (source.FirstSeen is null)
            yield return "The database has no connections.";
        else if (table.Rows.Count == 0 && IsOutside(values, source))
            yield return "The window holds nothing: it lies outside the time that the database covers.";
    }

    private static bool IsOutside(IReadOnlyDictionary<string, object?> values, AnswerSource source) =>
        (Table.Number(values.GetValueOrDefault("from")) is { } from && from > source.LastSeen)
        || (Table.Number(values.GetValueOrDefault("to")) is { } to && to <= source.FirstSeen);

    private object? Resolve(Parameter parameter, IReadOnlyDictionary<string, string> given, ReadSession session, CancellationToken cancellation)
    {
        if (given.TryGetValue(parameter.Name, out var text))
            return parameter.Parse(text);
        if (_parameters.TryGetValue(parameter.Name, out var set) && set is not null)
            return ParameterValue.Check(parameter, set);
        if (parameter.Type == ParameterType.Zone)
            return parameter.Parse(Settings.Zone == "UTC" ? parameter.Default ?? "UTC" : Settings.Zone);
        if (!parameter.IsComputed)
            return parameter.Default is null ? null : parameter.Parse(parameter.Default);

        var rows = session.Run(parameter.Default!, new Dictionary<string, object?>(), Settings.Limits, cancellation: cancellation).Rows;
        return rows.Count == 0 ? null : rows[0][0];
    }

    private T WithSession<T>(Func<ReadSession, T> work)
    {
        if (!_idle.TryTake(out var session))
            session = NewSession();
        try
        {
            return work(session);
        }
        finally
        {
            _idle.Add(session);
        }
    }

    private ReadSession NewSession()
    {
        var session = Database.OpenSession(_geolocation);
        foreach (var (name, table) in _kept)
            session.Keep(name, table);
        return session;
    }

    private void Close()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
        _kept = new Dictionary<string, Table>(StringComparer.OrdinalIgnoreCase);
        _geolocation.Dispose();
        _geolocation = Geolocation.None;
        _database?.Dispose();
        _database = null;
    }
}
