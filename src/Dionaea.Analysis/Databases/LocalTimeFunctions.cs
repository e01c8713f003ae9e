using System.Text;
using NodaTime;
using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The SQL functions <c>local_day(time, zone)</c> and <c>local_hour(time, zone)</c>; NULL for what is not a number.</summary>
internal static class LocalTimeFunctions
{
    /// <summary>Adds the functions to a connection.</summary>
    public static void Register(sqlite3 database)
    {
        const int flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC;
        raw.sqlite3_create_function(database, "local_day", 2, flags, new LastZone(), (context, zone, args) => Call(context, zone, args, Zones.LocalDay));
        raw.sqlite3_create_function(database, "local_hour", 2, flags, new LastZone(), (context, zone, args) => Call(context, zone, args, Zones.LocalHour));
    }

    private static void Call(sqlite3_context context, object zone, sqlite3_value[] args, Func<double, DateTimeZone, long> compute)
    {
        if (raw.sqlite3_value_type(args[0]) is not (raw.SQLITE_INTEGER or raw.SQLITE_FLOAT))
        {
            raw.sqlite3_result_null(context);
            return;
        }

        try
        {
            var found = ((LastZone)zone).Find(raw.sqlite3_value_blob(args[1]));
            raw.sqlite3_result_int64(context, compute(raw.sqlite3_value_double(args[0]), found));
        }
        catch (WorkbenchException e)
        {
            raw.sqlite3_result_error(context, e.Message);
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
