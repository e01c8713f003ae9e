using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class TableFormatsTests
{
    private static readonly Column[] EveryKind = [.. Enum.GetValues<Kind>().Select(kind => new Column(kind.ToString().ToLowerInvariant(), kind))];

    private static readonly object?[][] Rows =
    [
        ["text, \"quoted\"", 8.333333333333334, 3161L, 12.345, 1583020799.9996, 1583020800L, "2020-03", 5L, 125703.5, 17L, "203.0.113.7", 445L, "http://host.example/x", "d41d8cd98f00b204e9800998ecf8427e", "root", "smbd", 52.5, 13.4],
        ["日本語", -1L, 0L, 100L, 1583020800L, 1583020800.0, "2020-12", 23L, 0.25, 18L, "2001:db8::1", 5060L, "", "", "", "SipSession", -33L, 151.20931],
        ["=1+1", double.NaN, 12L, double.PositiveInfinity, -0.5, "2020-03-01", null, null, null, null, null, null, null, null, null, null, null, null],
        ["<b>\u001b[31m\u202e</b>", 1e300, 1234567L, 0.005, 1e18, null, "x", 99L, -90L, 19L, "<script>alert(1)</script>", "445", "javascript:alert(1)", "|", new byte[] { 0x61, 0xFF, 0x0A }, "a|b", 91.0, "<i>"],
    ];

    public static TheoryData<string, string> Golden()
    {
        var data = new TheoryData<string, string>();
        foreach (var format in TableFormats.All)
        {
            data.Add(format.Name, "");
            data.Add(format.Name, "tr-TR");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Every_format_writes_the_same_in_every_culture(string format, string culture)
    {
        CultureInfo.CurrentCulture = new(culture);
        var answer = Answers.Of(EveryKind, Rows, "Europe/Berlin", "cut at 4 rows", ["The window is <empty>."]);
        GoldenFile.Check($"formats/{format}.txt", Answers.Write(format, answer));
    }

    [Fact]
    public void Find_suggests_the_nearest_format() =>
        Assert.Contains("Did you mean 'json'?", Assert.Throws<WorkbenchException>(() => TableFormats.Find("jsno")).Text);

    [Fact]
    public void Formats_for_people_say_what_is_missing_and_machine_formats_leave_it_to_the_writer()
    {
        var answer = Answers.Of([new("day", Kind.Day)], [[0L]], "Asia/Tokyo", "cut at 1 row", ["Mind the gap."]);
        foreach (var format in TableFormats.All)
        {
            var text = Answers.Write(format.Name, answer);
            foreach (var note in new[] { "1 row, cut at 1 row.", "Mind the gap.", "Asia/Tokyo" })
                Assert.Equal(format.ShowsNotes, text.Contains(note, StringComparison.Ordinal));
        }

        Assert.Equal(["1 row, cut at 1 row.", "Mind the gap."], AnswerNotes.Losses(answer));
        Assert.Empty(AnswerNotes.Losses(Answers.Of([new("day", Kind.Day)], [[0L]])));
    }

    [Fact]
    public void Csv_reads_back_with_Pythons_reader()
    {
        var texts = Texts();
        var csv = Answers.Write("csv", Answers.Of([new("a,\"b", Kind.Text), new("n", Kind.Count)], [.. texts.Select((text, i) => new object?[] { text, (long)i })]));
        var read = JsonSerializer.Deserialize<string[][]>(PythonProcess.Run(
            "import csv,sys,io,json; csv.field_size_limit(1<<30); print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline='')))))", csv))!;
        Assert.Equal(["a,\"b", "n"], read[0]);
        Assert.Equal(texts.Count + 1, read.Length);
        for (var i = 0; i < texts.Count; i++)
        {
            var field = read[i + 1][0];
            var whole = Escape.Whole(texts[i]);
            Assert.Equal(Regex.IsMatch(whole, "^[=+@\t\r\n＝＋－＠-]") ? "'" + whole : whole, field);
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), read[i + 1][1]);
        }
    }

    [Fact]
    public void Json_reads_back_with_Pythons_reader_and_is_harmless_as_text()
    {
        var texts = Texts();
        var json = Answers.Write("json", Answers.Of([new("<a>\u202e", Kind.Text)], [.. texts.Select(text => new object?[] { text })]));
        Assert.DoesNotMatch("[<>&\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", json);
        var read = JsonSerializer.Deserialize<string[]>(PythonProcess.Run(
            "import sys,json; print(json.dumps([r['<a>\\u202e'] for r in json.load(sys.stdin)]))", json))!;
        Assert.Equal(texts.Select(Escape.Whole), read);
    }

    [Fact]
    public void Json_and_csv_carry_numbers_exactly()
    {
        double[] times = [1583020799.9996, 1583020800.0000002, 0.1, 1e-7, 1e21, 5e-324, double.MaxValue];
        var answer = Answers.Of([new("t", Kind.Timestamp), new("n", Kind.Count)], [.. times.Select(time => new object?[] { time, long.MaxValue })]);
        using var json = JsonDocument.Parse(Answers.Write("json", answer));
        Assert.Equal(times, json.RootElement.EnumerateArray().Select(row => row.GetProperty("t").GetDouble()));
        Assert.All(json.RootElement.EnumerateArray(), row => Assert.Equal(long.MaxValue, row.GetProperty("n").GetInt64()));
        var csv = Answers.Write("csv", answer).Split('\n')[1..^1];
        Assert.Equal(times, csv.Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Json_of_many_rows_is_whole()
    {
        var answer = Answers.Of([new("text", Kind.Text)], [.. Enumerable.Range(0, 20_000).Select(i => new object?[] { "日本語 " + i })]);
        using var json = JsonDocument.Parse(Answers.Write("json", answer));
        Assert.Equal("日本語 19999", json.RootElement[19_999].GetProperty("text").GetString());
    }

    [Fact]
    public void Html_shows_every_value_as_text_and_has_no_other_markup_than_its_own()
    {
        var texts = Texts();
        var html = Answers.Write("html", Answers.Of([new("a", Kind.Credential)], [.. texts.Select(text => new object?[] { text })]));
        var read = JsonSerializer.Deserialize<string[][]>(PythonProcess.Run(HtmlReader, html))!;
        Assert.Equal(["caption", "p", "span", "table", "tbody", "td", "th", "thead", "tr"], read[0]);
        Assert.Equal(["class", "scope"], read[1]);
        var values = new ValueText("UTC");
        Assert.Equal(texts.Select(text => Escape.Visible(values.Show(text, Kind.Credential))), read[2]);
    }

    [Fact]
    public void Html_sorts_numbers_by_their_value_and_stops_at_its_rows()
    {
        using var writer = new StringWriter();
        new TableHtml(rows: 1).Write(Answers.Of([new("hits", Kind.Count)], [[3161L], [2L]]), writer);
        Assert.Contains("<td class=\"quantity\" data-sort=\"3161\">3,161</td>", writer.ToString());
        Assert.Contains("2 rows, the first 1 shown.", writer.ToString());
        Assert.DoesNotContain("data-sort=\"2\"", writer.ToString());
    }

    [Fact]
    public void Table_keeps_its_columns_aligned_whatever_the_values_are()
    {
        var texts = Texts();
        var table = Answers.Write("table", Answers.Of([new("a", Kind.Text), new("hits", Kind.Count)], [.. texts.Select(text => new object?[] { text, 7L })]));
        var lines = table.Split('\n');
        Assert.Equal(texts.Count + 5, lines.Length);
        Assert.All(lines[2..(texts.Count + 2)], line => Assert.EndsWith("     7", line));
        Assert.All(table.Where(c => c != '\n'), c => Assert.False(char.IsControl(c)));
    }

    [Fact]
    public void Every_format_writes_a_table_without_rows_or_columns()
    {
        foreach (var format in TableFormats.All)
        {
            Assert.NotEmpty(Answers.Write(format.Name, Answers.Of([new("a", Kind.Text)], [])));
            Assert.NotEmpty(Answers.Write(format.Name, Answers.Of([], [])));
        }

        Assert.Equal("[]\n", Answers.Write("json", Answers.Of([new("a", Kind.Text)], [])));
    }

    private const string HtmlReader = """
        import sys, json
        from html.parser import HTMLParser
        class Reader(HTMLParser):
            def __init__(self):
                super().__init__(); self.tags=set(); self.attributes=set(); self.cells=[]; self.inside=False
            def handle_starttag(self, tag, attributes):
                self.tags.add(tag); self.attributes.update(name for name, _ in attributes)
                if tag == 'td': self.inside=True; self.cells.append('')
            def handle_endtag(self, tag):
                if tag == 'td': self.inside=False
            def handle_data(self, data):
                if self.inside: self.cells[-1]+=data
            def handle_comment(self, data): self.tags.add('comment')
            def handle_decl(self, data): self.tags.add('declaration')
        reader=Reader(); reader.feed(sys.stdin.read()); reader.close()
        print(json.dumps([sorted(reader.tags), sorted(reader.attributes), reader.cells]))
        """;

    private static List<string> Texts()
    {
        var texts = new List<string>(HostileText.All) { "", new('x', 1_000_000) };
        HostileText.Any.Sample(texts.Add, seed: HostileText.Seed, iter: 500, threads: 1);
        return texts;
    }
}
