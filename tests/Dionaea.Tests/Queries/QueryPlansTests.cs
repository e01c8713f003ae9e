using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Holds that queries which look at a part of a file find it by an index.</summary>
public sealed class QueryPlansTests
{
    [Theory]
    [InlineData("attack-trace", "connections_root_idx (connection_root=?)")]
    [InlineData("attack-tree", "connections_parent_idx (connection_parent=?)")]
    [InlineData("attacker-profile", "connections_remote_host_idx (remote_host=?)")]
    [InlineData("connection-list", "connections_timestamp_idx (connection_timestamp>? AND connection_timestamp<?)")]
    [InlineData("attack-list", "connections_timestamp_idx (connection_timestamp>? AND connection_timestamp<?)")]
    [InlineData("attack-list", "downloads_md5_hash_idx (download_md5_hash=?)")]
    [InlineData("attacks-and-sources", "connections_timestamp_idx (connection_timestamp>? AND connection_timestamp<?)")]
    [InlineData("countries", "connections_timestamp_idx (connection_timestamp>? AND connection_timestamp<?)")]
    [InlineData("popular-downloads", "downloads_md5_hash_idx")]
    [InlineData("signature-shares", "virustotals_md5_hash_idx (virustotal_md5_hash=?)")]
    [InlineData("malware-names", "virustotalscans_scanner_idx (virustotalscan_scanner=?)")]
    [InlineData("window-plan", "connections_timestamp_idx (connection_timestamp>? AND connection_timestamp<?)")]
    public void A_query_uses_the_index_on_what_it_looks_for(string name, string index)
    {
        using var made = VintageDatabase.Newest("");
        using var database = made.Open();
        using var session = database.OpenSession();
        var sql = new QueryCatalogue()[name].Sql;

        Assert.Contains(session.Plan(sql.StartsWith("EXPLAIN QUERY PLAN", StringComparison.Ordinal) ? sql["EXPLAIN QUERY PLAN".Length..] : sql), step => step.Contains(index, StringComparison.Ordinal));
    }
}
