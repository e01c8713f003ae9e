using System.Globalization;

namespace Dionaea.Analysis;

/// <summary>
/// Which attacks are shown: those with a connection, the first or any below it, that meets all conditions. Nulls and
/// empty texts are no condition.
/// </summary>
public sealed record AttackFilter
{
    /// <summary>How many attacks are shown when nothing is said.</summary>
    public const int UsualLimit = 20;

    /// <summary>The peer's address, with or without <c>::ffff:</c>.</summary>
    public string? Attacker { get; init; }

    /// <summary>The row id of the connection.</summary>
    public long? Connection { get; init; }

    /// <summary>The service.</summary>
    public string? Protocol { get; init; }

    /// <summary>The MD5 of a sample that it brought.</summary>
    public string? Md5 { get; init; }

    /// <summary>From this Unix second on: a <see cref="long"/> or a <see cref="double"/>.</summary>
    public object? From { get; init; }

    /// <summary>Before this Unix second.</summary>
    public object? To { get; init; }

    /// <summary>The most attacks: those with most connections, then the latest.</summary>
    public long Limit { get; init; } = UsualLimit;

    /// <summary>
    /// The statement that finds the roots, their numbers of connections, and how many there are in all; and its values. A
    /// root that hangs below another attack's is that other one.
    /// </summary>
    internal (string Sql, Dictionary<string, object?> Parameters) Statement()
    {
        var conditions = new List<string>();
        var parameters = new Dictionary<string, object?> { ["limit"] = Limit };
        Add("attacker", "c.remote_host IN ($attacker, '::ffff:' || $attacker)", Attacker);
        Add("connection", "c.connection = $connection", Connection);
        Add("protocol", "c.connection_protocol = $protocol", Protocol);
        Add("md5", "c.connection IN (SELECT d.connection FROM downloads AS d WHERE d.download_md5_hash = $md5)", Md5?.ToLower(CultureInfo.InvariantCulture));
        Add("from", "c.connection_timestamp >= $from", From);
        Add("to", "c.connection_timestamp < $to", To);
        var isFiltered = conditions.Count > 0;
        var size = isFiltered ? "MAX(1, (SELECT COUNT(*) FROM connections AS k WHERE k.connection_root = f.root))" : "f.found";
        var where = isFiltered ? $"\n  WHERE {string.Join(" AND ", conditions)}" : "";
        return ($"""
            WITH f AS (
              SELECT COALESCE((SELECT h.connection_root FROM connections AS h WHERE h.connection = c.connection_root),
                              c.connection_root, c.connection) AS root,
                     COUNT(*) AS found
              FROM connections AS c{where}
              GROUP BY 1)
            SELECT f.root, {size} AS size, COUNT(*) OVER () AS attacks
            FROM f
            ORDER BY size DESC, f.root DESC
            LIMIT $limit
            """, parameters);

        void Add(string name, string condition, object? value)
        {
            if (value is null or "")
                return;
            conditions.Add(condition);
            parameters.Add(name, value);
        }
    }
}
