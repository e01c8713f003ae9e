using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class QueryCatalogueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("top-ports")]
    [InlineData("TOP-PORTS")]
    [InlineData("B02")]
    [InlineData("b02")]
    public void Index_finds_a_query_by_name_or_id(string name) =>
        Assert.Equal("Top ports", new QueryCatalogue()[name].Title);

    [Fact]
    public void Index_suggests_the_nearest_name() =>
        Assert.Contains("Did you mean 'top-ports'?", Assert.Throws<WorkbenchException>(() => new QueryCatalogue()["top-prots"]).Text, StringComparison.Ordinal);

    [Fact]
    public void Ids_are_those_of_the_catalogue_and_stand_once()
    {
        string[] expected =
        [
            "A01", "A02", "A03", "A04", "A05",
            "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B07b", "B08", "B09", "B10", "B11", "B12",
            "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10", "C11",
            "D01", "D02", "D03", "D04", "D05", "D06", "D07",
            "E01", "E02", "E03", "E04", "E05", "E06",
            "F01", "F02", "F03", "F04", "F05", "G01",
            "H01", "H02", "H03", "H04", "H05",
            "I01", "I02", "I03", "I04", "J01", "J02", "J03", "K01",
            "L01", "L02", "L03", "L04", "M01", "N01", "N02",
            "X01", "X02", "X03", "X04", "X05", "X06", "X07",
        ];

        Assert.Equal(expected, new QueryCatalogue().All.Select(q => q.Id!));
    }

    [Fact]
    public void A_source_s_own_figures_take_from_their_query_what_they_do_not_say()
    {
        Write("mine.sql", "-- title: Mine\n-- question: How many?\n-- population: all\n-- parameters: {limit: 1}\n-- columns: {n: count}\nSELECT COUNT(*) AS n FROM connections LIMIT $limit\n");
        Write("mine.published.sql", "-- differs: One less.\n-- parameters: {}\nSELECT COUNT(*) - 1 AS n FROM connections\n");

        var catalogue = new QueryCatalogue(_folder.Path);
        var published = catalogue["mine"].AsPublished();

        Assert.DoesNotContain("mine.published", catalogue.Names);
        Assert.Equal(("mine", "Mine (as published)", "One less.", "all"), (published.Name, published.Title, published.Difference, published.Population));
        Assert.Empty(published.Parameters);
        Assert.Equal("n", Assert.Single(published.Columns).Name);
        Assert.Contains("has no other figures", Assert.Throws<WorkbenchException>(() => catalogue["top-ports"].AsPublished()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_in_a_source_s_own_figures_are_named()
    {
        Write("mine.sql", "-- title: Mine\n-- question: How many?\n-- population: all\n-- columns: {n: count}\nSELECT 1 AS n\n");
        Write("mine.published.sql", "-- tittle: x\nSELECT 2 AS n\n");

        var text = Assert.Throws<WorkbenchException>(() => new QueryCatalogue(_folder.Path)).Text;

        Assert.Contains("unknown member 'tittle'; no 'differs'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_of_the_users_join_the_catalogue()
    {
        Write("mine.sql", "-- title: Mine\n-- question: How many?\n-- population: all\n-- columns: {n: count}\nSELECT COUNT(*) AS n FROM connections\n");

        var query = new QueryCatalogue(_folder.Path)["mine"];

        Assert.Equal("SELECT COUNT(*) AS n FROM connections", query.Sql);
        Assert.Null(query.Id);
    }

    [Fact]
    public void Faults_of_the_users_queries_are_named_all_at_once()
    {
        Write("a.sql", "-- title: A\nSELECT 1\n");
        Write("b.sql", "SELECT 1\n");
        Write("top-ports.sql", "-- title: B\n-- question: q?\n-- population: all\n-- columns: {n: cuont}\n-- chart: {kind: bar, x: m, y: n}\nSELECT 1 AS n\n");

        var text = Assert.Throws<WorkbenchException>(() => new QueryCatalogue(_folder.Path)).Text;

        Assert.Contains("no 'question'", text, StringComparison.Ordinal);
        Assert.Contains("b.sql' does not start with a header", text, StringComparison.Ordinal);
        Assert.Contains("unknown kind 'cuont'", text, StringComparison.Ordinal);
        Assert.Contains("the chart's column 'm' is not a result column", text, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(_folder.PathTo(name), text);
}
