using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Dionaea.Kernel;

/// <summary>Asks the user, through the front end whose cell runs.</summary>
internal sealed class UserQuestions(Outgoing outgoing)
{
    private readonly BlockingCollection<string> _answers = [];

    /// <summary>Takes the user's answer; for the sockets' thread.</summary>
    public void Take(Message message)
    {
        if (message.Type == "input_reply")
            _answers.Add(message.Content.Text("value") ?? "");
    }

    /// <summary>Asks a question and waits for the answer.</summary>
    /// <param name="request">The request whose cell asks.</param>
    /// <param name="question">The question; one line.</param>
    /// <param name="stop">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string Ask(Message request, string question, CancellationToken stop)
    {
        // An answer to a question that was interrupted is none to this one.
        while (_answers.TryTake(out _))
        {
        }

        outgoing.Reply(Channel.Stdin, request, "input_request", new JsonObject { ["prompt"] = question, ["password"] = false });
        return _answers.Take(stop);
    }
}
