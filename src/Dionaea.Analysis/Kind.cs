namespace Dionaea.Analysis;

/// <summary>
/// What the values of a column are, not how they are stored. Formatting, defanging and chart axes
/// follow from the kind, in one place each.
/// </summary>
public enum Kind
{
    /// <summary>Any text; written by an attacker unless proven otherwise.</summary>
    Text,

    /// <summary>A whole or real number without a unit (an operation number, a score).</summary>
    Number,

    /// <summary>How many: a whole number from 0.</summary>
    Count,

    /// <summary>A percentage, 0 to 100.</summary>
    Share,

    /// <summary>An instant: Unix seconds, UTC, whole or with a fraction.</summary>
    Timestamp,

    /// <summary>A calendar day: the Unix second of its 00:00 as if the zone were UTC.</summary>
    Day,

    /// <summary>A calendar month, <c>YYYY-MM</c>.</summary>
    Month,

    /// <summary>An hour of the day, 0 to 23.</summary>
    Hour,

    /// <summary>A span in seconds.</summary>
    Duration,

    /// <summary>The row id of a connection.</summary>
    Connection,

    /// <summary>An address or host name; shown defanged.</summary>
    Host,

    /// <summary>A port number, 0 to 65535: a label, never a quantity.</summary>
    Port,

    /// <summary>A URL; shown defanged, never a link.</summary>
    Url,

    /// <summary>A digest of a sample, in hex.</summary>
    Hash,

    /// <summary>A user name or password; empty and missing are told apart.</summary>
    Credential,

    /// <summary>A short name from a closed set of dionaea's: a service, a transport, a type.</summary>
    Name,

    /// <summary>Degrees north, -90 to 90.</summary>
    Latitude,

    /// <summary>Degrees east, -180 to 180.</summary>
    Longitude,
}

/// <summary>The kinds' names in query headers, and what a name of a raw column tells of its kind.</summary>
public static class Kinds
{
    // Column names of the analysis views and queries; stored columns have theirs in Schema/tables.csv.
    private static readonly Dictionary<string, Kind> ByColumn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["root"] = Kind.Connection,
        ["parent"] = Kind.Connection,
        ["time"] = Kind.Timestamp,
        ["first_seen"] = Kind.Timestamp,
        ["last_seen"] = Kind.Timestamp,
        ["day"] = Kind.Day,
        ["attacker"] = Kind.Host,
        ["sensor"] = Kind.Host,
        ["host"] = Kind.Host,
        ["port"] = Kind.Port,
        ["url"] = Kind.Url,
        ["permalink"] = Kind.Url,
        ["md5"] = Kind.Hash,
        ["username"] = Kind.Credential,
        ["password"] = Kind.Credential,
        ["service"] = Kind.Name,
        ["transport"] = Kind.Name,
        ["share"] = Kind.Share,
        ["pct"] = Kind.Share,
        ["accepts"] = Kind.Count,
        ["hits"] = Kind.Count,
        ["hosts"] = Kind.Count,
        ["attackers"] = Kind.Count,
        ["attacks"] = Kind.Count,
        ["commands"] = Kind.Count,
        ["connections"] = Kind.Count,
        ["downloads"] = Kind.Count,
        ["found"] = Kind.Count,
        ["logins"] = Kind.Count,
        ["new"] = Kind.Count,
        ["offers"] = Kind.Count,
        ["requests"] = Kind.Count,
        ["samples"] = Kind.Count,
        ["shellcodes"] = Kind.Count,
        ["total"] = Kind.Count,
        ["uniq"] = Kind.Count,
        ["visits"] = Kind.Count,
        ["lat"] = Kind.Latitude,
        ["latitude"] = Kind.Latitude,
        ["lon"] = Kind.Longitude,
        ["longitude"] = Kind.Longitude,
    };

    /// <summary>All kinds by their lower-case name, as query headers write them.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<Kind>().Select(name => name.ToLowerInvariant())];

    /// <summary>The kind named <paramref name="name"/> (lower case), or null.</summary>
    public static Kind? Find(string name) =>
        Enum.TryParse<Kind>(name, ignoreCase: true, out var kind) && Names.Contains(name) ? kind : null;

    /// <summary>
    /// The kind a column of a free SQL statement most likely has: by the name it is given, then by the
    /// stored column it comes from. Null when neither tells.
    /// </summary>
    public static Kind? Guess(string column, string? origin) =>
        Find(column, ByColumn) ?? Find(column, KnownTables.KindOf) ?? (origin is null ? null : Find(origin, KnownTables.KindOf));

    private static Kind? Find(string name, IReadOnlyDictionary<string, Kind> kinds) =>
        kinds.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>A table whose guessed kinds are taken back where the values are not of the kind.</summary>
    public static Table Check(Table table)
    {
        var columns = table.Columns.Select((column, i) =>
            column.Kind is not Kind.Text && Fits(column.Kind, table.Rows, i) ? column : column with { Kind = Plain(table.Rows, i) });
        return new Table([.. columns], table.Rows, table.Truncated);
    }

    // Seconds of before 1973 are more likely a count or the number of a day.
    private static bool Fits(Kind kind, IReadOnlyList<object?[]> rows, int column) => kind switch
    {
        Kind.Day => rows.All(row => row[column] is null or long and (>= 100_000_000 or <= -100_000_000) && (row[column] is null || (long)row[column]! % 86400 == 0)),
        Kind.Timestamp => rows.All(row => row[column] is null or long and (>= 100_000_000 or <= -100_000_000) or double and (>= 1e8 or <= -1e8)),
        Kind.Port => rows.All(row => row[column] is null or long and >= 0 and <= 65535),
        Kind.Count => rows.All(row => row[column] is null or long),
        Kind.Latitude => rows.All(row => row[column] is null or long and >= -90 and <= 90 or double and >= -90 and <= 90),
        Kind.Longitude => rows.All(row => row[column] is null or long and >= -180 and <= 180 or double and >= -180 and <= 180),
        Kind.Share => rows.All(row => row[column] is null or long or double),
        _ => true,
    };

    private static Kind Plain(IReadOnlyList<object?[]> rows, int column) =>
        rows.All(row => row[column] is null or long or double) && rows.Any(row => row[column] is not null) ? Kind.Number : Kind.Text;

    /// <summary>Whether values of the kind are quantities: right-aligned, drawn as heights and lengths.</summary>
    public static bool IsQuantity(this Kind kind) =>
        kind is Kind.Count or Kind.Share or Kind.Number or Kind.Duration;
}
