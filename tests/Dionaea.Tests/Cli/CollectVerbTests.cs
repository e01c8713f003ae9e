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

        using (var signal = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync();
        Assert.True(process.WaitForExit(20_000), "the command did not end");
        Assert.Equal(0, process.ExitCode);
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

    private static string Incident(int number)
    {
        var time = DateTime.UnixEpoch.AddSeconds(1_700_000_000 + number).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        return $$$"""{"timestamp": "{{{time}}}", "name": "dionaea", "origin": "dionaea.connection.tcp.accept", "data": {"connection": {"protocol": "smbd", "transport": "tcp", "local_ip": "192.0.2.10", "local_port": 445, "remote_hostname": "", "remote_ip": "198.51.100.7", "remote_port": {{{number}}}, "id": "{{{number:x64}}}"} } }""";
    }

    private async Task<HttpStatusCode> Post(string url, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(url), content);
        return answer.StatusCode;
    }

    private async Task<Process> Start()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The command is ended with a signal.");
        await File.WriteAllTextAsync(_folder.PathTo("sensors.yaml"), $"north: {Secret}\n");
        return WorkbenchProcess.Start(
            _folder.Path, WorkbenchProcess.Executable, ["collect", "--listen", "http://127.0.0.1:0", "--into", "captures", "--sensors", "sensors.yaml"]);
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
