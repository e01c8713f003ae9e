using System.Text.Json;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Documents of T-Pot's index and exports of MongoDB in the shapes that tools give them.</summary>
public sealed class JsonExportTests
{
    private const int Documents = 700;
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    [Theory]
    [InlineData("lines")]
    [InlineData("envelopes")]
    [InlineData("array")]
    [InlineData("indented array")]
    [InlineData("array by lines")]
    [InlineData("answer")]
    [InlineData("indented answer")]
    public void Documents_of_an_index_are_stored_in_any_shape(string shape)
    {
        var documents = Enumerable.Range(0, Documents).Select(Document).ToList();
        var envelopes = documents.Select((document, i) => (object)new Dictionary<string, object> { ["_index"] = "logstash-2024.11.07", ["_id"] = $"id{i}", ["_source"] = document }).ToList();
        var answer = new Dictionary<string, object> { ["took"] = 3, ["hits"] = new Dictionary<string, object> { ["total"] = new { value = Documents }, ["hits"] = envelopes } };
        var text = shape switch
        {
            "lines" => Lines(documents),
            "envelopes" => Lines(envelopes),
            "array" => JsonSerializer.Serialize(documents),
            "indented array" => Indented(documents),
            "array by lines" => "[\n" + string.Join(",\n", documents.Select(document => JsonSerializer.Serialize(document))) + "\n]\n",
            "answer" => JsonSerializer.Serialize(answer),
            _ => Indented(answer),
        };
        using var run = LogRun.OfText(text);

        Assert.Equal("tpot-json", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(Enumerable.Range(0, Documents).Select(i => $"accept\tsmbd\t{1731006419570 + i}\t192.0.2.1\t445\t198.51.100.7\t{1024 + i}"), run.Lines("SELECT connection_type, connection_protocol, CAST(round(connection_timestamp * 1000) AS INTEGER), local_host, local_port, remote_host, remote_port FROM connections ORDER BY connection"));
        Assert.Equal(Documents / 100, run.CountOf("logins WHERE login_username = 'a\"}{b' AND login_password = 'p'"));
        Assert.Equal(0, run.CountOf("workbench_rejected"));
        var dump = run.Dump();
        run.AddBytes(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(dump, run.Dump());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_export_of_MongoDB_is_stored_as_an_array_too(bool isIndented)
    {
        var sessions = RealFiles.Lines("mhn-thekorean63/session.json").Select(line => JsonDocument.Parse(line).RootElement).ToList();
        using var run = LogRun.OfText(isIndented ? Indented(sessions) : JsonSerializer.Serialize(sessions));
        using var lines = LogRun.Of(RealFiles.PathTo("mhn-thekorean63/session.json"));

        Assert.Equal("mhn", Assert.Single(run.Summary.Logs).Format);
        Assert.Equal(lines.Dump(), run.Dump());
    }

    [Theory]
    [InlineData(60, "the object is not closed")]
    [InlineData(1, "something stands where an object was expected")]
    public void An_array_that_is_cut_or_broken_keeps_what_came_before(int kind, string reason)
    {
        var text = Indented(Enumerable.Range(0, 3).Select(Document));
        text = kind == 1 ? text.TrimEnd(']', '\n') + ", 5, 6]" : text[..^kind];
        using var run = LogRun.OfText(text);
        Assert.Equal(kind == 1 ? 3 : 2, run.CountOf("connections"));
        Assert.Contains(reason, Assert.Single(run.Lines("SELECT reason FROM workbench_rejected")), StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_of_other_honeypots_are_rejected_by_their_type()
    {
        var other = Document(0);
        other["type"] = "Cowrie";
        using var run = LogRun.OfText(Lines([Document(1), other]));
        Assert.Equal(1, run.CountOf("connections"));
        Assert.Equal(["the document's type is not 'Dionaea'"], run.Lines("SELECT reason FROM workbench_rejected"));
    }

    private static Dictionary<string, object> Document(int i)
    {
        var document = new Dictionary<string, object>
        {
            ["@timestamp"] = DateTime.UnixEpoch.AddMilliseconds(1731006419570 + i).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["type"] = "Dionaea",
            ["connection"] = new { protocol = "smbd", transport = "tcp", type = "accept" },
            ["dest_ip"] = "192.0.2.1",
            ["dest_port"] = 445,
            ["src_ip"] = "198.51.100.7",
            ["src_port"] = 1024 + i,
            ["src_hostname"] = "",
        };
        if (i % 100 == 0)
            document["credentials"] = new { username = new[] { "a\"}{b" }, password = new[] { "p" } };
        return document;
    }

    private static string Lines(IEnumerable<object> documents) => string.Concat(documents.Select(document => JsonSerializer.Serialize(document) + "\n"));

    private static string Indented(object value) => JsonSerializer.Serialize(value, Options);
}
