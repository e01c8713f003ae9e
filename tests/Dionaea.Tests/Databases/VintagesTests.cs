using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class VintagesTests
{
    private static readonly Dictionary<string, object?> NoValues = [];

    public static TheoryData<string> Names => [.. VintageDatabase.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_query_and_every_view_runs_on_a_vintage(string name)
    {
        using var made = VintageDatabase.Make(name);
        using var database = made.Open();
        using var session = database.OpenSession();

        foreach (var view in AnalysisViews.All)
        {
            var table = session.Run($"SELECT * FROM {view.Name}", NoValues, Limits.Default);
            Assert.Equal(view.Columns.Select(c => c.Name), table.Columns.Select(c => c.Name));
        }

        foreach (var query in new QueryCatalogue().All)
        {
            var values = query.Parameters.ToDictionary(
                p => p.Name,
                p => p.IsComputed ? session.Run(p.Default!, NoValues, Limits.Default).Rows is [var row, ..] ? row[0] : null : p.Default is null ? null : p.Parse(p.Default));
            Assert.NotNull(session.Run(query.Sql, values, Limits.Default, query.Columns));
            if (query.Published is { } published)
                Assert.NotNull(session.Run(published.Sql, published.Parameters.ToDictionary(p => p.Name, p => values.GetValueOrDefault(p.Name, 1L)), Limits.Default, published.Columns));
        }
    }

    [Theory]
    [InlineData("2009", "dionaea of 2009-11-05 to 2009-11-07")]
    [InlineData("2010", "dionaea of 2010-01 to 2010-08")]
    [InlineData("2012", "dionaea of 2011-08 to 0.2.1 (2014)")]
    [InlineData("fork", "cowrie/dionaea fork")]
    public void A_vintage_is_named_by_its_tables(string name, string variant)
    {
        using var made = VintageDatabase.Make(name);
        using var database = made.Open();

        Assert.StartsWith(variant, database.Variant, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2009", 1)]
    [InlineData("2010", 2)]
    [InlineData("2012", 2)]
    [InlineData("fork", 2)]
    public void Captures_show_downloads_under_every_older_name(string name, int rows)
    {
        var captures = Rows(name, "SELECT connection, root, url, md5 FROM captures ORDER BY connection");

        Assert.Equal(rows, captures.Count);
        Assert.Equal<object?>([2L, 1L, "http://198.51.100.7/a.exe", new string('f', 32)], captures[^1]);
        if (rows == 2)
            Assert.Equal<object?>([1L, 1L, "http://198.51.100.7/b.exe", "0123456789abcdef0123456789abcdef"], captures[0]);
    }

    [Fact]
    public void Captures_keep_the_ids_of_an_older_primary_key() =>
        Assert.Equal<object?>([7L], Assert.Single(Rows("2009", "SELECT download FROM downloads")));

    [Theory]
    [InlineData("2009", 1)]
    [InlineData("2010", 2)]
    [InlineData("2012", 2)]
    [InlineData("fork", 2)]
    public void Rpc_calls_show_requests_under_every_older_name(string name, int rows)
    {
        var calls = Rows(name, "SELECT connection, uuid, interface, opnum, operation, bulletin FROM rpc_calls ORDER BY connection");

        Assert.Equal(rows, calls.Count);
        Assert.All(calls, call => Assert.Equal<object?>(["4b324fc8-1670-01d3-1278-5a47bf6ee188", "SRVSVC", 31L, "NetPathCanonicalize", "MS08-067"], call[1..]));
        Assert.Equal(rows == 1 ? [1L] : [1L, 2L], calls.Select(call => call[0]));
    }

    [Theory]
    [InlineData("2009", 1)]
    [InlineData("2010", 2)]
    [InlineData("2012", 2)]
    [InlineData("fork", 2)]
    public void Shells_unite_the_table_with_the_one_that_was_moved_aside(string name, int rows)
    {
        var shells = Rows(name, "SELECT connection, kind, url FROM shells ORDER BY connection");

        Assert.Equal(rows, shells.Count);
        Assert.Equal<object?>([1L, "bindshell", "bindshell://4444"], shells[0]);
        if (rows == 2)
            Assert.Equal<object?>([2L, "connectbackshell", "connectbackshell://198.51.100.7:4445"], shells[1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Attacks_follow_the_root_under_either_name(string name)
    {
        var attack = Assert.Single(Rows(name, "SELECT root, time, connections, offers FROM attacks"));

        Assert.Equal<object?>([1L, 1257638400.5, 2L, 1L], attack);
    }

    [Theory]
    [InlineData("2009", "connection_tree for connections.connection_root|dcerpcs|downloads for downloads.download")]
    [InlineData("2010", "dcerpcs|downloads_old")]
    [InlineData("2012", "")]
    [InlineData("fork", "")]
    public void A_profile_names_what_stands_under_an_older_name(string name, string renamed)
    {
        using var made = VintageDatabase.Make(name);
        using var database = made.Open();
        var profile = DatabaseProfile.Read(database, "UTC", Limits.Default, TestContext.Current.CancellationToken);

        Assert.Equal(renamed, string.Join('|', profile.Schema.Renamed));
        Assert.Empty(profile.Schema.ExtraTables);
        Assert.Empty(profile.Schema.ExtraColumns);
        Assert.Empty(profile.Schema.MissingColumns);
        Assert.Equal(name == "fork", !profile.Traps.Single(t => t.Trap.Id == "S21").IsPresent);
        Assert.Equal(name is "2010" or "2012" ? 1 : 0, profile.Traps.Single(t => t.Trap.Id == "S8").Counts[0].Found);
        Assert.All(profile.Tables, table => Assert.True(table.IsKnown, table.Name));
    }

    private static IReadOnlyList<object?[]> Rows(string name, string sql)
    {
        using var made = VintageDatabase.Make(name);
        using var database = made.Open();
        using var session = database.OpenSession();
        return session.Run(sql, NoValues, Limits.Default).Rows;
    }
}
