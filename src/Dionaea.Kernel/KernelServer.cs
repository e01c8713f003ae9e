using System.Text.Json.Nodes;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>
/// A Jupyter kernel (https://jupyter-client.readthedocs.io/en/stable/messaging.html). One thread owns the sockets and
/// answers control requests at once; one worker answers shell requests in order and runs the cells.
/// </summary>
public sealed class KernelServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly KernelOptions _options;
    private readonly ShellQueue _queue = new();
    private readonly Interruption _interruption = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly Channels _channels;
    private readonly Outgoing _outgoing;
    private readonly UserQuestions _questions;
    private readonly Session _session;
    private readonly CellAnswers _cells;
    private readonly TypingAnswers _typing;

    /// <summary>Makes a kernel that listens.</summary>
    /// <exception cref="Dionaea.Analysis.WorkbenchException">It can't listen, or the settings have faults.</exception>
    public KernelServer(ConnectionFile connection, KernelOptions options)
    {
        _options = options;
        var wire = new Wire(connection.Key, options.Clock);
        _channels = new Channels(connection, wire, Receive);
        _outgoing = new Outgoing(_channels, wire);
        _questions = new UserQuestions(_outgoing);
        var policy = options.Policy with { Ask = path => _cells!.MayOpen(path) };
        _session = new Session(new Workbench(options.Settings), policy);
        _cells = new CellAnswers(_session, _outgoing, wire, _interruption, _questions);
        _typing = new TypingAnswers(_session);
    }

    /// <summary>Serves front ends until one shuts the kernel down or <see cref="End"/> is called.</summary>
    public void Run()
    {
        var worker = new Thread(Work) { IsBackground = true, Name = "kernel cells" };
        _channels.Start();
        _outgoing.Status(null, "starting");
        worker.Start();
        _ended.Wait();

        // A cell that does not stop in time ends with the process.
        if (worker.Join(Patience))
            _session.Dispose();
        _channels.Stop(Patience);
    }

    /// <summary>Stops the cell that runs now; the session stays as it is.</summary>
    public void Interrupt() => _interruption.Interrupt();

    /// <summary>Ends the kernel.</summary>
    public void End()
    {
        _queue.End();
        _interruption.End();
        _ended.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channels.Dispose();
        _ended.Dispose();
    }

    // On the sockets' thread.
    private void Receive(Channel channel, Message message)
    {
        if (channel == Channel.Shell && message.Type != "shutdown_request")
            _queue.Add(message);
        else if (channel == Channel.Stdin)
            _questions.Take(message);
        else
            _outgoing.Bracket(message, () => Control(channel, message));
    }

    private void Control(Channel channel, Message message)
    {
        switch (message.Type)
        {
            case "interrupt_request":
                Interrupt();
                _outgoing.Reply(channel, message, "interrupt_reply", new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                var restart = message.Content.Flag("restart", false);
                _outgoing.Reply(channel, message, "shutdown_reply", new JsonObject { ["status"] = "ok", ["restart"] = restart });
                _outgoing.Publish(message, "shutdown_reply", new JsonObject { ["status"] = "ok", ["restart"] = restart });
                End();
                break;
            case "kernel_info_request":
                _outgoing.Reply(channel, message, "kernel_info_reply", SessionAnswers.KernelInfo(_options.Version));
                break;
            default:
                // The protocol lets a kernel leave unknown requests unanswered.
                break;
        }
    }

    private void Work()
    {
        while (_queue.Take() is var (message, isAborted))
            _outgoing.Bracket(message, () => Answer(message, isAborted));
    }

    private void Answer(Message message, bool isAborted)
    {
        try
        {
            if (isAborted)
                _outgoing.Reply(Channel.Shell, message, "execute_reply", new JsonObject { ["status"] = "aborted" });
            else if (message.Type == "execute_request")
                _cells.Answer(CellRequest.Of(message), Abort);
            else if (message.Type == "comm_open")
                _outgoing.Publish(message, "comm_close", new JsonObject { ["comm_id"] = message.Content.Text("comm_id"), ["data"] = new JsonObject() });
            else if (Content(message) is { } content)
                _outgoing.Reply(Channel.Shell, message, message.Type.Replace("_request", "_reply", StringComparison.Ordinal), content);
        }
        catch (Exception e)
        {
            // The front end must not wait for ever, and the next request is as good as any.
            _options.Log($"This is a fault of the workbench; please report it with these lines.\n{e}");
            if (message.Type.EndsWith("_request", StringComparison.Ordinal))
                _outgoing.Reply(Channel.Shell, message, message.Type.Replace("_request", "_reply", StringComparison.Ordinal), Fault(e));
        }
    }

    private JsonObject? Content(Message message) => message.Type switch
    {
        "kernel_info_request" => SessionAnswers.KernelInfo(_options.Version),
        "complete_request" => _typing.Complete(message.Content),
        "inspect_request" => _typing.Inspect(message.Content),
        "is_complete_request" => TypingAnswers.IsComplete(message.Content),
        "history_request" => SessionAnswers.History(_session.History, message.Content),
        "comm_info_request" => SessionAnswers.CommInfo(),
        _ => null,
    };

    private static JsonObject Fault(Exception e) =>
        new() { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() };

    // Cells that a front end sent together stand or fall together: those on their way count too.
    private void Abort()
    {
        _channels.Drain(Patience);
        _queue.Abort();
    }
}
