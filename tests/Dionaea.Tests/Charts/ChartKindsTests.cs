using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class ChartKindsTests
{
    private const long March = 1583020800;
    private static readonly ChartText Texts = new("Attacked ports", "inbound connections", "Europe/Berlin", "2020-02-29 to 2020-03-04", null);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static TheoryData<string, string> Golden()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Cases.Keys)
        {
            data.Add(name, "");
            data.Add(name, "tr-TR");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Draw_gives_the_same_figure_in_every_culture(string name, string culture)
    {
        CultureInfo.CurrentCulture = new(culture);
        var (table, hint) = Cases[name];
        var figure = ChartKinds.Draw(table, hint, Texts)!;
        GoldenFile.Check($"charts/{name}.json", Json(figure).ToJsonString(Indented) + "\n");
    }

    [Fact]
    public void Plotly_is_named_by_one_type_only_so_that_it_loads_when_a_chart_is_drawn()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var named = typeof(Figure).Assembly.GetTypes().Where(type => type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
                .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])))
            .Any(used => used.FullName?.Contains("Plotly.NET", StringComparison.Ordinal) == true));
        Assert.Equal(["PlotlyTraces"], named.Select(type => type.Name));
    }

    [Fact]
    public void Every_kind_has_a_golden_figure() =>
        Assert.Equal(ChartKinds.Names.Order(), Cases.Values.Select(one => one.Hint.Kind).Distinct().Order());

    [Fact]
    public void Every_figure_has_a_title_a_subtitle_and_axes_with_titles_and_types()
    {
        foreach (var (table, hint) in Cases.Values)
        {
            var layout = ChartKinds.Draw(table, hint, Texts)!.Layout;
            Assert.Equal("Attacked ports", (string)layout["title"]!["text"]!);
            Assert.StartsWith("inbound connections · 2020-02-29 to 2020-03-04<br>Europe/Berlin", (string)layout["title"]!["subtitle"]!["text"]!, StringComparison.Ordinal);
            foreach (var axis in new[] { "xaxis", "yaxis" }.Where(_ => hint.Kind is not ("donut" or "choropleth" or "point-map")))
            {
                Assert.NotEmpty((string)layout[axis]!["title"]!["text"]!);
                Assert.Contains((string)layout[axis]!["type"]!, new[] { "date", "linear", "category" });
            }
        }
    }

    [Fact]
    public void Draw_gives_no_figure_of_an_empty_table()
    {
        foreach (var (table, hint) in Cases.Values)
            Assert.Null(ChartKinds.Draw(new Table(table.Columns, []), hint, Texts));
        foreach (var kind in ChartKinds.Names)
            Assert.Null(ChartKinds.Draw(Counts([["x", 0L], ["y", null]]), new(kind, "port", ["hits"], null), Texts));
        Assert.Null(ChartKinds.Draw(new Table([new("day", Kind.Day), new("hits", Kind.Count)], [[null, 1L]]), new("line", "day", ["hits"], null), Texts));
    }

    [Theory]
    [InlineData("pie", "port", "hits", null, "There is no chart kind 'pie'.")]
    [InlineData("baar", "port", "hits", null, "Did you mean 'bar'?")]
    [InlineData("bar", "prot", "hits", null, "Did you mean 'port'?")]
    [InlineData("bar", "port", "hist", null, "Did you mean 'hits'?")]
    [InlineData("bar", "port", "hits", "pord", "Did you mean 'port'?")]
    [InlineData("bar", "port", "port", null, "Column 'port' holds 'ssh', but a chart can draw only numbers as quantities.\nDid you mean 'hits'?")]
    public void Draw_says_what_is_wrong_with_a_hint(string kind, string x, string y, string? series, string expected)
    {
        var table = Counts([[445L, 3L], ["ssh", 2L]]);
        var error = Assert.Throws<WorkbenchException>(() => ChartKinds.Draw(table, new(kind, x, [y], series), Texts));
        Assert.Contains(expected, error.Text);
        Assert.Equal(ExitCode.Usage, error.Exit);
    }

    [Fact]
    public void Bars_keep_ports_as_labels_and_show_null()
    {
        var figure = ChartKinds.Draw(Counts([[445L, 3161L], [null, 9L], ["(null)", 1L]]), new("bar", "port", ["hits"], null), Texts)!;
        Assert.Equal("category", (string)figure.Layout["yaxis"]!["type"]!);
        Assert.Equal(["445", "(null)", "(null) (2)"], Strings(figure.Data[0]!["y"]!));
        Assert.Equal("Bar chart: hits by port, 3 bars; the most is 445 with 3,161.", figure.Alt);
    }

    [Fact]
    public void Bars_lie_when_labels_are_long_and_say_what_was_cut()
    {
        var table = new Table(
            [new("url", Kind.Url), new("hits", Kind.Count)],
            [.. Enumerable.Range(0, 100).Select(i => new object?[] { $"http://host{i}.example/{new string('a', 500)}.exe", 100L - i })]);
        var figure = ChartKinds.Draw(table, new("bar", "url", ["hits"], null), Texts)!;
        Assert.Equal("h", (string)figure.Data[0]!["orientation"]!);
        Assert.Equal(60, figure.Data[0]!["y"]!.AsArray().Count);
        Assert.Equal("hxxp://host0[.]ex…aaaaaa.exe", (string)figure.Data[0]!["y"]![0]!);
        Assert.All(Strings(figure.Data[0]!["y"]!), label => Assert.InRange(label.Length, 1, 32));
        Assert.All(Strings(figure.Data[0]!["hovertext"]!), text => Assert.InRange(text.Length, 200, 320));
        Assert.EndsWith("top 60 of 100", (string)figure.Layout["title"]!["subtitle"]!["text"]!);
    }

    [Fact]
    public void Bars_that_lie_are_as_high_as_their_labels_need()
    {
        var rows = Enumerable.Range(0, 50).Select(i => new object?[] { $"a long label {i}", 50L - i });
        var figure = ChartKinds.Draw(Counts([.. rows]), new("bar", "port", ["hits"], null), Texts)!;
        Assert.InRange(figure.Height, 50 * 20, 50 * 30);
        Assert.Equal(figure.Height, (figure with { Layout = JsonNode.Parse(figure.Layout.ToJsonString())!.AsObject() }).Height);
    }

    [Fact]
    public void Stacked_bars_rank_by_their_whole_length_when_the_rows_are_a_ranking()
    {
        object?[][] ranking = [["a long first", "x", 9L], ["a long second", "y", 8L], ["a long second", "x", 7L], ["a long third", "x", 1L]];
        Assert.Equal(["a long second", "a long first", "a long third"], Labels(ranking));
        Assert.Equal(["a long third", "a long first", "a long second"], Labels([ranking[3], .. ranking[..3]]));

        static IEnumerable<string> Labels(IReadOnlyList<object?[]> rows)
        {
            var table = new Table([new("agent", Kind.Text), new("method", Kind.Name), new("hits", Kind.Count)], rows);
            var figure = ChartKinds.Draw(table, new("bar", "agent", ["hits"], "method"), Texts)!;
            Assert.Equal("stack", (string)figure.Layout["barmode"]!);
            Assert.Equal("normal", (string)figure.Layout["legend"]!["traceorder"]!);
            return Strings(figure.Data[0]!["y"]!);
        }
    }

    [Fact]
    public void Rows_of_a_heat_map_that_are_numbers_stand_in_their_order()
    {
        var table = new Table([new("weekday", Kind.Number), new("hour", Kind.Hour), new("hits", Kind.Count)], [[10L, 3L, 1L], [6L, 3L, 9L], [0L, 4L, 5L]]);
        var figure = ChartKinds.Draw(table, new("heatmap", "hour", ["hits"], "weekday"), Texts)!;
        Assert.Equal(["0", "6", "10"], Strings(figure.Data[0]!["y"]!));
        Assert.Equal(9, (int)figure.Data[0]!["z"]![1]![3]!);
    }

    [Fact]
    public void Hours_are_all_there_and_in_order()
    {
        var table = new Table([new("hour", Kind.Hour), new("hits", Kind.Count)], [[23L, 5L], [3L, 7L]]);
        var bars = ChartKinds.Draw(table, new("bar", "hour", ["hits"], null), Texts)!;
        Assert.Equal(Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture)), Strings(bars.Data[0]!["x"]!));
        Assert.Equal(7, (int)bars.Data[0]!["y"]![3]!);
        Assert.Equal(0, (int)bars.Data[0]!["y"]![4]!);
        Assert.Equal("hour of the day (Europe/Berlin)", (string)bars.Layout["xaxis"]!["title"]!["text"]!);
    }

    [Fact]
    public void Areas_fill_missing_combinations_with_zero_and_lump_the_rest()
    {
        var rows = Enumerable.Range(0, 12).SelectMany(i => new[] { 0L, 2L }, (i, day) => new object?[] { March + (86400 * ((day + i) % 3)), $"s{i:00}", 20L - i });
        var table = new Table([new("day", Kind.Day), new("service", Kind.Name), new("hits", Kind.Count)], [.. rows]);
        var figure = ChartKinds.Draw(table, new("area", "day", ["hits"], "service"), Texts)!;
        Assert.Equal(9, figure.Data.Count);
        Assert.All(figure.Data, trace => Assert.Equal(["2020-03-01", "2020-03-02", "2020-03-03"], Strings(trace!["x"]!)));
        Assert.Equal([20L, 0L, 20L], figure.Data[0]!["y"]!.AsArray().Select(y => (long)y!));
        Assert.Equal("(other)", (string)figure.Data[8]!["name"]!);
        Assert.Equal(rows.Sum(row => (long)row[2]!), figure.Data.Sum(trace => trace!["y"]!.AsArray().Sum(y => (long)y!)));
        Assert.Contains("top 8 of 12 (service), the rest as (other)", (string)figure.Layout["title"]!["subtitle"]!["text"]!);
    }

    [Fact]
    public void Lines_leave_series_out_rather_than_lump_them_and_say_so()
    {
        var table = new Table(
            [new("time", Kind.Timestamp), new("service", Kind.Name), new("hits", Kind.Count)],
            [.. Enumerable.Range(0, 10).Select(i => new object?[] { (double)March + 0.25, $"s{i}", (long)i })]);
        var figure = ChartKinds.Draw(table, new("line", "time", ["hits"], "service"), Texts)!;
        Assert.Equal(["s9", "s8", "s7", "s6", "s5", "s4", "s3", "s2"], figure.Data.Select(trace => (string)trace!["name"]!));
        Assert.Equal("2020-03-01 01:00:00.250", (string)figure.Data[0]!["x"]![0]!);
        Assert.Equal("time (Europe/Berlin)", (string)figure.Layout["xaxis"]!["title"]!["text"]!);
        Assert.Contains("top 8 of 10 (service)", (string)figure.Layout["title"]!["subtitle"]!["text"]!);
    }

    [Fact]
    public void Lines_keep_the_last_points_in_the_order_of_time()
    {
        var table = new Table([new("day", Kind.Day), new("hits", Kind.Count)], [.. Enumerable.Range(0, 6_000).Reverse().Select(i => new object?[] { 86400L * i, (long)i })]);
        var figure = ChartKinds.Draw(table, new("line", "day", ["hits"], null), Texts)!;
        Assert.Equal(5_000, figure.Data[0]!["x"]!.AsArray().Count);
        Assert.Equal(5_999, (int)figure.Data[0]!["y"]![4_999]!);
        Assert.EndsWith("last 5,000 of 6,000", (string)figure.Layout["title"]!["subtitle"]!["text"]!);
    }

    [Fact]
    public void Donuts_have_ten_slices_and_the_rest()
    {
        var table = Counts([.. Enumerable.Range(0, 30).Select(i => new object?[] { (long)i, (long)(i + 1) })]);
        var figure = ChartKinds.Draw(table, new("donut", "port", ["hits"], null), Texts)!;
        Assert.Equal(11, figure.Data[0]!["values"]!.AsArray().Count);
        Assert.Equal(30 * 31 / 2, figure.Data[0]!["values"]!.AsArray().Sum(value => (int)value!));
        Assert.Equal("29", (string)figure.Data[0]!["labels"]![0]!);
        Assert.Equal("(other)", (string)figure.Data[0]!["labels"]![10]!);
    }

    [Fact]
    public void Donuts_lump_slices_that_are_too_thin()
    {
        Assert.Equal(["445", "21", "(other)"], Labels([[445L, 9_900L], [21L, 80L], [22L, 19L], [23L, 1L]]));
        Assert.Equal(["445", "21", "22"], Labels([[445L, 9_900L], [21L, 80L], [22L, 20L]]));
        Assert.Equal(["445"], Labels([[445L, 9L]]));

        static IEnumerable<string> Labels(IReadOnlyList<object?[]> rows) =>
            Strings(ChartKinds.Draw(Counts(rows), new("donut", "port", ["hits"], null), Texts)!.Data[0]!["labels"]!);
    }

    [Fact]
    public void Titles_of_several_lines_start_where_those_of_one_do()
    {
        var table = Counts([[445L, 9L]]);
        var layout = ChartKinds.Draw(table, new("bar", "port", ["hits"], null), Texts with { Title = new string('a', 30) + " " + new string('b', 30) })!.Layout;
        Assert.Equal(34, (int)layout["title"]!["pad"]!["t"]!);
        Assert.Null(ChartKinds.Draw(table, new("bar", "port", ["hits"], null), Texts)!.Layout["title"]!["pad"]);
    }

    [Theory]
    [InlineData(2, "86400000")]
    [InlineData(400, null)]
    public void Days_are_marked_once_when_they_are_few(long days, string? expected)
    {
        var table = new Table([new("day", Kind.Day), new("hits", Kind.Count)], [[March, 1L], [March + (86400 * days), 2L]]);
        foreach (var kind in new[] { "bar", "line", "area" })
            Assert.Equal(expected, ChartKinds.Draw(table, new(kind, "day", ["hits"], null), Texts)!.Layout["xaxis"]!["dtick"]?.ToJsonString());

        var texts = new Table(table.Columns, [.. table.Rows.Select(row => new object?[] { ValueText.Day((long)row[0]!), row[1] })]);
        Assert.Equal(expected, ChartKinds.Draw(texts, new("line", "day", ["hits"], null), Texts)!.Layout["xaxis"]!["dtick"]?.ToJsonString());
    }

    [Fact]
    public void Labels_that_are_cut_to_the_same_text_stay_apart()
    {
        var table = new Table(
            [new("agent", Kind.Text), new("hits", Kind.Count)],
            [[new string('a', 100) + "x" + new string('b', 100), 2L], [new string('a', 100) + "y" + new string('b', 100), 1L]]);
        foreach (var kind in new[] { "bar", "line", "histogram", "area" })
        {
            var trace = ChartKinds.Draw(table, new(kind, "agent", ["hits"], null), Texts)!.Data[0]!;
            var labels = Strings(trace[(string?)trace["orientation"] == "h" ? "y" : "x"]!).ToList();
            Assert.Equal(labels[0] + " (2)", labels[1]);
        }
    }

    [Fact]
    public void Shares_that_meet_are_not_added()
    {
        var table = new Table([new("day", Kind.Day), new("s", Kind.Text), new("pct", Kind.Share)], [[March, "a", 1.0], [March, "a", 2.0]]);
        var error = Assert.Throws<WorkbenchException>(() => ChartKinds.Draw(table, new("area", "day", ["pct"], "s"), Texts));
        Assert.Contains("Two rows have the same 'day' ('2020-03-01')", error.Text);
    }

    [Fact]
    public void Values_that_do_not_fit_their_kind_make_labels()
    {
        var table = new Table([new("day", Kind.Day), new("hits", Kind.Count)], [["yesterday", 1L], [March, double.NaN], [1e18, 3L]]);
        var figure = ChartKinds.Draw(table, new("bar", "day", ["hits"], null), Texts)!;
        Assert.Equal("category", (string)figure.Layout["yaxis"]!["type"]!);
        Assert.Equal(["yesterday", "2020-03-01", "1E+18"], Strings(figure.Data[0]!["y"]!));
        Assert.Null(figure.Data[0]!["x"]![1]);
    }

    [Fact]
    public void Hostile_texts_are_inert_everywhere_in_a_figure()
    {
        List<string> texts = [.. HostileText.All, new string('A', 1_000_000), ""];
        var table = new Table(
            [new("day", Kind.Day), new("<b>%{x}</b>", Kind.Credential), new("<extra>$x$", Kind.Count)],
            [.. texts.Select((text, i) => new object?[] { March, text, 1000L - i })]);
        var hostile = new ChartText("<b>$x$</b>\u202e %{x}", "<a href='javascript:x'>", "UTC", "<br>", new string('x', 5_000));
        foreach (var kind in ChartKinds.Names.Except(["choropleth", "point-map"]))
        {
            foreach (var (x, series) in new[] { ("<b>%{x}</b>", null), ("day", kind == "donut" ? null : "<b>%{x}</b>") })
            {
                var figure = ChartKinds.Draw(table, new(kind, x, ["<extra>$x$"], series), hostile)!;
                foreach (var text in AllStrings(Json(figure)["data"]!).Concat(AllStrings(figure.Layout["title"]!)))
                {
                    Assert.DoesNotMatch("[${]|<(?!br>)", text);
                    Assert.Equal(text, Escape.Visible(text));
                    Assert.InRange(text.Length, 0, 6_000);
                }
            }
        }
    }

    [Fact]
    public void Panels_have_a_scale_and_a_span_for_each_year_and_month()
    {
        var days = new[] { 1577750400L, March, 1640995200L };
        var table = new Table(
            [new("day", Kind.Day), new("hits", Kind.Count), new("hosts", Kind.Count)], [.. days.Select((day, i) => new object?[] { day, (i + 1) * 100L, i + 1L })]);
        var layout = ChartKinds.Draw(table, new("panels", "day", ["hits", "hosts"], null), Texts)!.Layout;
        var menu = layout["updatemenus"]![0]!["buttons"]!.AsArray().ToDictionary(b => (string)b!["label"]!, b => b!["args"]![0]!);

        Assert.Equal(["whole span", "2019", "2020", "2021", "2022", "2019-12", "2020-01"], menu.Keys.Take(7));
        Assert.Equal(1 + 4 + 26, menu.Count);
        Assert.Equal(["2020-03-01", "2020-03-31"], Strings(menu["2020-03"]["xaxis.range"]!));
        Assert.Equal(["2020-01-01", "2020-12-31"], Strings(menu["2020"]["xaxis.range"]!));
        Assert.Equal((210, 2.1), ((double)menu["2020"]["yaxis.range"]![1]!, (double)menu["2020"]["yaxis2.range"]![1]!));
        Assert.Equal(1.05, (double)menu["2021"]["yaxis.range"]![1]!);
        Assert.True((bool?)menu["whole span"]["yaxis2.autorange"]);
        Assert.Equal(["hits", "hosts"], new[] { "yaxis", "yaxis2" }.Select(axis => (string)layout[axis]!["title"]!["text"]!));
        Assert.Equal(["all", "a year", "a month"], layout["xaxis"]!["rangeselector"]!["buttons"]!.AsArray().Select(b => (string)b!["label"]!));
        Assert.True((bool?)layout["xaxis"]!["rangeslider"]!["visible"]);
    }

    [Fact]
    public void Panels_of_several_columns_and_a_series_share_their_lines_and_legend()
    {
        var figure = ChartKinds.Draw(Hosts, new("panels", "day", ["hits", "hosts"], "service"), Texts)!;

        Assert.Equal(["smbd y", "İstanbul & <i> y", "smbd y2", "İstanbul & <i> y2"], figure.Data.Select(trace => $"{System.Net.WebUtility.HtmlDecode((string)trace!["name"]!)} {trace["yaxis"]}").Order(StringComparer.Ordinal).OrderBy(name => name.EndsWith('2')));
        Assert.Equal(2, figure.Data.Count(trace => (bool)trace!["showlegend"]!));
        Assert.All(figure.Data, trace => Assert.Equal((string)trace!["name"]!, (string)trace["legendgroup"]!));
        Assert.Contains(
            "either several columns of quantities or one column and a series",
            Assert.Throws<WorkbenchException>(() => ChartKinds.Draw(Hosts, new("line", "day", ["hits", "hosts"], "service"), Texts)).Text);
    }

    [Theory]
    [InlineData("hits")]
    [InlineData("service")]
    public void Panels_beyond_what_fits_are_left_out_and_the_chart_says_so(string split)
    {
        object?[][] rows = [.. Enumerable.Range(0, 20).SelectMany(i => new[] { March, March + 86400 }, (i, day) => new object?[] { day, $"s{i:00}", 20L - i, 1L })];
        var table = new Table([new("day", Kind.Day), new("service", Kind.Name), new("hits", Kind.Count), new("hosts", Kind.Count)], rows);
        var figure = ChartKinds.Draw(table, split == "hits" ? new("panels", "day", ["hits", "hosts"], "service") : new("panels", "day", ["hits"], "service"), Texts)!;

        Assert.Equal(16, figure.Data.Count);
        Assert.EndsWith(split == "hits" ? "top 8 of 20 (service) by hits" : "top 16 of 20 (service)", (string)figure.Layout["title"]!["subtitle"]!["text"]!);
        Assert.True(figure.Height > (split == "hits" ? 2 : 16) * 80);
    }

    [Fact]
    public void Title_and_subtitle_come_from_the_answer()
    {
        var parameters = new Dictionary<string, object?> { ["zone"] = "Asia/Tokyo", ["from"] = 0L, ["to"] = March, ["limit"] = 2L };
        var query = new Query(
            "top-ports", "ports", "B02", "Top ports", "q", "s", "inbound connections", [],
            [new("limit", ParameterType.Limit, "10", "x")], [], new("bar", "port", ["hits"], null), null, "SELECT 1");
        var answer = Answers.Of([new("port", Kind.Port), new("hits", Kind.Count)], [[445L, 2L], [21L, 1L]], query: query) with { Parameters = parameters };
        var figure = ChartKinds.Draw(answer)!;
        Assert.Equal("Top ports", (string)figure.Layout["title"]!["text"]!);
        Assert.Equal(
            "inbound connections · 2020-02-29 to 2020-03-01<br>Asia/Tokyo · limited to 2",
            (string)figure.Layout["title"]!["subtitle"]!["text"]!);
        var series = answer with
        {
            Query = query with { Chart = new("bar", "day", ["hits"], "port") },
            Table = new Table([new("day", Kind.Day), new("port", Kind.Port), new("hits", Kind.Count)], [[March, 445L, 2L], [March, 21L, 1L], [March + 86400, 21L, 1L]]),
        };
        Assert.EndsWith("limited to 2 (port)", (string)ChartKinds.Draw(series)!.Layout["title"]!["subtitle"]!["text"]!);
        Assert.Null(ChartKinds.Draw(answer with { Query = query with { Chart = null } }));
        var filtered = answer with
        {
            Query = query with { Parameters = [new("protocol", ParameterType.Text, null, "x"), new("via", ParameterType.Text, "a%", "x")] },
            Parameters = new Dictionary<string, object?> { ["protocol"] = "<b>smbd", ["via"] = "a%" },
        };
        Assert.StartsWith("inbound connections; protocol &lt;b&gt;smbd<br>", (string)ChartKinds.Draw(filtered)!.Layout["title"]!["subtitle"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("hits by port", (string)ChartKinds.Draw(answer with { Query = null }, query.Chart!)!.Layout["title"]!["text"]!);
    }

    private static Dictionary<string, (Table Table, ChartHint Hint)> Cases { get; } = new()
    {
        ["bar"] = (Counts([[445L, 3161L], [1433L, 800L], [null, 2L]]), new("bar", "port", ["hits"], null)),
        ["bar-two-columns"] = (
            new Table([new("password", Kind.Credential), new("tries", Kind.Count), new("pct", Kind.Share)], [["<b>123456", 3L, 75.0], ["", 1L, 25.0]]),
            new("bar", "password", ["tries", "pct"], null)),
        ["line"] = (
            new Table([new("bucket_start", Kind.Timestamp), new("attacks", Kind.Count), new("unique_hosts", Kind.Count)], [[March, 7L, 2L], [March + 3600.5, 1234L, 9L]]),
            new("line", "bucket_start", ["attacks", "unique_hosts"], null)),
        ["area"] = (Services, new("area", "day", ["hits"], "service")),
        ["donut"] = (
            new Table([new("type", Kind.Name), new("hits", Kind.Count)], [["accept", 90L], ["reject", 9L], ["listen", 0L]]),
            new("donut", "type", ["hits"], null)),
        ["histogram"] = (new Table([new("hour", Kind.Hour), new("hits", Kind.Count)], [[0L, 5L], [13L, 8L]]), new("histogram", "hour", ["hits"], null)),
        ["heatmap"] = (Services, new("heatmap", "day", ["hits"], "service")),
        ["panels"] = (Services, new("panels", "day", ["hits"], "service")),
        ["panels-of-lines"] = (Hosts, new("panels", "day", ["hits", "hosts"], "service")),
        ["choropleth"] = (
            new Table([new("country", Kind.Name), new("hits", Kind.Count)], [["CN", 3161L], ["sg", 40L], ["DEU", 9L], ["unknown", 1200L], [null, 34L]]),
            new("choropleth", "country", ["hits"], null)),
        ["point-map"] = (
            new Table(
                [new("host", Kind.Host), new("lat", Kind.Latitude), new("lon", Kind.Longitude), new("hits", Kind.Count)],
                [["198.51.100.7", 52.5, 13.4, 1200L], ["198.51.100.8", 52.5, 13.4, 34L], ["203.0.113.5", -33L, 151.2, 9L], ["192.0.2.1", null, null, 2L]]),
            new("point-map", "host", ["hits"], null)),
    };

    private static Table Hosts => new(
        [.. Services.Columns, new("hosts", Kind.Count)],
        [.. Services.Rows.Select(row => row.Append(2L).ToArray())]);

    private static Table Services => new(
        [new("day", Kind.Day), new("service", Kind.Name), new("hits", Kind.Count)],
        [[March, "smbd", 5L], [March, "İstanbul & <i>", 1L], [March + 172800, "smbd", 9L]]);

    private static Table Counts(IReadOnlyList<object?[]> rows) => new([new("port", Kind.Port), new("hits", Kind.Count)], rows);

    private static JsonObject Json(Figure figure) =>
        new() { ["data"] = figure.Data.DeepClone(), ["layout"] = figure.Layout.DeepClone(), ["alt"] = figure.Alt };

    private static IEnumerable<string> Strings(JsonNode array) => array.AsArray().Select(node => (string)node!);

    private static IEnumerable<string> AllStrings(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(AllStrings),
        JsonObject one => one.SelectMany(pair => AllStrings(pair.Value)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
