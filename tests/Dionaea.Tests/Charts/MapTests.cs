using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Maps of countries and of places, as figures and as drawn by a browser without a network.</summary>
public sealed class MapTests(Browser browser)
{
    private static readonly ChartText Texts = new("Sources", null, "UTC", null, null);

    // What the browser has drawn: coloured areas, dots, and the size of the land they lie on.
    private const string Drawn = """
        (() => ({
          areas: document.querySelectorAll('.choroplethlayer path').length,
          dots: document.querySelectorAll('.scattergeo path.point').length,
          width: Math.max(0, ...[...document.querySelectorAll('.layer.land, .layer.coastlines')].map(l => l.getBoundingClientRect().width)),
        }))()
        """;

    [Fact]
    public void Every_country_code_of_the_samples_geography_is_on_the_map()
    {
        var codes = File.ReadLines(Repository.PathTo("data", "sample", "geo", "city.csv")).Select(line => line.Split(',')[2]).Distinct().ToList();

        Assert.InRange(codes.Count, 10, 250);
        Assert.All(codes, code => Assert.True(Countries([[code, 1L]]) is not null, code));
    }

    [Fact]
    public void Countries_have_an_outline_exactly_where_the_table_says_so_and_a_point_on_Earth()
    {
        var outlines = JsonNode.Parse(File.ReadAllText(Asset("world_110m.json")))!["objects"]!["countries"]!["geometries"]!.AsArray()
            .Select(geometry => (string?)geometry!["id"]).OfType<string>().ToHashSet();

        Assert.Equal(outlines.Order(), World.Where(country => country[5] == "yes").Select(country => country[1]).Order());
        Assert.Equal(250, World.Count);
        Assert.All(World, country => Assert.InRange(double.Parse(country[3], CultureInfo.InvariantCulture), -90, 90));
        Assert.All(World, country => Assert.InRange(double.Parse(country[4], CultureInfo.InvariantCulture), -180, 180));
        Assert.All(World, country => Assert.Equal(8, Quantity(Countries([[country[0], 3L], [country[1], 5L]])!)));
    }

    [Fact]
    public void Choropleth_colours_outlines_dots_what_is_too_small_and_names_what_has_no_place()
    {
        var figure = Countries([["US", 30L], ["SG", 20L], ["unknown", 7L]])!;

        Assert.Equal(["choropleth", "scattergeo"], figure.Data.Select(trace => (string)trace!["type"]!));
        Assert.Equal("ISO-3", (string)figure.Data[0]!["locationmode"]!);
        Assert.Equal("[\"USA\"]", figure.Data[0]!["locations"]!.ToJsonString());
        Assert.Equal("Singapore<br>country: SG<br>hits: 20", (string)figure.Data[1]!["hovertext"]![0]!);
        Assert.EndsWith("not on the map: unknown (7 hits)", Subtitle(figure), StringComparison.Ordinal);
        Assert.Equal("Map: hits by country, 2 countries; the most is US with 30.", figure.Alt);
        Assert.True(figure.HasMap);
    }

    [Fact]
    public void Choropleth_adds_up_what_names_a_country_twice() =>
        Assert.Equal(8, Quantity(Countries([["us", 3L], ["USA", 5L]])!));

    [Theory]
    [InlineData(1L, 50L, false)]
    [InlineData(1L, 51L, true)]
    [InlineData(0L, 5000L, false)]
    public void Choropleth_is_logarithmic_where_the_biggest_dwarfs_the_smallest(long least, long most, bool logarithmic)
    {
        var axis = Countries([["US", most], ["CN", least]])!.Layout["coloraxis"]!;

        Assert.Equal(logarithmic, ((string)axis["colorbar"]!["title"]!["text"]!).EndsWith(", logarithmic", StringComparison.Ordinal));
        Assert.Equal(logarithmic ? Math.Log10(most) : most, (double)axis["cmax"]!);
    }

    [Fact]
    public void Maps_are_not_drawn_where_nothing_has_a_place()
    {
        Assert.Null(Countries([["unknown", 3L], ["XX", 1L], [null, 1L]]));
        Assert.Null(Places([["198.51.100.7", null, 13.4, 3L], ["198.51.100.8", 91.0, 13.4, 3L], ["198.51.100.9", 1.0, 1.0, 0L]]));
    }

