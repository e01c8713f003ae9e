namespace Dionaea.Analysis;

/// <summary>Names a schema variant by the tables and columns that tell its age; the file has no version marker.</summary>
internal static class Variants
{
    /// <summary>The variant in words: which dionaea made the file, and what is left over in it.</summary>
    public static string Name(Shape shape)
    {
        var known = shape.Tables.Keys.Count(KnownTables.Columns.ContainsKey);
        return $"{Age(shape)}, {known} of log_sqlite's tables{(shape.Has("emu_services_old") ? ", with emu_services_old" : "")}";
    }

    private static string Age(Shape shape)
    {
        if (shape.Has("http_requests") || shape.Has("nbns_queries") || shape.Has("dcerpcrequests", "dcerpcrequest_stub_data"))
            return "cowrie/dionaea fork (2025-12 or later)";
        if (shape.Has("mqtt_fingerprints"))
            return "dionaea 0.3.0 or later (2016)";
        if (shape.Has("sip_commands"))
            return "dionaea of 2011-08 to 0.2.1 (2014)";
        if (shape.Has("mysql_commands"))
            return "dionaea of 2011-05 to 2011-08";
        if (shape.Has("virustotals"))
            return "dionaea of 2010-10 to 2011-05";
        if (shape.Has("logins"))
            return "dionaea of 2010-08 to 2010-10";
        if (shape.Has("downloads", "download"))
            return "dionaea of 2010-01 to 2010-08";
        if (shape.Has("dcerpcrequests"))
            return "dionaea of 2009-11 to 2010-01";
        if (shape.Has("connections", "connection_tree"))
            return "dionaea of 2009-11-05 to 2009-11-07";
        return shape.Has("dcerpcs") ? "dionaea of November 2009" : "an unknown variant";
    }
}
