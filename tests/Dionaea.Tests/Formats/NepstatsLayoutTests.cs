using System.Globalization;
using System.Text;
using System.Text.Json;
using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

public sealed class NepstatsLayoutTests
{
    private static readonly Column[] Headline =
    [
        new("submissions", Kind.Count), new("unique_samples", Kind.Count), new("unique_source_ips", Kind.Count),
        new("first_seen", Kind.Timestamp), new("last_seen", Kind.Timestamp), new("span_seconds", Kind.Duration), new("avg_daily", Kind.Number),
    ];

    private static readonly Column[] Recent =
        [new("t", Kind.Timestamp), new("remote_host", Kind.Host), new("download_url", Kind.Url), new("md5", Kind.Hash)];

    [Fact]
    public void Page_is_the_scripts_page()
    {
        CultureInfo.CurrentCulture = new("tr-TR");
        var page = Page("UTC", 110, 1583020800.25, 1583146503.25, [[1583146503.25, "203.0.113.7", "http://host.example/x", "d41d"], [1583020800L, "2001:db8::1", null, null], [1.5, "203.0.113.7", "", "x"]]);
        Assert.Equal(
            "\nStatistics engine written by Andrew Waite - www.infosanity.co.uk\n\n"
            + "Number of submissions: 110 \nNumber of unique samples: 7\nNumber of unique source IPs: 12345\n\n"
            + "First sample seen: 2020-03-01 00:00:00.250000\nLast sample seen: 2020-03-02 10:55:03.250000\n"
            + "System Uptime: 1 day, 10:55:03\nAverage daily submissions: 110.0\n\nMost recent submissions:\n"
            + "\t2020-03-02 10:55:03.250000, 203.0.113.7, http://host.example/x, d41d\n\t2020-03-01 00:00:00, 2001:db8::1, None, None\n"
            + "\t1970-01-01 00:00:01.500000, 203.0.113.7, , x\n",
            page);
    }

    [Fact]
    public void Page_ends_after_the_counters_when_there_are_no_submissions() =>
        Assert.EndsWith("Number of submissions: 0 \nNumber of unique samples: 7\nNumber of unique source IPs: 12345\n", Page("UTC", 0, null, null, []));

    [Fact]
    public void Page_has_no_times_when_all_connections_are_gone() =>
        Assert.EndsWith("source IPs: 12345\n\n\nMost recent submissions:\n", Page("UTC", 3, null, null, []));

    [Fact]
    public void Page_has_no_average_under_one_day() => Assert.DoesNotContain("Average", Page("UTC", 3, 0.0, 86399.9, []));

    [Fact]
    public void Page_writes_out_what_would_act_on_a_terminal() =>
        Assert.Contains("\\x1b[31m, \\u202e", Page("UTC", 1, 0L, 0L, [[0L, "\u001b[31m", "\u202e", "x"]]));

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    public void Page_equals_what_Python_prints(string zone)
    {
        CultureInfo.CurrentCulture = new("tr-TR");
        var random = new Random(20200301);
        var cases = Enumerable.Range(0, 400).Select(i => Case(random, i)).ToList();
        var pages = new StringBuilder();
        foreach (var (submissions, first, last) in cases)
            pages.Append(Page(zone, submissions, first, last, [[last, "h", "u", "m"], [first, "h", null, "m"]]));

        var input = JsonSerializer.Serialize(cases.Select(one => new object[] { one.Submissions, one.First, one.Last }));
        Assert.Equal(PythonProcess.Run(Script, input, zone), pages.ToString());
    }

    private static (long Submissions, object First, object Last) Case(Random random, int i)
    {
        // Halves of microseconds, both sides of changed clocks, whole seconds as integer and as real, tiny and huge averages.
        var first = i % 7 == 0 ? Math.Floor(random.NextDouble() * 1.6e9) : random.NextDouble() * 1.6e9;
        if (i % 5 == 0)
            first = Math.Floor(first) + ((random.Next(1_000_000) + 0.5) / 1e6);
        if (i % 11 == 0)
            first = Math.Floor(first) + 0.9999996;
        var last = first + (random.NextDouble() * Math.Pow(10, 1 + (i % 8)));
        var submissions = i % 9 == 0 ? 10_000_000_000_000_000L * random.Next(1, 900) : random.Next(1, 1_000_000);
        return i % 13 == 0 ? (submissions, (long)first, (long)last) : (submissions, first, last);
    }

    private static string Page(string zone, long submissions, object? first, object? last, object?[][] recent)
    {
        var query = new Query("nepstats", "summaries", "A01", "t", "q", "s", "p", [], [], Headline, null, "nepstats", "SELECT 1");
        var layout = TextLayouts.Find("nepstats")!;
        Assert.Equal(["A02"], layout.Others);
        using var writer = new StringWriter();
        new TableLayout().Write(
            Answers.Of(Headline, [[submissions, 7L, 12345L, first, last, null, null]], zone, query: query),
            [Answers.Of(Recent, recent, zone)],
            writer);
        return writer.ToString();
    }

    // The rules of the page, written against Python's own datetime, timedelta and float texts.
    private const string Script = """
        import sys, json, time
        from datetime import datetime
        time.tzset()
        for submissions, first, last in json.load(sys.stdin):
            a, b = datetime.fromtimestamp(first), datetime.fromtimestamp(last)
            lines = ['', 'Statistics engine written by Andrew Waite - www.infosanity.co.uk', '',
                     'Number of submissions: ' + str(submissions) + ' ', 'Number of unique samples: 7', 'Number of unique source IPs: 12345', '',
                     'First sample seen: ' + str(a), 'Last sample seen: ' + str(b), 'System Uptime: ' + str(b - a)]
            if (b - a).days >= 1:
                lines.append('Average daily submissions: ' + str(submissions / (b - a).days))
            lines += ['', 'Most recent submissions:', '\t' + str(b) + ', h, u, m', '\t' + str(a) + ', h, ' + str(None) + ', m']
            sys.stdout.write('\n'.join(lines) + '\n')
        """;
}
