using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Xunit;

namespace Dionaea.Tests;

/// <summary>A message that a kernel sent.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Parent">The header of the message that it answers, as its bytes came.</param>
/// <param name="Content">Its content.</param>
/// <param name="Metadata">Its metadata.</param>
internal sealed record KernelMessage(string Type, string Parent, JsonObject Content, JsonObject Metadata)
{
    /// <summary>The id of the message that it answers; null when it answers none.</summary>
    public string? ParentId => (string?)JsonNode.Parse(Parent)!["msg_id"];
}

/// <summary>
/// A front end written from the protocol's description, with sockets of its own: it shares no code with the kernel.
/// Whatever it waits for, it waits for a bounded time.
/// </summary>
internal sealed class KernelClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DealerSocket _shell = new();
    private readonly DealerSocket _control = new();
    private readonly DealerSocket _stdin = new();
    private readonly SubscriberSocket _iopub = new();
    private readonly RequestSocket _heartbeat = new();
    private readonly string _key;
    private int _number;

    /// <summary>Connects to a kernel that listens, or will.</summary>
    public KernelClient(string connectionFile, bool subscribes = true)
    {
        var file = JsonNode.Parse(connectionFile)!;
        _key = (string)file["key"]!;
        var identity = Encoding.ASCII.GetBytes("client-" + Guid.NewGuid());
        NetMQSocket[] sockets = [_shell, _control, _stdin, _iopub, _heartbeat];
        foreach (var socket in sockets)
        {
            socket.Options.Linger = TimeSpan.Zero;
            socket.Options.ReceiveHighWatermark = 0;
            socket.Options.Identity = identity;
        }

        if (subscribes)
            _iopub.SubscribeToAnyTopic();
        foreach (var (socket, port) in sockets.Zip(["shell", "control", "stdin", "iopub", "hb"]))
            socket.Connect($"tcp://127.0.0.1:{file[port + "_port"]}");
    }

    /// <summary>The text of a connection file with five free ports and a new key.</summary>
    public static string NewConnectionFile()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.ConvertAll(l => ((IPEndPoint)l.LocalEndpoint).Port);
        listeners.ForEach(l => l.Stop());
        return new JsonObject
        {
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["control_port"] = ports[3],
            ["hb_port"] = ports[4],
            ["ip"] = "127.0.0.1",
            ["key"] = Guid.NewGuid().ToString(),
            ["transport"] = "tcp",
            ["signature_scheme"] = "hmac-sha256",
            ["kernel_name"] = "dionaea-workbench",
        }.ToJsonString();
    }

    /// <summary>Waits until the kernel answers and its messages to all arrive.</summary>
    public void WaitUntilReady()
    {
        for (var turn = 0; turn < 100; turn++)
        {
            var id = Send("kernel_info_request", []);
            if (TryReceive(_shell, TimeSpan.FromSeconds(20)) is null)
                break;
            while (TryReceive(_iopub, TimeSpan.FromMilliseconds(100)) is { } message)
            {
                if (message.ParentId == id && (string?)message.Content["execution_state"] == "idle")
                    return;
            }
        }

        Assert.Fail("the kernel did not become ready");
    }

    /// <summary>Sends a request.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="content">Its content.</param>
    /// <param name="channel">shell, control or stdin.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <returns>Its id.</returns>
    public string Send(string type, JsonObject content, string channel = "shell", JsonObject? metadata = null)
    {
        var id = $"message {++_number} ü";
        SendRaw(channel, Header(id, type), "{}", metadata?.ToJsonString() ?? "{}", content.ToJsonString());
        return id;
    }

    /// <summary>A header with the spaces and an extra member that other clients might write.</summary>
    public static string Header(string id, string type) =>
        $$"""{ "msg_id":"{{id}}", "msg_type" : "{{type}}", "username":"u", "session":"s", "date":"2020-01-01T00:00:00Z", "version":"5.3", "extra": [1, 2.50] }""";

    /// <summary>Sends the parts of a message with their right signature.</summary>
    public void SendRaw(string channel, params string[] parts)
    {
        var bytes = parts.Select(Encoding.UTF8.GetBytes).ToList();
        SendFrames(channel, [Encoding.ASCII.GetBytes("<IDS|MSG>"), Encoding.ASCII.GetBytes(Signature(bytes)), .. bytes]);
    }

    /// <summary>Sends frames as they are.</summary>
    public void SendFrames(string channel, IEnumerable<byte[]> frames) => Socket(channel).SendMultipartBytes(frames);

    /// <summary>The right signature of the parts.</summary>
    public string Signature(IEnumerable<byte[]> parts) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key), parts.SelectMany(p => p).ToArray()));

    /// <summary>Asks for a cell.</summary>
    public string Execute(string code, Action<JsonObject>? change = null, JsonObject? metadata = null)
    {
        var content = new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = true,
            ["stop_on_error"] = true,
        };
        change?.Invoke(content);
        return Send("execute_request", content, metadata: metadata);
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>The reply, and what all front ends saw from busy to idle.</returns>
    public (KernelMessage Reply, List<KernelMessage> Seen) Run(string code, Action<JsonObject>? change = null)
    {
        var id = Execute(code, change);
        var seen = Seen(id);
        return (Reply(id), seen);
    }

    /// <summary>Asks and waits for the answer.</summary>
    public JsonObject Ask(string type, JsonObject content, string channel = "shell")
    {
        var id = Send(type, content, channel);
        return Reply(id, channel).Content;
    }

    /// <summary>The answer to a request; answers to others are dropped.</summary>
    public KernelMessage Reply(string id, string channel = "shell")
    {
        while (true)
        {
            var message = Receive(channel);
            if (message.ParentId == id)
                return message;
        }
    }

    /// <summary>The next message of a channel.</summary>
    public KernelMessage Receive(string channel)
    {
        var message = TryReceive(Socket(channel), Patience);
        Assert.True(message is not null, $"nothing came on {channel}");
        return message;
    }

    /// <summary>Whether nothing comes on a channel for a while.</summary>
    public bool IsSilent(string channel, TimeSpan time) => TryReceive(Socket(channel), time) is null;

    /// <summary>What all front ends see of a request, from busy to idle.</summary>
    public List<KernelMessage> Seen(string id)
    {
        var seen = new List<KernelMessage>();
        while (true)
        {
            var message = Receive("iopub");
            if (message.ParentId != id)
                continue;
            seen.Add(message);
            if (message.Type == "status" && (string?)message.Content["execution_state"] == "idle")
                return seen;
        }
    }

    /// <summary>Waits for the first message of a type that a request gives to all.</summary>
    public KernelMessage SeenFirst(string id, string type)
    {
        while (true)
        {
            var message = Receive("iopub");
            if (message.ParentId == id && message.Type == type)
                return message;
        }
    }

    /// <summary>Whether the heart beats.</summary>
    public bool Beats()
    {
        _heartbeat.SendFrame("ping");
        return _heartbeat.TryReceiveFrameString(Patience, out var text) && text == "ping";
    }

    public void Dispose()
    {
        NetMQSocket[] sockets = [_shell, _control, _stdin, _iopub, _heartbeat];
        foreach (var socket in sockets)
            socket.Dispose();
    }

    private NetMQSocket Socket(string channel) => channel switch
    {
        "shell" => _shell,
        "control" => _control,
        "stdin" => _stdin,
        _ => _iopub,
    };

    // A kernel whose signature is wrong is no kernel of ours.
    private KernelMessage? TryReceive(NetMQSocket socket, TimeSpan time)
    {
        var frames = new List<byte[]>();
        if (!socket.TryReceiveMultipartBytes(time, ref frames))
            return null;
        var at = frames.FindIndex(f => f.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        var parts = frames.GetRange(at + 2, 4);
        Assert.Equal(Signature(parts), Encoding.ASCII.GetString(frames[at + 1]));
        return new KernelMessage(
            (string)JsonNode.Parse(parts[0])!["msg_type"]!,
            Encoding.UTF8.GetString(parts[1]),
            JsonNode.Parse(parts[3])!.AsObject(),
            JsonNode.Parse(parts[2])!.AsObject());
    }
}
