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
}

/// <summary>The kinds' names in query headers, and what a name of a raw column tells of its kind.</summary>
public static class Kinds
{
    private static readonly Dictionary<string, Kind> ByColumn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["connection"] = Kind.Connection,
        ["connection_root"] = Kind.Connection,
        ["connection_parent"] = Kind.Connection,
        ["root"] = Kind.Connection,
        ["parent"] = Kind.Connection,
        ["connection_timestamp"] = Kind.Timestamp,
        ["virustotal_timestamp"] = Kind.Timestamp,
        ["time"] = Kind.Timestamp,
        ["first_seen"] = Kind.Timestamp,
        ["last_seen"] = Kind.Timestamp,
        ["day"] = Kind.Day,
        ["hour"] = Kind.Timestamp,
        ["remote_host"] = Kind.Host,
        ["local_host"] = Kind.Host,
        ["remote_hostname"] = Kind.Host,
        ["attacker"] = Kind.Host,
        ["sensor"] = Kind.Host,
        ["host"] = Kind.Host,
        ["sip_addr_uri_host"] = Kind.Host,
        ["sip_via_address"] = Kind.Host,
        ["sip_sdp_origin_unicast_address"] = Kind.Host,
        ["sip_sdp_connectiondata_connection_address"] = Kind.Host,
        ["local_port"] = Kind.Port,
        ["remote_port"] = Kind.Port,
        ["port"] = Kind.Port,
        ["offer_url"] = Kind.Url,
        ["download_url"] = Kind.Url,
        ["emu_service_url"] = Kind.Url,
        ["virustotal_permalink"] = Kind.Url,
        ["url"] = Kind.Url,
        ["download_md5_hash"] = Kind.Hash,
        ["virustotal_md5_hash"] = Kind.Hash,
        ["md5"] = Kind.Hash,
        ["login_username"] = Kind.Credential,
        ["login_password"] = Kind.Credential,
        ["mqtt_fingerprint_username"] = Kind.Credential,
        ["mqtt_fingerprint_password"] = Kind.Credential,
        ["username"] = Kind.Credential,
        ["password"] = Kind.Credential,
        ["connection_type"] = Kind.Name,
        ["connection_transport"] = Kind.Name,
        ["connection_protocol"] = Kind.Name,
        ["service"] = Kind.Name,
        ["transport"] = Kind.Name,
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
        ByColumn.TryGetValue(column, out var kind) || (origin is not null && ByColumn.TryGetValue(origin, out kind))
            ? kind
            : null;

    /// <summary>Whether values of the kind are quantities: right-aligned, drawn as heights and lengths.</summary>
    public static bool IsQuantity(this Kind kind) =>
        kind is Kind.Count or Kind.Share or Kind.Number or Kind.Duration;
}
