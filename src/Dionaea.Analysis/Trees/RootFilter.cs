namespace Dionaea.Analysis;

/// <summary>
/// Which attacks readlogsqltree shows: root connections that meet all conditions on themselves and on rows that belong
/// to them alone, not to what hangs below. Empty texts and nulls are no condition; values are bound.
/// </summary>
public sealed record RootFilter
{
    private const string Contains = "LIKE '%' || $";

    /// <summary>The peer's address.</summary>
    public string? RemoteHost { get; init; }

    /// <summary>The root's row id; 0 is no condition.</summary>
    public long Connection { get; init; }

    /// <summary>A part of an offered URL, in which <c>%</c> and <c>_</c> stand for any text and any character.</summary>
    public string? OfferUrl { get; init; }

    /// <summary>A part of the URL of a download, likewise.</summary>
    public string? DownloadUrl { get; init; }

    /// <summary>Only later ones: an expression of <see cref="SqlArithmetic"/> on Unix seconds.</summary>
    public string? TimeFrom { get; init; }

    /// <summary>Only earlier ones, likewise.</summary>
    public string? TimeTo { get; init; }

    /// <summary>The UUID of a bind.</summary>
    public string? BindUuid { get; init; }

    /// <summary>The operation number of a request: an expression of <see cref="SqlArithmetic"/>.</summary>
    public string? RequestOpnum { get; init; }

    /// <summary>The service.</summary>
    public string? Protocol { get; init; }

    /// <summary>The MD5 of a download.</summary>
    public string? Md5 { get; init; }

    /// <summary>The type of connection.</summary>
    public string? Type { get; init; }

    /// <summary>The statement that finds a page of ids, after <c>$after</c> and in ascending order, and its values.</summary>
    /// <param name="isRootless">Whether roots whose column is NULL are meant, not those that name themselves.</param>
    /// <exception cref="WorkbenchException">An expression is not arithmetic.</exception>
    public (string Sql, Dictionary<string, object?> Parameters) Statement(bool isRootless)
    {
        var parameters = new Dictionary<string, object?>();
        var conditions = new List<string> { isRootless ? "c.connection_root IS NULL" : "c.connection_root = c.connection" };
        var downloads = new List<string>();
        Add(conditions, parameters, "c.remote_host = $", "remote_host", RemoteHost);
        Add(conditions, parameters, "c.connection = $", "connection", Connection == 0 ? null : Connection);
        Add(conditions, parameters, "c.connection_timestamp > $", "time_from", Value("--time-from", TimeFrom), TimeFrom);
        Add(conditions, parameters, "c.connection_timestamp < $", "time_to", Value("--time-to", TimeTo), TimeTo);
        Add(conditions, parameters, "c.connection_protocol = $", "protocol", Protocol);
        Add(conditions, parameters, "c.connection_type = $", "type", Type);
        Add(conditions, parameters, Exists("offers", $"CAST(x.offer_url AS TEXT) {Contains}"), "offer_url", OfferUrl, end: " || '%')");
        Add(conditions, parameters, Exists("dcerpcbinds", "x.dcerpcbind_uuid = $"), "bind_uuid", BindUuid, end: ")");
        Add(conditions, parameters, Exists("dcerpcrequests", "x.dcerpcrequest_opnum = $"), "opnum", Value("--dcerpcrequest-opnum", RequestOpnum), RequestOpnum, ")");
        Add(downloads, parameters, $"CAST(x.download_url AS TEXT) {Contains}", "download_url", DownloadUrl, end: " || '%'");
        Add(downloads, parameters, "x.download_md5_hash = $", "md5", Md5);
        if (downloads.Count > 0)
            conditions.Add($"{Exists("downloads", string.Join(" AND ", downloads))})");
        return ($"SELECT c.connection\nFROM connections AS c\nWHERE {string.Join("\n  AND ", conditions)}\n  AND c.connection > $after\nORDER BY c.connection\nLIMIT $limit", parameters);
    }

    private static string Exists(string table, string condition) => $"EXISTS (SELECT 1 FROM {table} AS x WHERE x.connection = c.connection AND {condition}";

    private static object? Value(string option, string? text) => string.IsNullOrEmpty(text) ? null : SqlArithmetic.Evaluate(option, text);

    // An expression that divides by zero is a condition, which nothing meets.
    private static void Add(
        List<string> conditions, Dictionary<string, object?> parameters, string condition, string name, object? value, string? given = "", string end = "")
    {
        if (value is null or "" && string.IsNullOrEmpty(given))
            return;
        conditions.Add(condition + name + end);
        parameters.Add(name, value);
    }
}
