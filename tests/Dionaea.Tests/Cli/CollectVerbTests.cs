using System.Diagnostics;
using System.Net;
using System.Text;
using Xunit;

namespace Dionaea.Tests;

public sealed class CollectVerbTests : IDisposable
{
    private const string Secret = "a-secret-of-enough-letters-1";
    private readonly TemporaryFolder _folder = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _client = new() { Timeout = Patience };

    // The long form, with 50 kills: WORKBENCH_LONG=1.
    private static int Kills => Environment.GetEnvironmentVariable("WORKBENCH_LONG") == "1" ? 50 : 3;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Collect_stores_what_the_right_path_gets_and_tells_nothing_of_others()
    {
        using var process = await Start();
        var url = await Address(process);

        Assert.Equal(HttpStatusCode.NoContent, await Post(url + Secret, Incident(1)));
        Assert.Equal(HttpStatusCode.NotFound, await Post(url + "another", Incident(2)));
        Assert.Equal(HttpStatusCode.NotFound, await Post(url, Incident(2)));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(url + Secret, "nonsense"));
        Assert.Equal(1, Connections());

        await End(process);
    }

    [Fact]
    public async Task Collect_takes_connections_of_log_json_and_knows_those_that_log_incident_told_of()
    {
        const string Ended = """{"connection": {"protocol": "smbd", "transport": "tcp", "type": "accept"}, "dst_ip": "192.0.2.10", "dst_port": 445, "src_hostname": "", "src_ip": "198.51.100.7", "src_port": 1, "timestamp": "2023-11-14T22:13:21.000300", "credentials": [{"password": "p", "username": "u"}]}""";
        using var process = await Start();
        var url = await Address(process);

        Assert.Equal(HttpStatusCode.NoContent, await Post(url + Secret, Incident(1)));
        Assert.Equal(HttpStatusCode.NoContent, await Post(url + Secret, Ended));
        Assert.Equal(HttpStatusCode.NoContent, await Post(url + Secret, Ended.Replace("\"src_port\": 1", "\"src_port\": 2", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(url + Secret, Ended.Replace("2023", "never", StringComparison.Ordinal)));

        Assert.Equal(2, Connections());
        using var database = Rows.Open(_folder.PathTo("captures/north.sqlite"));
        Assert.Equal(["1\tu", "2\tu"], LogRun.Lines(Rows.Of(database, "SELECT connection, login_username FROM logins ORDER BY login")));
        process.Kill();
    }

    [Fact]
    public async Task Collect_that_is_killed_has_each_answered_incident_once_and_no_other_twice()
    {
        var answered = new List<int>();
        var number = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = await Start();
            var url = await Address(process);
            var posts = Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var mine = Interlocked.Increment(ref number);
                    try
                    {
                        if (await Post(url + Secret, Incident(mine)) == HttpStatusCode.NoContent)
                        {
                            lock (answered)
                                answered.Add(mine);
                        }
                    }
                    catch (HttpRequestException)
                    {
                        return;
                    }
                }
            }));
            await Task.Delay(400 + (kill * 137 % 500));
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
            await posts.WaitAsync(Patience);
        }

        using var database = Rows.Open(_folder.PathTo("captures/north.sqlite"));
        var stored = Rows.Of(database, "SELECT remote_port, COUNT(*) FROM connections GROUP BY 1").ToDictionary(r => (long)r[0]!, r => (long)r[1]!);
        Assert.NotEmpty(answered);
        Assert.All(answered, mine => Assert.Equal(1, stored.GetValueOrDefault(mine)));
        Assert.All(stored.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Collect_keeps_sensors_apart_and_orders_what_each_sends_at_once()
    {
        using var process = await Start("south: another-secret-of-letters-2\n", "--window", "1500");
        var url = await Address(process);
        var urls = new[] { url + Secret, url + "another-secret-of-letters-2" };

        // In the order of their times: an accept, the connect under it, the link between both.
        var posts = urls.SelectMany(to => new[] { Link(3, 1, 2), Incident(2), Incident(1) }.Select(body => Post(to, body))).ToList();
        Assert.All(await Task.WhenAll(posts).WaitAsync(Patience), answer => Assert.Equal(HttpStatusCode.NoContent, answer));

        await End(process);
        foreach (var name in new[] { "north", "south" })
        {
            using var database = Rows.Open(_folder.PathTo($"captures/{name}.sqlite"));
            var rows = Rows.Of(database, "SELECT connection, remote_port, connection_root, connection_parent FROM connections ORDER BY 1");
            Assert.Equal([new object?[] { 1L, 1L, 1L, null }, [2L, 2L, 1L, 1L]], rows);
        }
    }

    [Fact]
    public async Task Collect_refuses_too_much_at_once_and_too_large_bodies()
    {
        using var process = await Start("", "--rate", "1", "--max-megabytes", "1");
        var url = await Address(process) + Secret;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Post(url, new string('x', (1 << 20) + 1)));
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => Post(url, Incident(number)))).WaitAsync(Patience);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        await End(process);
        Assert.Equal(answers.Count(answer => answer == HttpStatusCode.NoContent), Connections());
    }

    [Fact]
    public async Task Collect_answers_or_refuses_each_request_when_it_is_asked_to_end()
    {
        using var process = await Start();
        var url = await Address(process) + Secret;
        var number = 0;
        var answered = 0;
        var posts = Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                for (var i = 0; i < 2000; i++)
                {
                    var answer = await Post(url, Incident(Interlocked.Increment(ref number)));
                    Assert.Contains(answer, new[] { HttpStatusCode.NoContent, HttpStatusCode.ServiceUnavailable });
                    if (answer == HttpStatusCode.NoContent)
                        Interlocked.Increment(ref answered);
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens any more.
            }
        }));
        await Task.Delay(700, TestContext.Current.CancellationToken);
        await End(process);
        await posts.WaitAsync(Patience);

        Assert.NotEqual(0, answered);
        Assert.Equal(answered, Connections());
    }

    [Fact]
    public async Task Collect_opens_no_file_that_an_incident_names()
    {
        await File.WriteAllTextAsync(_folder.PathTo("report.json"), """{"response_code": 1, "scan_date": "2020-01-01 00:00:00", "permalink": "x", "scans": {}}""");
        using var process = await Start();
        var url = await Address(process) + Secret;

        var report = $$"""{"timestamp": "2020-01-01T00:00:00", "name": "dionaea", "origin": "dionaea.modules.python.virustotal.report", "data": {"md5hash": "00", "path": "{{_folder.PathTo("report.json")}}"} }""";
        Assert.Equal(HttpStatusCode.NoContent, await Post(url, report));

        await End(process);
        using var database = Rows.Open(_folder.PathTo("captures/north.sqlite"));
        Assert.Equal(0L, Rows.Of(database, "SELECT COUNT(*) FROM virustotals")[0][0]);
        Assert.Equal(1L, Rows.Of(database, "SELECT COUNT(*) FROM workbench_rejected")[0][0]);
    }

    [Theory]
    [InlineData("north: short\n", "The secret of the sensor 'north'")]
    [InlineData("'../north': a-secret-of-enough-letters-1\n", "can't be a sensor's name")]
    [InlineData("north: [a]\n", "expected")]
    public async Task Collect_refuses_sensors_that_it_can_not_tell_apart_or_store(string sensors, string expected)
    {
        await File.WriteAllTextAsync(_folder.PathTo("sensors.yaml"), sensors);
        var run = CommandRun.InProcess("collect", "--into", _folder.PathTo("captures"), "--sensors", _folder.PathTo("sensors.yaml"));

        Assert.Equal(2, run.Exit);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static string Link(int second, int parent, int child) =>
        $$$"""{"timestamp": "{{{AcceptLine.Time(1_700_000_000 + second)}}}", "name": "dionaea", "origin": "dionaea.connection.link", "data": {"parent": {{{AcceptLine.Connection(parent, "198.51.100.7", parent)}}}, "child": {{{AcceptLine.Connection(child, "198.51.100.7", child)}}}} }""";

    private static string Incident(int number) => AcceptLine.Of(number, 1_700_000_000 + number, "198.51.100.7", number);

    private async Task<HttpStatusCode> Post(string url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(url), content);
        return answer.StatusCode;
    }

    private static async Task End(Process process)
    {
        await WorkbenchProcess.Signal(process, "TERM");
        Assert.True(process.WaitForExit(Patience), "the command did not end");
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<Process> Start(string sensors = "", params string[] options)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The command is ended with a signal.");
        await File.WriteAllTextAsync(_folder.PathTo("sensors.yaml"), $"north: {Secret}\n{sensors}");
        return WorkbenchProcess.Start(
            _folder.Path, WorkbenchProcess.Executable, ["collect", "--listen", "http://127.0.0.1:0", "--into", "captures", "--sensors", "sensors.yaml", .. options]);
    }

    // "workbench: Listening at http://127.0.0.1:PORT for north."
    private static async Task<string> Address(Process process)
    {
        var line = await process.StandardError.ReadLineAsync().WaitAsync(Patience) ?? "";
        var url = line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal));
        if (url is null)
            Assert.Fail(line + await process.StandardError.ReadToEndAsync());
        return url.TrimEnd('/') + "/";
    }

    private int Connections()
    {
        using var database = Rows.Open(_folder.PathTo("captures/north.sqlite"));
        return (int)(long)Rows.Of(database, "SELECT COUNT(*) FROM connections")[0][0]!;
    }
}
