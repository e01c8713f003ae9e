using System.Net;
using Dionaea.Analysis;
using NetMQ;
using NetMQ.Sockets;

namespace Dionaea.Kernel;

/// <summary>A channel that carries messages to front ends.</summary>
internal enum Channel
{
    /// <summary>Answers to requests.</summary>
    Shell,

    /// <summary>Answers to requests that must not wait.</summary>
    Control,

    /// <summary>Questions to the user.</summary>
    Stdin,

    /// <summary>What all front ends see.</summary>
    Iopub,
}

/// <summary>
/// The kernel's five sockets. NetMQ's sockets are for one thread: one of its own receives and sends, and everything
/// that others send passes through one queue, so that it keeps its order.
/// </summary>
internal sealed class Channels : IDisposable
{
    private readonly RouterSocket _shell = new();
    private readonly RouterSocket _control = new();
    private readonly RouterSocket _stdin = new();
    private readonly PublisherSocket _iopub = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQQueue<Action> _work = [];
    private readonly NetMQPoller _poller = [];
    private readonly Wire _wire;
    private readonly Action<Channel, Message> _received;

    /// <summary>Listens at all ports; nothing is received before <see cref="Start"/>.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="wire">Reads messages.</param>
    /// <param name="received">Told each message whose signature is right, on the sockets' thread; must neither wait nor throw.</param>
    /// <exception cref="WorkbenchException">An address can't be listened at.</exception>
    public Channels(ConnectionFile connection, Wire wire, Action<Channel, Message> received)
    {
        _wire = wire;
        _received = received;
        try
        {
            Bind(_heartbeat, connection, connection.Ports.Heartbeat);
            Bind(_shell, connection, connection.Ports.Shell);
            Bind(_control, connection, connection.Ports.Control);
            Bind(_stdin, connection, connection.Ports.Stdin);
            Bind(_iopub, connection, connection.Ports.Iopub);
        }
        catch
        {
            Dispose();
            throw;
        }

        _heartbeat.ReceiveReady += (_, _) => Echo();
        _shell.ReceiveReady += (_, _) => Receive(Channel.Shell, _shell);
        _control.ReceiveReady += (_, _) => Receive(Channel.Control, _control);
        _stdin.ReceiveReady += (_, _) => Receive(Channel.Stdin, _stdin);
        _work.ReceiveReady += (_, _) => Work();
    }

    /// <summary>Starts to receive and send.</summary>
    public void Start()
    {
        ISocketPollable[] polled = [_heartbeat, _control, _shell, _stdin, _work];
        foreach (var one in polled)
            _poller.Add(one);
        _poller.RunAsync("kernel sockets", isBackgroundThread: true);
    }

    /// <summary>Sends a message; may be called from any thread and does not wait.</summary>
    public void Send(Channel channel, NetMQMessage frames) => _work.Enqueue(() => Socket(channel).SendMultipartMessage(frames));

    /// <summary>Waits until the requests that have arrived by now were handed over; not for the sockets' own thread.</summary>
    /// <param name="limit">The longest wait.</param>
    public void Drain(TimeSpan limit)
    {
        using var done = new ManualResetEventSlim();
        _work.Enqueue(() =>
        {
            while (_shell.HasIn)
                Receive(Channel.Shell, _shell);
            done.Set();
        });
        done.Wait(limit);
    }

    /// <summary>Sends what is queued and stops; not for the sockets' own thread.</summary>
    /// <param name="limit">The longest wait.</param>
    public void Stop(TimeSpan limit)
    {
        using var done = new ManualResetEventSlim();
        _work.Enqueue(done.Set);
        done.Wait(limit);
        _poller.Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _poller.Dispose();
        _work.Dispose();
        NetMQSocket[] sockets = [_heartbeat, _shell, _control, _stdin, _iopub];
        foreach (var socket in sockets)
            socket.Dispose();
    }

    private static void Bind(NetMQSocket socket, ConnectionFile connection, int port)
    {
        // NetMQ drops what is beyond its marks of 1000 messages, and what is unsent when it ends.
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        var host = IPAddress.TryParse(connection.Ip, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{connection.Ip}]"
            : connection.Ip;
        try
        {
            socket.Bind(FormattableString.Invariant($"tcp://{host}:{port}"));
        }
        catch (Exception e) when (e is NetMQException or System.Net.Sockets.SocketException or ArgumentException)
        {
            throw WorkbenchException.Failed(
                FormattableString.Invariant($"The kernel can't listen at '{Suggestion.Excerpt(connection.Ip)}', port {port}."), "Another program has the port; start the kernel again from the front end.", e);
        }
    }

    private NetMQSocket Socket(Channel channel) => channel switch
    {
        Channel.Shell => _shell,
        Channel.Control => _control,
        Channel.Stdin => _stdin,
        _ => _iopub,
    };

    private void Receive(Channel channel, RouterSocket socket)
    {
        if (_wire.Read(socket.ReceiveMultipartMessage()) is { } message)
            _received(channel, message);
    }

    private void Echo() => _heartbeat.SendMultipartMessage(_heartbeat.ReceiveMultipartMessage());

    // A bounded turn, so that a cell that prints without end can't keep control messages from being read.
    private void Work()
    {
        for (var i = 0; i < 100 && _work.TryDequeue(out var work, TimeSpan.Zero); i++)
            work();
    }
}
