using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// One read-only connection to a database, with the analysis views on it, on which untrusted statements can run.
/// Not for use by two threads at once.
/// </summary>
public sealed class ReadSession : IDisposable
{
    private readonly sqlite3 _database;
    private readonly string _name;
    private readonly Sandbox _sandbox = new();
    private readonly Dictionary<string, Table> _kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly Shape _shape;
    private readonly Geolocation _geolocation;

    internal ReadSession(string path, string name, Shape shape, Geolocation geolocation)
    {
        _name = name;
        _shape = shape;
        _geolocation = geolocation;
        _database = Raw.OpenReadOnly(path, name);
        try
        {
            Raw.Harden(_database, name);
            LocalTimeFunctions.Register(_database);
            Analysis.GeoFunctions.Register(_database, geolocation);
            Raw.Execute(_database, shape.ViewDefinitions, name);
            Raw.Execute(_database, "PRAGMA query_only = ON", name);
            raw.sqlite3_set_authorizer(_database, (delegate_authorizer)_sandbox.Authorize, null);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>The functions of hosts' addresses (<c>geo_country</c>) in the statement that this session looked at or ran last.</summary>
    public IReadOnlyCollection<string> GeoFunctions => _sandbox.GeoFunctions;

    /// <summary>
    /// Runs one SELECT and collects its rows within the limits; what is cut is said in
    /// <see cref="Table.Truncated"/>.
    /// </summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Values by name without the dollar sign; all names in the statement must be there.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="columns">The columns it must have, or null to name and guess them from the statement.</param>
    /// <param name="rows">Told how many rows there are so far, from the thread that runs the statement; may be null.</param>
    /// <param name="cancellation">Stops it within milliseconds.</param>
    /// <exception cref="WorkbenchException">The statement is wrong, not allowed, stopped, or out of time.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Table Run(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Limits limits,
        IReadOnlyList<Column>? columns = null,
        IProgress<int>? rows = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var statement = Prepare(sql);
        if (GeoFunctions.Count > 0)
            _geolocation.Load();
        Bind(statement, parameters);
        var shown = Columns(statement, columns);
        using var expiry = new CancellationTokenSource(limits.Time);
        using var onExpiry = expiry.Token.Register(Interrupt);
        using var onCancel = cancellation.Register(Interrupt);
        using var check = new StopCheck(_database, () => cancellation.IsCancellationRequested || expiry.IsCancellationRequested);
        try
        {
            var table = Collect(statement, sql, shown, new RowReader(statement, shown.Count, limits, rows));
            return columns is null ? Kinds.Check(table) : table;
        }
        catch (WorkbenchException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (WorkbenchException) when (expiry.IsCancellationRequested)
        {
            throw WorkbenchException.Limit(
                $"The statement was stopped after {limits.Time.TotalSeconds:0} s.",
                "Narrow it with a WHERE on connection_timestamp, which is indexed, or raise the limit in conf/workbench.yaml.");
        }
    }

    /// <summary>The names of the parameters in a statement, without the dollar sign, in order.</summary>
    public IReadOnlyList<string> ParameterNames(string sql)
    {
        using var statement = Prepare(sql);
        return [.. Names(statement)];
    }

    /// <summary>The names of a statement's result columns, without running it.</summary>
    public IReadOnlyList<string> ColumnNames(string sql)
    {
        using var statement = Prepare(sql);
        return [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => raw.sqlite3_column_name(statement, i).utf8_to_string())];
    }

    /// <summary>The steps of SQLite's plan for a statement, as EXPLAIN QUERY PLAN words them.</summary>
    public IReadOnlyList<string> Plan(string sql)
    {
        using var statement = Prepare("EXPLAIN QUERY PLAN " + sql);
        var steps = new List<string>();
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            steps.Add(raw.sqlite3_column_text(statement, 3).utf8_to_string());
        return steps;
    }

    /// <summary>Splits a text at the semicolons that end its statements; empty statements are left out.</summary>
    /// <returns>Each statement with the line it starts on, from 1.</returns>
    public IReadOnlyList<(string Sql, int Line)> Split(string text)
    {
        var statements = new List<(string, int)>();
        var rest = text;
        while (rest.Trim().Length > 0)
        {
            var start = text.Length - rest.Length + (rest.Length - rest.TrimStart().Length);
            var line = text.AsSpan(0, start).Count('\n') + 1;
            _sandbox.Reset();
            var code = raw.sqlite3_prepare_v2(_database, rest, out var statement, out var tail);
            statement?.Dispose();
            if (code != raw.SQLITE_OK || statement is null || statement.IsInvalid)
            {
                if (code == raw.SQLITE_OK)
                    break;
                statements.Add((rest.Trim(), line));
                break;
            }

            statements.Add((rest[..(rest.Length - tail.Length)].Trim().TrimEnd(';'), line));
            rest = tail;
        }

        return statements;
    }

    /// <summary>
    /// Keeps a result as a table that later statements of this session can select from. A table kept earlier under
    /// the name is replaced.
    /// </summary>
    /// <exception cref="WorkbenchException">The name is not a plain name, or a table or view has it.</exception>
    public void Keep(string name, Table table)
    {
        if (!Parameter.IsName(name) || name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(name)}' can't be a table's name.", "Use letters, digits and underscores, not starting with a digit or with sqlite_.");
        if (_shape.Names.Contains(name) && !_kept.ContainsKey(name))
            throw WorkbenchException.Usage($"'{name}' is a table or view of the database.", "Keep the result under another name.");

        raw.sqlite3_set_authorizer(_database, (delegate_authorizer)null!, null);
        try
        {
            Raw.Execute(_database, "PRAGMA query_only = OFF", _name);
            KeptTable.Write(_database, name, table, _name);
        }
        finally
        {
            Raw.Execute(_database, "PRAGMA query_only = ON", _name);
            raw.sqlite3_set_authorizer(_database, (delegate_authorizer)_sandbox.Authorize, null);
        }

        _kept[name] = table;
    }

    /// <summary>Runs a pragma of our own, which statements may not.</summary>
    internal void Tune(string pragma)
    {
        raw.sqlite3_set_authorizer(_database, (delegate_authorizer)null!, null);
        Raw.Execute(_database, pragma, _name);
        raw.sqlite3_set_authorizer(_database, (delegate_authorizer)_sandbox.Authorize, null);
    }

    /// <summary>The connection, for statements of our own whose rows are taken one after the other.</summary>
    internal sqlite3 Database => _database;

    /// <summary>The types that the columns of a statement are declared with; null for what is no stored column.</summary>
    internal IReadOnlyList<string?> DeclaredTypes(string sql)
    {
        using var statement = Prepare(sql);
        return [.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i => raw.sqlite3_column_decltype(statement, i).utf8_to_string())];
    }

