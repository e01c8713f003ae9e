namespace Dionaea.Analysis;

/// <summary>
/// A database as a script for PostgreSQL's psql: a schema with all tables of log_sqlite, those of the fork and what
/// older files kept under other names, filled with COPY, with keys, indexes and sequences. What dionaea's own
/// logsql2postgres left out is in it: pending connections, fractions of seconds, MySQL, SIP and MQTT.
/// </summary>
public static class PostgresScript
{
    /// <summary>The schema's name unless told otherwise.</summary>
    public const string UsualSchema = "dionaea";

    /// <summary>Writes the script.</summary>
    /// <param name="database">The database.</param>
    /// <param name="output">Where it goes, in UTF-8; not closed.</param>
    /// <param name="schema">The name of the schema that it makes: letters, digits and underscores.</param>
    /// <param name="progress">Told of each table; may be null.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="WorkbenchException">The schema's name is none, or the database can't be read.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    public static PostgresSummary Write(
        HoneypotDatabase database, Stream output, string schema = UsualSchema, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        if (!Parameter.IsName(schema))
            throw WorkbenchException.Usage($"'{Suggestion.Excerpt(schema)}' can't be a schema's name.", "Use letters, digits and underscores.");
        using var session = database.OpenSession();
        using var script = new CopyText(output);
        var name = Raw.Quote(schema);
        script.Statement(Head(name));
        var written = new List<PostgresTable>();
        foreach (var (table, columns) in KnownTables.Columns)
        {
            var isOptional = !KnownTables.Upstream.ContainsKey(table);
            if (isOptional && !database.StoredTables.ContainsKey(table))
                continue;
            progress?.Report(table);
            var added = database.StoredTables.GetValueOrDefault(table)?.Where(column => IsAdded(table, column)) ?? [];
            var read = PostgresTable.Read(session, table, columns.Where(column => IsShown(database, table, column)).Concat(added), cancellation);
            read.Write(script, name, cancellation);
            written.Add(read);
        }

        script.Statement("\n" + string.Concat(LogSqliteSchema.Indexes().Select(index => $"CREATE INDEX {Raw.Quote(index.Name)} ON {name}.{Raw.Quote(index.Table)} ({Raw.Quote(index.Column)});\n")));
        script.Statement("\nCOMMIT;\nANALYZE;\n");
        return Summary(database, written);
    }

    // The fork's column of an upstream table is there only where the file has it.
    private static bool IsShown(HoneypotDatabase database, string table, string column) =>
        KnownTables.Upstream.GetValueOrDefault(table)?.Contains(column) != false
        || database.StoredTables.GetValueOrDefault(table)?.Contains(column, StringComparer.OrdinalIgnoreCase) == true;

    // Columns of nobody's that we know; older names of known columns are shown under today's.
    private static bool IsAdded(string table, string column) =>
        Parameter.IsName(column)
        && !KnownTables.Columns[table].Contains(column, StringComparer.OrdinalIgnoreCase)
        && !KnownTables.Columns[table].Any(known => string.Equals(Shape.OlderName(table, known), column, StringComparison.OrdinalIgnoreCase));

    private static string Head(string schema) => $"""
        -- dionaea's tables for PostgreSQL 12 and later. Load with:
        --   psql -v ON_ERROR_STOP=1 -d DATABASE -f THIS_FILE
        -- It makes the schema {schema}; one that is there already is left as it is, and nothing is loaded.
        -- Times are UTC. Texts were written by attackers. Bytes that are no text are in columns that end in '_bytes'.
        \set ON_ERROR_STOP on
        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;
        BEGIN;
        CREATE SCHEMA {schema};

        """.ReplaceLineEndings("\n");

    private static PostgresSummary Summary(HoneypotDatabase database, List<PostgresTable> written) => new(
        written.Count,
        written.Sum(table => table.Count),
        [.. written.SelectMany(table => table.Columns.Where(column => column.IsWidened && table.Count > 0).Select(column => $"{table.Name}.{column.Name}"))],
        [.. written.SelectMany(table => table.Columns.Where(column => column.HasBytes).Select(column => $"{table.Name}.{column.Name}_bytes"))],
        [.. database.StoredTables.Keys
            .Where(table => !KnownTables.Columns.ContainsKey(table) && !Shape.OlderTables.Contains(table, StringComparer.OrdinalIgnoreCase)
                && !table.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) && !table.StartsWith("workbench_", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)]);
}

/// <summary>What a script for PostgreSQL holds.</summary>
/// <param name="Tables">How many tables.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Widened">Columns that have another type than declared, since values in them are of another.</param>
/// <param name="Bytes">The columns of bytes that are no text.</param>
/// <param name="LeftOut">Stored tables that are none of dionaea's.</param>
public sealed record PostgresSummary(
    int Tables, long Rows, IReadOnlyList<string> Widened, IReadOnlyList<string> Bytes, IReadOnlyList<string> LeftOut);
