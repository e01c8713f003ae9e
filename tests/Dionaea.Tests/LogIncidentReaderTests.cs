using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Reading log_incident's lines, whole and damaged.</summary>
public sealed class LogIncidentReaderTests
{
    private const string Connection =
        """{"protocol": "smbd", "transport": "tcp", "local_ip": "192.0.2.10", "local_port": 445, "remote_hostname": "", "remote_ip": "198.51.100.7", "remote_port": 4000, "id": "0d3ef1ab51f4fc201bcdf1f58032df8b7319bca9c503aeebd477e72c523b715a"}""";

    [Fact]
    public void Read_gives_origin_time_connection_and_fields()
    {
        var incident = One(Line("dionaea.download.offer", "\"url\": \"http:\\/\\/x\\u00e9\", \"n\": 5, \"r\": 2.5, \"t\": true, \"z\": null, \"l\": [1, \"a\"], \"o\": {\"a\": 1}, \"connection\": " + Connection));
        Assert.Null(incident.Rejection);
        Assert.Equal(1606730400.25, incident.Time);
        Assert.Equal("dionaea.download.offer", Text(incident.Origin));
        Assert.Equal("http://xé", Text(incident.Bytes("url"u8)));
        Assert.Equal(5, incident.Integer("n"u8));
        Assert.Equal(
            [IncidentValueKind.Text, IncidentValueKind.Integer, IncidentValueKind.Real, IncidentValueKind.Integer, IncidentValueKind.Null, IncidentValueKind.List, IncidentValueKind.Object, IncidentValueKind.Missing],
            new[] { "url", "n", "r", "t", "z", "l", "o", "x" }.Select(name => incident.Kind(Encoding.UTF8.GetBytes(name))));
        Assert.Equal("[1, \"a\"]", Text(incident.Bytes("l"u8)));
        Assert.Equal("0d3ef1ab51f4fc201bcdf1f58032df8b7319bca9c503aeebd477e72c523b715a", incident.Con.Key.ToString());
        Assert.Equal(("smbd", "tcp", "192.0.2.10", 445L), (Text(incident.Con.Protocol), Text(incident.Con.Transport), Text(incident.Con.LocalHost), incident.Con.LocalPort));
        Assert.Equal(("198.51.100.7", "", 4000L), (Text(incident.Con.RemoteHost), Text(incident.Con.RemoteHostname), incident.Con.RemotePort));
    }

