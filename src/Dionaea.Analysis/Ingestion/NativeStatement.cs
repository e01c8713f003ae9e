using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// A prepared statement whose values are bound where they lie, without a copy: they must stay there until the
/// statement has run. Binding is so short that the runtime need not take notice of it.
/// </summary>
internal sealed unsafe partial class NativeStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;

    /// <summary>Prepares the first statement of <paramref name="sql"/> and tells where the next one starts.</summary>
    /// <exception cref="SqliteException">The statement is wrong or its tables are missing.</exception>
    public NativeStatement(sqlite3 database, string sql, out string tail)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out tail), database);
        _handle = _statement.DangerousGetHandle();
    }

    /// <summary>Whether there was a statement in the text at all.</summary>
    public bool IsEmpty => _handle == 0;

    /// <summary>Whether it only reads.</summary>
    public bool IsReadOnly => raw.sqlite3_stmt_readonly(_statement) != 0;

    /// <summary>The names of the parameters with their <c>$</c>, in order.</summary>
    public IReadOnlyList<string> Parameters =>
        [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(_statement)).Select(i => raw.sqlite3_bind_parameter_name(_statement, i).utf8_to_string() ?? "?")];

    /// <summary>The text of the first column of the row that <see cref="Step"/> has reached.</summary>
    public string Text => raw.sqlite3_column_text(_statement, 0).utf8_to_string() ?? "";

    /// <summary>The first column of the row that <see cref="Step"/> has reached, as a whole number.</summary>
    public long Integer => raw.sqlite3_column_int64(_statement, 0);

    /// <summary>Binds null.</summary>
    public void BindNull(int parameter) => _ = BindNull(_handle, parameter);

    /// <summary>Binds an integer.</summary>
    public void Bind(int parameter, long value) => _ = BindInteger(_handle, parameter, value);

    /// <summary>Binds a real number.</summary>
    public void Bind(int parameter, double value) => _ = BindReal(_handle, parameter, value);

    /// <summary>Binds text.</summary>
    public void BindText(int parameter, byte* text, int length) => _ = BindText(_handle, parameter, text, length, 0);

    /// <summary>Binds a blob; an empty one stays a blob.</summary>
    public void BindBlob(int parameter, byte* bytes, int length) => _ = BindBlob(_handle, parameter, bytes, length, 0);

    /// <summary>Runs to the next row or the end; after anything but a row the statement is ready to run again.</summary>
    /// <returns>SQLite's result code: a row, done, or an error.</returns>
    public int Step()
    {
        var result = NativeStep(_handle);
        if (result != raw.SQLITE_ROW)
            _ = NativeReset(_handle);
        return result;
    }

    /// <summary>Makes the statement ready to run again before its end.</summary>
    public void Reset() => _ = NativeReset(_handle);

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public void Run()
    {
        var result = Step();
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
    }

    /// <inheritdoc/>
    public void Dispose() => _statement?.Dispose();

    /// <summary>How many rows the last statement that ended on a database changed.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_changes")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial int Changes(nint database);

    /// <summary>The id of the row inserted last.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_last_insert_rowid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial long LastRow(nint database);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_null")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int BindNull(nint statement, int parameter);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int BindInteger(nint statement, int parameter, long value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_double")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int BindReal(nint statement, int parameter, double value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_text")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int BindText(nint statement, int parameter, byte* text, int length, nint destructor);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_bind_blob")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int BindBlob(nint statement, int parameter, byte* bytes, int length, nint destructor);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_step")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int NativeStep(nint statement);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_reset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int NativeReset(nint statement);
}
