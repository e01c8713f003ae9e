using Xunit;

namespace Dionaea.Tests;

/// <summary>Holds that the analysis views leave SQLite free to use the indexes of the file.</summary>
public sealed class ViewPlansTests
{
    private const string Day = "time >= $from AND time < $to";
    private const string Attacker = "remote_host IN ($host, '::ffff:' || $host)";

    [Fact]
    public void A_day_of_inbound_is_a_range_of_the_timestamp_index() =>
        Assert.Contains(Plan($"SELECT * FROM inbound WHERE {Day}"), s => s.Contains("connections_timestamp_idx (connection_timestamp>? AND connection_timestamp<?)", StringComparison.Ordinal));

    [Theory]
    [InlineData("inbound")]
    [InlineData("attacks")]
    [InlineData("credentials")]
    [InlineData("commands")]
    public void One_attacker_is_found_by_the_index_on_the_stored_address(string view)
    {
        var plan = Plan($"SELECT * FROM {view} WHERE {Attacker}");

        Assert.Contains(plan, s => s.Contains("connections_remote_host_idx (remote_host=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, ScansConnections);
    }

    [Theory]
    [InlineData("attacks")]
    [InlineData("captures")]
    [InlineData("commands")]
    [InlineData("credentials")]
    [InlineData("inbound")]
    [InlineData("offered_urls")]
    [InlineData("rpc_binds")]
    [InlineData("rpc_calls")]
    [InlineData("shells")]
    [InlineData("sip_calls")]
    public void A_day_of_a_view_never_reads_all_connections(string view)
    {
        var plan = Plan($"SELECT * FROM {view} WHERE {Day}");

        Assert.DoesNotContain(plan, ScansConnections);
        Assert.Contains(plan, s => s.Contains("connections_timestamp_idx", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, s => s.Contains("AUTOMATIC", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("attacks")]
    [InlineData("captures")]
    [InlineData("credentials")]
    [InlineData("inbound")]
    [InlineData("offered_urls")]
    [InlineData("rpc_calls")]
    [InlineData("sip_calls")]
    public void Grouping_a_day_of_a_view_starts_from_the_timestamp_index(string view) =>
        Assert.Contains(
            Plan($"SELECT day, attacker, COUNT(*) FROM {view} WHERE {Day} GROUP BY day, attacker"),
            s => s.Contains("connections_timestamp_idx", StringComparison.Ordinal));

    // "SCAN c" and "SCAN k" are the aliases of connections in the views.
    private static bool ScansConnections(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && step.Split(' ')[1] is "c" or "k" or "connections";

    private static IReadOnlyList<string> Plan(string sql)
    {
        using var made = VintageDatabase.Newest("");
        using var database = made.Open();
        using var session = database.OpenSession();
        return session.Plan(sql);
    }
}