    [Theory]
    [InlineData("2020-11-30T10:00:00", 1606730400.0)]
    [InlineData("2020-11-30T10:00:00.5", 1606730400.5)]
    [InlineData("2020-11-30 10:00:00.000001Z", 1606730400.000001)]
    [InlineData("2020-11-30T10:00:00.123456789", 1606730400.123456789)]
    [InlineData("1969-12-31T23:59:59.5", -0.5)]
    [InlineData("2020-02-29T00:00:00", 1582934400.0)]
    [InlineData("9999-12-31T23:59:59", 253402300799.0)]
    [InlineData("2019-02-29T00:00:00", null)]
    [InlineData("2020-11-30T24:00:00", null)]
    [InlineData("2020-11-30T10:00:00.", null)]
    [InlineData("2020-11-30T10:00", null)]
    [InlineData("2020-11-30T10:00:00+01:00", null)]
    [InlineData("٢٠٢٠-11-30T10:00:00", null)]
    [InlineData("", null)]
    public void Time_is_read_as_utc_with_any_fraction(string text, double? expected)
    {
        Assert.Equal(expected is not null, IsoTime.TryRead(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected ?? 0, expected is null ? 0 : time);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("5", "no JSON object")]
    [InlineData("{} {}", "not JSON")]
    [InlineData("{\"timestamp\": 5}", "'timestamp'")]
    [InlineData("{\"origin\": 5}", "'origin'")]
    [InlineData("{\"data\": []}", "'data'")]
    [InlineData("{\"timestamp\": \"2020-11-30T10:00:00\", \"data\": {}}", "'origin' is missing")]
    [InlineData("{\"timestamp\": \"2020-11-30T10:00:00\", \"origin\": \"x\"}", "'data' is missing")]
    [InlineData("{\"origin\": \"x\", \"data\": {}}", "'timestamp' is missing")]
    [InlineData("{\"data\": {\"connection\": {}}}", "'id' is missing")]
    [InlineData("{\"data\": {\"connection\": {\"id\": []}}}", "'id' is not of its type")]
    [InlineData("{\"data\": {\"connection\": {\"local_port\": \"445\"}}}", "'local_port' is not of its type")]
    [InlineData("{\"data\": {\"connection\": {\"remote_ip\": null}}}", "'remote_ip' is not of its type")]
    [InlineData("{\"data\": {\"n\": 18446744073709551616}}", "beyond 64 bits")]
    [InlineData("{\"data\": {\"n\": 1e999}}", "beyond all measure")]
    [InlineData("{\"data\": {\"s\": \"\\ud800\"}}", "surrogate")]
    [InlineData("{\"data\": {\"l\": [\"\\uD800x\"]}}", "surrogate")]
    [InlineData("{\"data\": {\"l\": [\"a\\u0000b\"]}}", "NUL")]
    [InlineData("{\"data\": {\"s\": NaN}}", "not JSON")]
    public void Read_rejects_a_line_with_its_reason(string line, string reason)
    {
        var incident = One(line);
        Assert.Contains(reason, incident.Rejection, StringComparison.Ordinal);
        Assert.Equal(line, Text(incident.Line));
    }

    [Fact]
    public void Read_rejects_what_is_not_utf8_and_what_is_nested_too_deep()
    {
        Assert.Contains("not UTF-8", Read([.. Encoding.UTF8.GetBytes("{\"a\": \""), 0xff, (byte)'"', (byte)'}'])[0].Rejection, StringComparison.Ordinal);
        Assert.NotNull(One("{\"data\": {\"l\": " + new string('[', 100_000)).Rejection);
        Assert.NotNull(One("{\"data\": {\"l\": " + new string('[', 5000) + new string(']', 5000) + "}}").Rejection);
        Assert.NotNull(One("{\"data\": {" + string.Join(", ", Enumerable.Range(0, 1001).Select(i => $"\"f{i}\": 1")) + "}}").Rejection);
    }

    [Fact]
    public void Read_takes_the_last_of_equal_names_and_cuts_text_at_a_nul()
    {
        var incident = One(Line("x", "\"a\": \"1\", \"a\": \"2\\u0000rest\", \"connection\": {\"id\": \"1\"}, \"connection\": " + Connection));
        Assert.Null(incident.Rejection);
        Assert.Equal("2", Text(incident.Bytes("a"u8)));
        Assert.Equal("smbd", Text(incident.Con.Protocol));
    }

    [Fact]
    public void Read_passes_over_marks_blank_lines_and_nul_bytes_and_counts_lines_and_bytes()
    {
        var line = Line("x", "");
        byte[] log =
        [
            .. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(line), .. "\r\n\r\n"u8, .. new byte[5], .. Encoding.UTF8.GetBytes(line), .. "\n"u8,
            .. new byte[3], .. "\n  \t\n"u8, .. Encoding.UTF8.GetBytes(line),
        ];
        var incidents = Read(log);
        Assert.All(incidents, incident => Assert.Equal(line, Text(incident.Line)));
        Assert.All(incidents, incident => Assert.Null(incident.Rejection));
        Assert.Equal([1, 3, 6], incidents.Select(incident => incident.LineNumber));
        Assert.Equal([3, line.Length + 12, (2 * line.Length) + 21], incidents.Select(incident => incident.LineOffset));
    }

    [Fact]
    public void Read_rejects_a_line_that_is_too_long_once_and_goes_on_behind_it()
    {
        var line = Line("x", "");
        var log = Encoding.UTF8.GetBytes(line + "\n" + new string('x', 5_000_000) + "\n" + line + "\n");
        var incidents = Read(log, input => input with { MaxLineLength = 1_500_000 });
        Assert.Equal(3, incidents.Count);
        Assert.Equal([1, 2, 3], incidents.Select(incident => incident.LineNumber));
        Assert.Equal([0, line.Length + 1, line.Length + 5_000_002], incidents.Select(incident => incident.LineOffset));
        Assert.Equal("the line is longer than 1500000 bytes", incidents[1].Rejection);
        Assert.Null(incidents[2].Rejection);
        Assert.Contains("longer", Read(log, input => input with { MaxLineLength = 1000 })[1].Rejection, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_leaves_half_a_last_line_of_a_growing_log_for_later()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("log");
        var line = Line("x", "");
        File.WriteAllText(path, line + "\n" + line[..20]);
        var input = LogInput.File(path) with { Grows = true };
        using var reader = new LogIncidentFormat().Open(input, LogPosition.Start);
        var batch = new IncidentBatch();
        Assert.False(reader.Read(batch));
        Assert.Equal((1, new LogPosition(line.Length + 1, 1)), (batch.Count, batch.End));
        File.AppendAllText(path, line[20..] + "\n");
        Assert.False(reader.Read(batch));
        Assert.Equal((1, new LogPosition(2 * (line.Length + 1), 2)), (batch.Count, batch.End));
        Assert.Null(batch[0].Rejection);
    }

    [Fact]
    public void Read_goes_on_at_any_position_that_a_batch_ended_at()
    {
        var set = new OracleSet("oracle", "small");
        var input = LogInput.File(set.PathTo("incidents.jsonl"));
        var lines = set.Lines("incidents.jsonl").ToList();
        var offset = 0L;
        for (var i = 0; i < lines.Count; i++)
        {
            using var reader = new LogIncidentFormat().Open(input, new LogPosition(offset, i));
            var batch = new IncidentBatch();
            reader.Read(batch);
            Assert.Equal((i + 1, offset, lines[i]), (batch[0].LineNumber, batch[0].LineOffset, Text(batch[0].Line)));
            offset += lines[i].Length + 1;
        }
    }

    [Fact]
    public void Recognise_knows_the_format_by_its_content_alone()
    {
        var set = new OracleSet("oracle", "medium");
        Assert.Equal("log_incident", LogFormats.Recognise(LogInput.File(set.PathTo("incidents.jsonl"))).Name);
        Assert.False(new LogIncidentFormat().Recognises("{\"connection\": {\"protocol\": \"ftpd\"}, \"timestamp\": \"2020-11-30T10:00:00\"}\n"u8));
        Assert.False(new LogIncidentFormat().Recognises(""u8));
        Assert.True(new LogIncidentFormat().Recognises(Encoding.UTF8.GetBytes("\0\0garbage\n" + Line("x", ""))));
    }

    [Fact]
    public void Integer_ids_tell_connections_apart_by_their_ends()
    {
        var first = One(Line("x", "\"connection\": " + Connection.Replace("\"0d3ef1ab51f4fc201bcdf1f58032df8b7319bca9c503aeebd477e72c523b715a\"", "140203", StringComparison.Ordinal)));
        var second = One(Line("x", "\"connection\": " + Connection.Replace("\"0d3ef1ab51f4fc201bcdf1f58032df8b7319bca9c503aeebd477e72c523b715a\"", "99", StringComparison.Ordinal)));
        var other = One(Line("x", "\"connection\": " + Connection.Replace("\"0d3ef1ab51f4fc201bcdf1f58032df8b7319bca9c503aeebd477e72c523b715a\"", "99", StringComparison.Ordinal).Replace("4000", "4001", StringComparison.Ordinal)));
        Assert.Equal(first.Con.Key, second.Con.Key);
        Assert.NotEqual(first.Con.Key, other.Con.Key);
    }

    private static string Line(string origin, string data) =>
        "{\"timestamp\": \"2020-11-30T10:00:00.250000\", \"name\": \"dionaea\", \"origin\": \"" + origin + "\", \"data\": {" + data + "}}";

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static Incident One(string line) => Assert.Single(Read(Encoding.UTF8.GetBytes(line)));

    private static List<Incident> Read(byte[] log, Func<LogInput, LogInput>? change = null)
    {
        var input = new LogInput { Name = "log", Open = () => new MemoryStream(log) };
        using var reader = new LogIncidentFormat().Open(change?.Invoke(input) ?? input, LogPosition.Start);
        var incidents = new List<Incident>();
        bool more;
        do
        {
            var batch = new IncidentBatch();
            more = reader.Read(batch);
            incidents.AddRange(Enumerable.Range(0, batch.Count).Select(i => batch[i]));
        }
        while (more);
        return incidents;
    }
}