    /// <summary>Prepares a statement of our own whose rows are taken one after the other; the caller disposes it.</summary>
    internal sqlite3_stmt Stream(string sql) => Prepare(sql);

    /// <summary>Moves a statement on; false after its last row.</summary>
    /// <exception cref="WorkbenchException">The database is damaged or can't be read.</exception>
    internal bool Next(sqlite3_stmt statement, string sql) => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw SqliteFault.For(_database, code, sql, _name, null),
    };

    /// <summary>Stops the running statement; may be called from any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_database);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private sqlite3_stmt Prepare(string sql)
    {
        _sandbox.Reset();
        var code = raw.sqlite3_prepare_v2(_database, sql, out var statement, out var tail);
        if (code != raw.SQLITE_OK)
            throw SqliteFault.For(_database, code, sql, _name, _sandbox.Denied);
        if (statement is null || statement.IsInvalid)
            throw WorkbenchException.Usage("The SQL is empty.");

        var isOne = tail.AsSpan().Trim([' ', '\t', '\r', '\n', ';']).IsEmpty || IsComment(tail);
        if (isOne && raw.sqlite3_stmt_readonly(statement) != 0 && raw.sqlite3_column_count(statement) > 0)
            return statement;

        statement.Dispose();
        throw WorkbenchException.Usage(isOne ? "The statement gives no rows; only SELECT can run here." : "More than one statement was given where one was expected.");
    }

    private bool IsComment(string tail)
    {
        var code = raw.sqlite3_prepare_v2(_database, tail, out var statement);
        var isEmpty = code == raw.SQLITE_OK && (statement is null || statement.IsInvalid);
        statement?.Dispose();
        return isEmpty;
    }

    private static IEnumerable<string> Names(sqlite3_stmt statement)
    {
        for (var i = 1; i <= raw.sqlite3_bind_parameter_count(statement); i++)
        {
            var name = raw.sqlite3_bind_parameter_name(statement, i).utf8_to_string();
            yield return string.IsNullOrEmpty(name) || name[0] == '?' ? $"?{i}" : name[1..];
        }
    }

    private static void Bind(sqlite3_stmt statement, IReadOnlyDictionary<string, object?> parameters)
    {
        var index = 0;
        foreach (var name in Names(statement))
        {
            index++;
            if (!parameters.TryGetValue(name, out var value))
            {
                throw WorkbenchException.Usage(
                    $"The statement uses ${Suggestion.Excerpt(name)}, which has no value.",
                    $"Give it one with: #!set {(Parameter.IsName(name) ? name : "name")} = VALUE");
            }

            Raw.Bind(statement, index, value);
        }
    }

    private IReadOnlyList<Column> Columns(sqlite3_stmt statement, IReadOnlyList<Column>? expected)
    {
        var count = raw.sqlite3_column_count(statement);
        if (expected is not null)
            return expected.Count == count ? expected : throw new InvalidOperationException($"the statement has {count} columns, its header {expected.Count}");

        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var columns = new List<Column>(count);
        for (var i = 0; i < count; i++)
        {
            var name = Suggestion.Excerpt(raw.sqlite3_column_name(statement, i).utf8_to_string());
            var unique = name;
            for (var n = 2; !used.Add(unique); n++)
                unique = $"{name}_{n}";
            var origin = raw.sqlite3_column_origin_name(statement, i).utf8_to_string();
            var keptFrom = raw.sqlite3_column_table_name(statement, i).utf8_to_string();
            var kept = keptFrom is not null && origin is not null && _kept.TryGetValue(keptFrom, out var table) && table.IndexOf(origin) >= 0
                ? table.Columns[table.IndexOf(origin)].Kind
                : (Kind?)null;
            columns.Add(new Column(unique, kept ?? Kinds.Guess(name, origin) ?? Kind.Text));
        }

        return columns;
    }

    private Table Collect(sqlite3_stmt statement, string sql, IReadOnlyList<Column> columns, RowReader reader)
    {
        int code;
        while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
        {
            if (!reader.Take())
                return reader.ToTable(columns);
        }

        return code == raw.SQLITE_DONE
            ? reader.ToTable(columns)
            : throw SqliteFault.For(_database, code, sql, _name, _sandbox.Denied);
    }
}
