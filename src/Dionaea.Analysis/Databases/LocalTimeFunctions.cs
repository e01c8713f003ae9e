using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The SQL functions <c>local_day(time, zone)</c> and <c>local_hour(time, zone)</c>; NULL for what is not a number. They
/// run once for each row of a table, so SQLite calls them by pointer and nothing is allocated.
/// </summary>
internal static unsafe partial class LocalTimeFunctions
{
    private const int Utf8 = 1;
    private const int Integer = 1;
    private const int Float = 2;

    /// <summary>Adds the functions to a connection.</summary>
    public static void Register(sqlite3 database)
    {
        Add(database, "local_day", &LocalDay);
        Add(database, "local_hour", &LocalHour);
    }

    private static void Add(sqlite3 database, string name, delegate* unmanaged<nint, int, nint*, void> function)
    {
        var zone = GCHandle.ToIntPtr(GCHandle.Alloc(new LastZone()));
        var code = CreateFunction(
            database.DangerousGetHandle(), name, 2, Utf8 | raw.SQLITE_DETERMINISTIC, zone, function, null, null, &Free);
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException($"'{name}' could not be added: {code}");
    }

    [UnmanagedCallersOnly]
    private static void LocalDay(nint context, int count, nint* values) => Call(context, values, isDay: true);

    [UnmanagedCallersOnly]
    private static void LocalHour(nint context, int count, nint* values) => Call(context, values, isDay: false);

    [UnmanagedCallersOnly]
    private static void Free(nint zone) => GCHandle.FromIntPtr(zone).Free();

    private static void Call(nint context, nint* values, bool isDay)
    {
        if (ValueType(values[0]) is not (Integer or Float))
        {
            ResultNull(context);
            return;
        }

        try
        {
            var name = ValueText(values[1]);
            var last = Unsafe.As<LastZone>(GCHandle.FromIntPtr(UserData(context)).Target!);
            var zone = last.Find(new ReadOnlySpan<byte>(name, name is null ? 0 : ValueBytes(values[1])));
            var time = ValueDouble(values[0]);
            ResultInt64(context, isDay ? Zones.LocalDay(time, zone) : Zones.LocalHour(time, zone));
        }
        catch (WorkbenchException e)
        {
            // An exception may not cross into SQLite.
            ResultError(context, e.Message, -1);
        }
    }

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

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_value_type")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int ValueType(nint value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_value_double")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial double ValueDouble(nint value);

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

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial void ResultInt64(nint context, long value);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_null")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial void ResultNull(nint context);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_result_error", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial void ResultError(nint context, string message, int length);

    // The zone is the same on every row of a statement: its name is compared, not looked up again.
    private sealed class LastZone
    {
        private byte[] _name = "UTC"u8.ToArray();
        private DateTimeZone _zone = DateTimeZone.Utc;

        public DateTimeZone Find(ReadOnlySpan<byte> name)
        {
            if (name.SequenceEqual(_name))
                return _zone;
            _zone = Zones.Find(Encoding.UTF8.GetString(name));
            _name = name.ToArray();
            return _zone;
        }
    }
}
