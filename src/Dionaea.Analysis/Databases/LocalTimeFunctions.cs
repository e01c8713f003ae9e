using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// The SQL functions <c>local_day(time, zone)</c>, <c>local_hour(time, zone)</c> and <c>local_month(time, zone)</c>; NULL for
/// what is not a number.
/// </summary>
internal static unsafe class LocalTimeFunctions
{
    /// <summary>Adds the functions to a connection.</summary>
    public static void Register(sqlite3 database)
    {
        NativeFunction.Add(database, "local_day", 2, new LastZone(), &LocalDay);
        NativeFunction.Add(database, "local_hour", 2, new LastZone(), &LocalHour);
        NativeFunction.Add(database, "local_month", 2, new LastZone(), &LocalMonth);
    }

    [UnmanagedCallersOnly]
    private static void LocalDay(nint context, int count, nint* values)
    {
        if (Read(context, values) is var (time, zone))
            NativeFunction.ResultInt64(context, Zones.LocalDay(time, zone));
    }

    [UnmanagedCallersOnly]
    private static void LocalHour(nint context, int count, nint* values)
    {
        if (Read(context, values) is var (time, zone))
            NativeFunction.ResultInt64(context, Zones.LocalHour(time, zone));
    }

    [UnmanagedCallersOnly]
    private static void LocalMonth(nint context, int count, nint* values)
    {
        if (Read(context, values) is var (time, zone))
            NativeFunction.Result(context, Zones.LocalMonth(time, zone));
    }

    // Null when the answer is given already: NULL for no time, an error for no zone.
    private static (double Time, DateTimeZone Zone)? Read(nint context, nint* values)
    {
        if (NativeFunction.ValueType(values[0]) is not (NativeFunction.Integer or NativeFunction.Float))
        {
            NativeFunction.ResultNull(context);
            return null;
        }

        try
        {
            var last = Unsafe.As<LastZone>(NativeFunction.State(context));
            var zone = last.Find(NativeFunction.Text(values[1]));
            return (NativeFunction.ValueDouble(values[0]), zone);
        }
        catch (WorkbenchException e)
        {
            NativeFunction.ResultError(context, e.Message, -1);
            return null;
        }
    }

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
