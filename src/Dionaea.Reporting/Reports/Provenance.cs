namespace Dionaea.Reporting;

/// <summary>Where a report's numbers come from: everything a reader needs to compute them again.</summary>
/// <param name="Database">The database's file name, without its folder.</param>
/// <param name="Sha256">The SHA-256 of the database file, lower-case hex.</param>
/// <param name="Size">The database file's size in bytes.</param>
/// <param name="Variant">The schema variant in words.</param>
/// <param name="FirstSeen">The first connection, Unix seconds; null when there is none.</param>
/// <param name="LastSeen">The last connection, Unix seconds; null when there is none.</param>
/// <param name="Rows">The number of rows of each table, in the order to show.</param>
/// <param name="Parameters">The parameters that were set, as text, in the order to show.</param>
/// <param name="Zone">The time zone of days and times, an IANA name.</param>
/// <param name="Version">The workbench's version.</param>
public sealed record Provenance(
    string Database,
    string Sha256,
    long Size,
    string Variant,
    double? FirstSeen,
    double? LastSeen,
    IReadOnlyList<KeyValuePair<string, long>> Rows,
    IReadOnlyList<KeyValuePair<string, string>> Parameters,
    string Zone,
    string Version);
