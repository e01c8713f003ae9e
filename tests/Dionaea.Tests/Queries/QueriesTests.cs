using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class QueriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> RealFiles => [.. Repository.RealDatabases().DefaultIfEmpty("")];

    public static TheoryData<string> Names => [.. new QueryCatalogue().Names];

    public static TheoryData<string> PublishedNames => [.. new QueryCatalogue().All.Where(q => q.Published is not null).Select(q => q.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Every_query_equals_the_catalogues_own_sql_on_a_real_file(string file) =>
        Compare(CatalogueSpecification.Unpack(Repository.Shared("data", "real", file), _folder.Path));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_query_equals_the_catalogues_own_sql_on_random_rows(int seed)
    {
        using var database = RandomDatabase.Make(seed);
        Compare(database.Path);
    }

    [Theory]
    [InlineData(1500, 12, 3)]
    [InlineData(1500, 70, 4)]
    [InlineData(1, 1, 5)]
    public void Every_query_equals_the_catalogues_own_sql_on_a_sample(int connections, int days, ulong seed)
    {
        SampleDatabase.Write(_folder.PathTo("sample.sqlite"), new SampleOptions(connections, days, seed));
        Compare(_folder.PathTo("sample.sqlite"));
    }

    [Fact]
    public void Every_query_equals_the_catalogues_own_sql_on_an_old_and_small_schema()
    {
        using var database = TestDatabase.Small();
        Compare(database.Path);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_prepares_and_keeps_to_its_header(string name) => Check(new QueryCatalogue()[name]);

    [Theory]
    [MemberData(nameof(PublishedNames))]
    public void A_published_query_prepares_and_keeps_to_its_header(string name)
    {
        var published = new QueryCatalogue()[name].AsPublished();

        Check(published);
        Assert.EndsWith(".", published.Difference, StringComparison.Ordinal);
        Assert.NotEqual("", published.Source);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_keeps_to_what_all_engines_know(string name)
    {
        var query = new QueryCatalogue()[name];
        foreach (var sql in new[] { query.Sql, query.Published?.Sql ?? "" })
        {
            foreach (var trap in new[] { "strftime", "printf", "date(", "datetime", "json", "'unixepoch'", "\"accept\"", "IS '", "julianday", "rowid", "total(" })
                Assert.DoesNotContain(trap, sql, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static void Check(Query query)
    {
        using var database = HoneypotDatabase.Open(Repository.PathTo("data", "sample", "dionaea.sqlite"));
        using var session = database.OpenSession();

        Assert.Equal(query.Columns.Select(c => c.Name), session.ColumnNames(query.Sql));
        var shownOnly = query.Columns.Any(c => c.Kind == Kind.Timestamp) ? "zone" : "";
        Assert.Equal(
            query.Parameters.Select(p => p.Name).Where(n => n != shownOnly).Order(),
            session.ParameterNames(query.Sql).Where(n => n != shownOnly).Distinct().Order());
        Assert.Contains("ORDER BY", query.Sql + (query.Columns.Count > 0 && !query.Sql.Contains("GROUP BY", StringComparison.Ordinal) ? " ORDER BY" : ""), StringComparison.Ordinal);
        Assert.EndsWith("?", query.Question, StringComparison.Ordinal);
        Assert.True(query.Chart is null || Dionaea.Reporting.ChartKinds.Names.Contains(query.Chart.Kind), $"{query.Name}: no chart kind '{query.Chart?.Kind}'");
    }

    // Once with the defaults, once with a window and a value for every filter, in a zone east of UTC.
    private void Compare(string path)
    {
        using var comparison = new QueryComparison(path, GeographyOfTests.Write(_folder.Path));

        Assert.Empty(comparison.Differences(new Dictionary<string, object?>()));
        Assert.Empty(comparison.Differences(
            new Dictionary<string, object?>
            {
                ["from"] = comparison.Value("SELECT MIN(connection_timestamp) + (MAX(connection_timestamp) - MIN(connection_timestamp)) / 4 FROM connections"),
                ["to"] = comparison.Value("SELECT MAX(connection_timestamp) - (MAX(connection_timestamp) - MIN(connection_timestamp)) / 8 FROM connections"),
                ["limit"] = 3L,
                ["min_hits"] = 1L,
                ["bucket"] = 7200L,
                ["scanner"] = comparison.Value("SELECT MIN(virustotalscan_scanner) FROM virustotalscans") ?? "AVG",
                ["via"] = "HTTP://%",
                ["needle"] = "SELECT",
                ["width"] = 7L,
                ["max_depth"] = 1L,
                ["protocol"] = comparison.Value("SELECT connection_protocol FROM connections GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1"),
                ["host"] = comparison.Value("SELECT remote_host FROM connections WHERE remote_host NOT LIKE '::ffff:%' GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1 OFFSET 1"),
                ["port"] = 445L,
                ["root"] = comparison.Value("SELECT connection_root FROM connections WHERE connection_parent IS NOT NULL ORDER BY connection DESC LIMIT 1"),
            },
            hours: 5));
        Assert.Empty(comparison.Differences(new Dictionary<string, object?>
        {
            ["md5"] = comparison.Value("SELECT MIN(download_md5_hash) FROM downloads"),
            ["url_like"] = "%HTTP%",
        }));
    }
}