    [Fact]
    public void Point_map_draws_a_dot_for_each_place_with_the_area_of_its_sum()
    {
        var figure = Places([
            ["198.51.100.1", 10.0, 20.0, 400L],
            .. Enumerable.Range(1, 7).Select(i => new object?[] { $"198.51.100.{i}", 52.5, 13.4, 100L })])!;
        var marker = figure.Data[0]!["marker"]!;

        Assert.Equal("[700,400]", marker["size"]!.ToJsonString());
        Assert.Equal("area", (string)marker["sizemode"]!);
        Assert.Equal("hits: 700", ((string)figure.Data[0]!["hovertext"]![0]!).Split("<br>")[0]);
        Assert.EndsWith("<br>198.51.100[.]5: 100<br>and 2 more", (string)figure.Data[0]!["hovertext"]![0]!, StringComparison.Ordinal);
        Assert.Contains("area by hits", Subtitle(figure), StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_say_what_they_need()
    {
        var table = new Table([new("host", Kind.Host), new("hits", Kind.Count), new("share", Kind.Share)], [["198.51.100.1", 3L, 1.0]]);
        string Text(string kind, params string[] y) =>
            Assert.Throws<WorkbenchException>(() => ChartKinds.Draw(table, new(kind, "host", y, null), Texts)).Text;

        Assert.Contains("no latitude and longitude", Text("point-map", "hits"), StringComparison.Ordinal);
        Assert.Contains("one column of quantities", Text("point-map", "hits", "share"), StringComparison.Ordinal);
        Assert.Contains("one column of quantities", Text("choropleth", "hits", "share"), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_a_free_statement_are_places_by_name_where_their_values_are()
    {
        Assert.Equal((Kind.Latitude, Kind.Longitude), (Kinds.Guess("lat", null), Kinds.Guess("Longitude", null)));
        var table = Kinds.Check(new Table([new("lat", Kind.Latitude), new("lon", Kind.Longitude)], [[52.5, 181.0]]));

        Assert.Equal([Kind.Latitude, Kind.Number], table.Columns.Select(column => column.Kind));
    }

    [Fact]
    public void Hostile_texts_are_inert_on_a_map()
    {
        string[] texts = [.. HostileText.All, new string('A', 1_000_000), ""];
        var figures = new[]
        {
            Places([.. texts.Select((text, i) => new object?[] { text, 1.0, (double)(i % 3), 1000L - i })])!,
            Places([.. texts.Select((text, i) => new object?[] { text, 1.0, (double)i, 1000L - i })])!,
        }.Concat(texts.Select(text => Countries([["US", 1L], [text, 2L]])!));
        foreach (var text in figures.SelectMany(figure => Strings(figure.Data).Concat(Strings(figure.Layout["title"]))))
        {
            Assert.DoesNotMatch("[${]|<(?!br>)", text);
            Assert.Equal(text, Escape.Visible(text));
            Assert.InRange(text.Length, 0, 6_000);
        }
    }

    [Theory]
    [InlineData(1400, 400)]
    [InlineData(390, 250)]
    public async Task Page_draws_its_maps_without_a_request_at_every_width(int width, int land)
    {
        await using var page = await browser.Open(Page(Everywhere(), Spots()), width);
        var drawn = await Wait(page, 174, 76 + 3);

        Assert.InRange(drawn.GetProperty("width").GetDouble(), land, width);
        Assert.Equal(0, await page.Overflow());
        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
    }

    [Fact]
    public async Task Page_says_so_when_the_outlines_are_gone()
    {
        var html = Page(Spots()).Replace("id=\"outlines\"", "id=\"lost\"", StringComparison.Ordinal);
        await using var page = await browser.Open(html);
        for (var turn = 0; turn < 100 && !(await page.Page.TextContentAsync(".plot"))!.Contains("could not be drawn", StringComparison.Ordinal); turn++)
            await page.Page.WaitForTimeoutAsync(50);

        Assert.Contains("its table is below", await page.Page.TextContentAsync(".plot"), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_carries_outlines_and_their_licence_once_and_only_with_a_map()
    {
        var with = Page(Everywhere(), Spots());
        var without = Page(PageAnswers.Bar(["445"], [1], "Ports"));

        Assert.Equal(2, with.Split("id=\"outlines\"").Length);
        Assert.Contains("Étienne Tétreault-Pinard", with, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"outlines\"", without, StringComparison.Ordinal);
        Assert.InRange(with.Length - without.Length, 100_000, 200_000);
    }

    [Fact]
    public async Task Notebook_outputs_draw_maps_without_a_network_and_in_any_order()
    {
        var outputs = new NotebookOutputs();
        var html = new[] { Spots(), Everywhere() }
            .SelectMany(figure => outputs.Next(new CellResult([new AnswerOutput(PageAnswers.Answer(OneRow, figure), ShowTable: false)])))
            .Select(NotebookOutputsTests.Html).Reverse();
        await using var page = await browser.Open(
            $"<!doctype html><meta charset=\"utf-8\">{string.Concat(html)}",
            ready: "document.querySelectorAll('[data-drawn] .main-svg').length > 0");
        await Wait(page, 174, 76 + 3);

        Assert.Empty(page.Faults);
        Assert.Empty(page.Requests);
    }

    // Code of two letters, of three, name, latitude, longitude, whether there is an outline.
    private static IReadOnlyList<string[]> World { get; } = [.. File.ReadLines(Asset("countries.csv")).Skip(1).Select(line => line.Split(','))];

    private static string Asset(string name) => Repository.PathTo("src", "Dionaea.Reporting", "Assets", "map", name);

    private static double Quantity(Figure figure) => (double)(figure.Data[0]!["z"] ?? figure.Data[0]!["marker"]!["color"])!.AsArray().Single()!;

    private static Table OneRow => PageAnswers.Table(["connections"], [Kind.Count], [1L]);

    private static Figure Everywhere() => Countries([.. World.Select((country, i) => new object?[] { country[0], i + 1L })])!;

    private static Figure Spots() => Places([["a", 52.5, 13.4, 4L], ["b", -33.9, 151.2, 9L], ["c", 40.0, -74.0, 1L]])!;

    private static Figure? Countries(IReadOnlyList<object?[]> rows) => ChartKinds.Draw(
        new Table([new("country", Kind.Name), new("hits", Kind.Count)], rows), new("choropleth", "country", ["hits"], null), Texts);

    private static Figure? Places(IReadOnlyList<object?[]> rows) => ChartKinds.Draw(
        new Table([new("host", Kind.Host), new("lat", Kind.Latitude), new("lon", Kind.Longitude), new("hits", Kind.Count)], rows),
        new("point-map", "host", ["hits"], null),
        Texts);

    private static string Page(params Figure[] figures)
    {
        var notebook = PageAnswers.Notebook("maps.ipynb", ["md:# Maps", .. figures.Select((_, i) => $"#!query map-{i}")]);
        CellOutput[][] results = [.. figures.Select(figure => new CellOutput[] { new AnswerOutput(PageAnswers.Answer(OneRow, figure)) })];
        return PageAnswers.Report(notebook, PageAnswers.Provenance, results).ToHtml();
    }

    // Plotly draws a map after it has promised to.
    private static async Task<JsonElement> Wait(OpenPage page, int areas, int dots)
    {
        for (var turn = 0; ; turn++)
        {
            var drawn = await page.Page.EvaluateAsync<JsonElement>(Drawn);
            if (drawn.GetProperty("areas").GetInt32() == areas && drawn.GetProperty("dots").GetInt32() == dots)
                return drawn;

            Assert.True(turn < 200, $"the maps never had {areas.ToString(CultureInfo.InvariantCulture)} areas and {dots.ToString(CultureInfo.InvariantCulture)} dots: {drawn}; {string.Join("; ", page.Faults)}");
            await page.Page.WaitForTimeoutAsync(50);
        }
    }

    private static string Subtitle(Figure figure) => (string)figure.Layout["title"]!["subtitle"]!["text"]!;

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Strings),
        JsonObject one => one.SelectMany(pair => Strings(pair.Value)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
