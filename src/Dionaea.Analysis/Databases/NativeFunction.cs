using System.Runtime.InteropServices;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The part of SQLite's interface for functions of our own (https://sqlite.org/c3ref/create_function.html). They run once
/// for each row of a table, so SQLite calls them by pointer and nothing is allocated for a call.
/// </summary>
internal static unsafe partial class NativeFunction
{
    /// <summary>Type of a whole number.</summary>
    public const int Integer = 1;

    /// <summary>Type of a real number.</summary>
    public const int Float = 2;

    /// <summary>Type of NULL.</summary>
    public const int Null = 5;

    private const int Utf8 = 1;

    /// <summary>Adds a function to a connection; the state lives as long as the function.</summary>
    public static void Add(sqlite3 database, string name, int arguments, object state, delegate* unmanaged<nint, int, nint*, void> function)
    {
        var handle = GCHandle.ToIntPtr(GCHandle.Alloc(state));
        var code = CreateFunction(
            database.DangerousGetHandle(), name, arguments, Utf8 | raw.SQLITE_DETERMINISTIC, handle, function, null, null, &Free);
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException($"'{name}' could not be added: {code}");
    }

    /// <summary>The state of the function that a call is of.</summary>
    public static object State(nint context) => GCHandle.FromIntPtr(UserData(context)).Target!;

    /// <summary>The text of an argument in UTF-8; empty for NULL. It lives until the call ends.</summary>
    public static ReadOnlySpan<byte> Text(nint value)
    {
        var text = ValueText(value);
        return new ReadOnlySpan<byte>(text, text is null ? 0 : ValueBytes(value));
    }

    /// <summary>Gives a text; NULL for null.</summary>
    public static void Result(nint context, string? text)
    {
        if (text is null)
            ResultNull(context);
        else
            ResultText(context, text, -1, -1);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_value_type")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial int ValueType(nint value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_value_double")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial double ValueDouble(nint value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial void ResultInt64(nint context, long value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_double")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static partial void ResultDouble(nint context, double value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_null")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial void ResultNull(nint context);

    /// <summary>Makes the statement fail; an exception may not cross into SQLite.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_error", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial void ResultError(nint context, string message, int length);

    [UnmanagedCallersOnly]
    private static void Free(nint state) => GCHandle.FromIntPtr(state).Free();

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_create_function_v2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int CreateFunction(
        nint database,
        string name,
        int arguments,
        int flags,
        nint state,
        delegate* unmanaged<nint, int, nint*, void> function,
        void* step,
        void* final,
        delegate* unmanaged<nint, void> destroy);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_value_text")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial byte* ValueText(nint value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_value_bytes")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int ValueBytes(nint value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_user_data")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial nint UserData(nint context);

    // The last argument is SQLITE_TRANSIENT: SQLite makes a copy.
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_text", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial void ResultText(nint context, string text, int length, nint destructor);
}
