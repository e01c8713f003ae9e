using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Dionaea.Tests;

public sealed class KernelServerTests : IDisposable
{
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) AS most FROM n";

    private readonly RunningKernel _kernel = new();

    private KernelClient Client => _kernel.Client;

    public void Dispose()
    {
        _kernel.Dispose();
        Assert.Empty(_kernel.Faults);
    }

    [Fact]
    public void Messages_without_the_right_signature_are_dropped_unanswered()
    {
        string[] texts = [KernelClient.Header("bad", "kernel_info_request"), "{}", "{}", "{}"];
        var parts = texts.Select(Encoding.UTF8.GetBytes).ToArray();
        var right = Encoding.ASCII.GetBytes(Client.Signature(parts));
        var delimiter = "<IDS|MSG>"u8.ToArray();

        foreach (var channel in new[] { "shell", "control", "stdin" })
        {
            Client.SendFrames(channel, [delimiter, [], .. parts]);
            Client.SendFrames(channel, [delimiter, [.. right[..^1], (byte)(right[^1] ^ 1)], .. parts]);
            Client.SendFrames(channel, [delimiter, Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(right).ToUpperInvariant()), .. parts]);
            Client.SendFrames(channel, [delimiter, right, parts[0], parts[1], parts[2], "{ }"u8.ToArray()]);
            Client.SendFrames(channel, [delimiter, right, .. parts[..3]]);
            Client.SendFrames(channel, [delimiter]);
            Client.SendFrames(channel, ["noise"u8.ToArray(), [], [0xff]]);
        }

        Assert.True(Client.IsSilent("control", TimeSpan.FromMilliseconds(200)));
        Assert.True(Client.IsSilent("shell", TimeSpan.FromMilliseconds(50)));
        Assert.Equal("ok", (string?)Client.Ask("kernel_info_request", [])["status"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"code\": 3, \"silent\": \"x\", \"user_expressions\": []}")]
    [InlineData("{\"code\": \"\\ud800\"}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("not JSON")]
    public void Content_of_any_shape_leaves_the_kernel_alive(string content)
    {
        foreach (var type in new[] { "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_open", "nonsense" })
            Client.SendRaw("shell", KernelClient.Header(type, type), "{}", "[]", content);

        Assert.Equal("ok", (string?)Client.Run("SELECT 1 AS one").Reply.Content["status"]);
    }

    [Fact]
    public void Deep_content_leaves_the_kernel_alive()
    {
        Client.SendRaw("shell", KernelClient.Header("x", "execute_request"), "{}", "{}", "{\"code\":" + new string('[', 100_000) + new string(']', 100_000) + "}");

        Assert.Equal("ok", (string?)Client.Run("SELECT 1 AS one").Reply.Content["status"]);
    }

    [Fact]
    public void Answers_echo_the_header_of_their_request_byte_for_byte()
    {
        var id = Client.Execute("SELECT 1 AS one");

        var seen = Client.Seen(id);
        var reply = Client.Reply(id);

        Assert.All([.. seen, reply], message => Assert.Equal(KernelClient.Header(id, "execute_request"), message.Parent));
    }

    [Fact]
    public void Every_request_is_bracketed_by_busy_and_idle()
    {
        (string, JsonObject)[] requests =
        [
            ("kernel_info_request", []),
            ("complete_request", new() { ["code"] = "SEL", ["cursor_pos"] = 3 }),
            ("inspect_request", new() { ["code"] = "inbound", ["cursor_pos"] = 3, ["detail_level"] = 0 }),
            ("is_complete_request", new() { ["code"] = "SELECT 1" }),
            ("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 3, ["output"] = false, ["raw"] = true }),
            ("comm_info_request", []),
        ];
        foreach (var (type, content) in requests)
        {
            var id = Client.Send(type, content);
            Assert.Equal(["busy", "idle"], Client.Seen(id).Select(m => (string?)m.Content["execution_state"]));
            var reply = Client.Reply(id);
            Assert.Equal(type.Replace("_request", "_reply", StringComparison.Ordinal), reply.Type);
            Assert.NotEqual("error", (string?)reply.Content["status"]);
        }

        var unknown = Client.Send("nonsense_request", []);
        Assert.Equal(["busy", "idle"], Client.Seen(unknown).Select(m => (string?)m.Content["execution_state"]));
    }

    [Fact]
    public void Cell_shows_busy_its_input_its_outputs_and_idle_in_this_order()
    {
        var (reply, seen) = Client.Run("SELECT 1 AS one; SELECT 2 AS two");

        Assert.Equal(["status", "execute_input", "display_data", "execute_result", "status"], seen.Select(m => m.Type));
        Assert.Equal(2, (int?)seen[1].Content["execution_count"]);
        Assert.Equal(2, (int?)seen[3].Content["execution_count"]);
        Assert.Equal((2, "ok"), ((int?)reply.Content["execution_count"], (string?)reply.Content["status"]));
        Assert.StartsWith("two\n---\n  2\n", (string?)seen[3].Content["data"]!["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_of_a_statement_is_shown_while_the_next_one_runs()
    {
        var id = Client.Execute($"SELECT 1 AS one; {Endless}");

        var shown = Client.SeenFirst(id, "display_data");

        Assert.StartsWith("one\n", (string?)shown.Content["data"]!["text/plain"], StringComparison.Ordinal);
        Interrupt();
        Assert.Equal("error", (string?)Client.Reply(id).Content["status"]);
    }

    [Fact]
    public void Silent_cell_shows_nothing_and_is_not_remembered()
    {
        var (reply, seen) = Client.Run("SELECT 'quiet' AS word", c => c["silent"] = true);
        var (failed, seenFailed) = Client.Run("SELECT nothing", c => c["silent"] = true);

        Assert.All([.. seen, .. seenFailed], message => Assert.Equal("status", message.Type));
        Assert.Equal((1, "ok", "error"), ((int?)reply.Content["execution_count"], (string?)reply.Content["status"], (string?)failed.Content["status"]));
        Assert.DoesNotContain("quiet", Client.Ask("history_request", Tail()).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_that_is_not_stored_shows_its_output_but_is_not_counted()
    {
        var (reply, seen) = Client.Run("SELECT 'passing' AS word", c => c["store_history"] = false);

        Assert.Contains(seen, m => m.Type == "execute_result");
        Assert.Equal(1, (int?)reply.Content["execution_count"]);
        Assert.DoesNotContain("passing", Client.Ask("history_request", Tail()).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Expressions_of_the_user_are_values_of_SQL()
    {
        Client.Run("#!set limit = 3");
        var (reply, _) = Client.Run("SELECT 1 AS one", c => c["user_expressions"] = new JsonObject
        {
            ["count"] = "SELECT COUNT(*) FROM connections",
            ["sum"] = "$limit + 1 -- with a note",
            ["wrong"] = "nothing",
        });

        var values = reply.Content["user_expressions"]!;
        Assert.Equal(("5", "4"), ((string?)values["count"]!["data"]!["text/plain"], (string?)values["sum"]!["data"]!["text/plain"]));
        Assert.Equal("error", (string?)values["wrong"]!["status"]);
        Assert.Contains("nothing", (string?)values["wrong"]!["evalue"], StringComparison.Ordinal);
    }

    [Fact]
    public void Error_points_at_its_place_in_the_cell_and_says_what_to_do()
    {
        var (reply, seen) = Client.Run("-- first\nSELECT 1 AS one;\nSELECT remote_hots FROM connections");

        var error = seen.Single(m => m.Type == "error").Content;
        Assert.Equal(
            ["SQL error: no such column: remote_hots (line 3, column 8).", "SELECT remote_hots FROM connections", "       ^", "#!schema lists the tables, views and columns; texts go in single quotes."],
            error["traceback"]!.AsArray().Select(l => (string?)l));
        Assert.Equal(error["traceback"]!.ToJsonString(), reply.Content["traceback"]!.ToJsonString());
        Assert.Equal(("error", "WorkbenchException"), ((string?)reply.Content["status"], (string?)reply.Content["ename"]));
    }

    [Fact]
    public void Interrupted_statement_leaves_the_session_whole()
    {
        Client.Run("#!set word = kept\n#!let two\nSELECT 2 AS two");
        var id = Client.Execute(Endless);
        Client.SeenFirst(id, "execute_input");
        Interrupt();

        var reply = Client.Reply(id).Content;

        Assert.Equal(("error", "Interrupted"), ((string?)reply["status"], (string?)reply["ename"]));
        var (_, seen) = Client.Run("SELECT $word AS word, two FROM two");
        Assert.Contains("kept", (string?)seen.Single(m => m.Type == "execute_result").Content["data"]!["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_script_leaves_the_session_whole()
    {
        Client.Run("#!set word = kept");
        var id = Client.Execute("#!script\nprint('started');\nfor (;;) {}");
        Client.SeenFirst(id, "stream");
        Interrupt();

        Assert.Equal("Interrupted", (string?)Client.Reply(id).Content["ename"]);
        Assert.Equal("ok", (string?)Client.Run("#!script\nprint(parameters.word)").Reply.Content["status"]);
    }

    [Fact]
    public void Fifty_thousand_prints_reach_a_front_end_that_reads_late()
    {
        const int cells = 6;
        const int lines = 9_999;
        var ids = Enumerable.Range(0, cells).Select(i => Client.Execute($"#!script\nfor (let i = 0; i < {lines}; i++) print({i} * {lines} + i)")).ToList();
        ids.Add(Client.Execute("SELECT 5 AS five"));
        foreach (var id in ids)
            Assert.Equal("ok", (string?)Client.Reply(id).Content["status"]);

        var printed = ids.SelectMany(Client.Seen).Where(m => m.Type == "stream").Select(m => (string)m.Content["text"]!).ToList();

        Assert.Equal(Enumerable.Range(0, cells * lines).Select(i => FormattableString.Invariant($"{i}\n")), printed);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData(" Yes ", true)]
    [InlineData("n", false)]
    [InlineData("", false)]
    public void User_is_asked_before_a_notebook_opens_what_lies_elsewhere(string answer, bool opens)
    {
        using var other = TestDatabase.Small();
        var id = Client.Execute($"#!open {other.Path}");

        var question = Client.Receive("stdin");
        Client.Send("input_reply", new JsonObject { ["status"] = "ok", ["value"] = answer }, "stdin");

        Assert.Equal(("input_request", id), (question.Type, question.ParentId));
        Assert.Contains(other.Path, (string?)question.Content["prompt"], StringComparison.Ordinal);
        Assert.False((bool?)question.Content["password"]);
        Assert.Equal(opens ? "ok" : "error", (string?)Client.Reply(id).Content["status"]);
    }

    [Fact]
    public void Question_to_the_user_can_be_interrupted_and_is_not_asked_where_none_is_taken()
    {
        using var other = TestDatabase.Small();
        var asked = Client.Execute($"#!open {other.Path}");
        Client.Receive("stdin");
        Interrupt();
        Assert.Equal("Interrupted", (string?)Client.Reply(asked).Content["ename"]);

        var (reply, _) = Client.Run($"#!open {other.Path}", c => c["allow_stdin"] = false);

        Assert.Contains("may not open", (string?)reply.Content["evalue"], StringComparison.Ordinal);
        Assert.True(Client.IsSilent("stdin", TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public void Places_of_the_cursor_are_code_points()
    {
        var reply = Client.Ask("complete_request", new() { ["code"] = "SELECT '😀😀' FROM inbou WHERE 1", ["cursor_pos"] = 22 });

        Assert.Contains("inbound", reply["matches"]!.AsArray().Select(m => (string?)m));
        Assert.Equal((17, 22), ((int?)reply["cursor_start"], (int?)reply["cursor_end"]));
        Assert.True((bool?)Client.Ask("inspect_request", new() { ["code"] = "SELECT '😀😀' FROM inbound", ["cursor_pos"] = 19, ["detail_level"] = 0 })["found"]);
    }

    [Fact]
    public void Interrupt_of_an_idle_kernel_does_not_stop_the_next_cell()
    {
        Interrupt();

        Assert.Equal("ok", (string?)Client.Run("SELECT 1 AS one").Reply.Content["status"]);
    }

    [Fact]
    public void Interrupts_that_come_at_any_moment_never_hang_a_cell()
    {
        for (var i = 0; i < 20; i++)
        {
            var id = Client.Execute(Endless, c => c["stop_on_error"] = false);
            if (i % 2 == 0)
                Client.SeenFirst(id, "execute_input");
            var interrupted = false;
            while (!interrupted)
            {
                // One that comes before the cell started stops nothing, and the next one must.
                Interrupt();
                interrupted = !Client.IsSilent("shell", TimeSpan.FromMilliseconds(50));
            }
        }

        Assert.Equal("ok", (string?)Client.Run("SELECT 1 AS one").Reply.Content["status"]);
    }

    [Fact]
    public void Control_and_heartbeat_answer_while_a_cell_runs()
    {
        var id = Client.Execute(Endless);
        Client.SeenFirst(id, "execute_input");

        Assert.Equal("ok", (string?)Client.Ask("kernel_info_request", [], "control")["status"]);
        Assert.True(Client.Beats());

        Interrupt();
        Client.Reply(id);
    }

    [Fact]
    public void Mistake_aborts_the_cells_that_wait_and_nothing_else()
    {
        var failing = Client.Execute("SELECT nothing");
        var second = Client.Execute("SELECT 2 AS two");
        var info = Client.Send("kernel_info_request", []);
        var third = Client.Execute("SELECT 3 AS three");

        var replies = Enumerable.Range(0, 4).Select(_ => Client.Receive("shell")).ToList();

        Assert.Equal([failing, second, info, third], replies.Select(r => r.ParentId!));
        Assert.Equal(["error", "aborted", "ok", "aborted"], replies.Select(r => (string)r.Content["status"]!));
        Assert.Equal("ok", (string?)Client.Run("SELECT 4 AS four").Reply.Content["status"]);
    }

    [Fact]
    public void Mistake_aborts_nothing_when_the_front_end_says_so()
    {
        Client.Execute("SELECT nothing", c => c["stop_on_error"] = false);
        var second = Client.Execute("SELECT 2 AS two");

        Assert.Equal("ok", (string?)Client.Reply(second).Content["status"]);
    }

    [Fact]
    public void Long_work_shows_progress_in_one_place()
    {
        var id = Client.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 'x' AS x FROM n WHERE i % 1000 < 2");
        var first = Client.SeenFirst(id, "display_data").Content;
        var second = Client.SeenFirst(id, "update_display_data").Content;
        Interrupt();
        Client.Reply(id);
        var last = Client.Seen(id).Last(m => m.Type == "update_display_data").Content;

        string Text(JsonObject content) => (string)content["data"]!["text/plain"]!;
        Assert.Single(new[] { first, second, last }.Select(c => (string?)c["transient"]!["display_id"]).Distinct());
        Assert.Matches(@"^Running: \d+\.\d s, [\d,]+ rows so far …$", Text(second));
        Assert.Matches(@"^Took \d+\.\d s\.$", Text(last));
    }

    [Fact]
    public void History_gives_the_cells_of_the_session()
    {
        Client.Run("SELECT 1 AS one");
        Client.Run("SELECT 22 AS two");
        Client.Run("SELECT 1 AS one");

        string Ask(JsonObject request) => string.Join(" | ", Client.Ask("history_request", request)["history"]!.AsArray().Select(e => $"{e![1]} {e[2]}"));
        Assert.Equal("3 SELECT 22 AS two | 4 SELECT 1 AS one", Ask(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal("2 SELECT 1 AS one", Ask(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 2, ["stop"] = 3 }));
        Assert.Equal("", Ask(new() { ["hist_access_type"] = "range", ["session"] = 7, ["start"] = 2, ["stop"] = 3 }));
        Assert.Equal("3 SELECT 22 AS two", Ask(new() { ["hist_access_type"] = "search", ["pattern"] = "*2?AS*" }));
        Assert.Equal("4 SELECT 1 AS one", Ask(new() { ["hist_access_type"] = "search", ["pattern"] = "SELECT 1*", ["unique"] = true }));
        Assert.Contains("one\\n---", Client.Ask("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true }).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Comm_that_a_front_end_opens_is_closed_at_once()
    {
        var id = Client.Send("comm_open", new() { ["comm_id"] = "c1", ["target_name"] = "widgets", ["data"] = new JsonObject() });

        Assert.Equal("c1", (string?)Client.Seen(id).Single(m => m.Type == "comm_close").Content["comm_id"]);
        Assert.Empty(Client.Ask("comm_info_request", [])["comms"]!.AsObject());
    }

    [Fact]
    public void Plotly_comes_with_the_first_chart_and_again_with_its_cell()
    {
        int Loaders(string code, string cell)
        {
            var id = Client.Execute(code, metadata: new JsonObject { ["cellId"] = cell });
            var seen = Client.Seen(id);
            Client.Reply(id);
            return seen.Count(m => ((string?)m.Content["data"]?["text/html"])?.Contains("window.Plotly=Plotly", StringComparison.Ordinal) == true);
        }

        const string chart = "#!chart bar\nSELECT 'a' AS x, 1 AS hits";
        Assert.Equal([1, 0, 1, 0], [Loaders(chart, "first"), Loaders(chart, "second"), Loaders(chart, "first"), Loaders(chart, "second")]);
    }

    private void Interrupt() => Assert.Equal("ok", (string?)Client.Ask("interrupt_request", [], "control")["status"]);

    private static JsonObject Tail() => new() { ["hist_access_type"] = "tail", ["n"] = 100, ["output"] = true, ["raw"] = true };
}
