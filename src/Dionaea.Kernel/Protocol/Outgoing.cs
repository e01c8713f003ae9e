using System.Text;
using System.Text.Json.Nodes;

namespace Dionaea.Kernel;

/// <summary>What the kernel says: every message is made from the request that it answers. For any thread.</summary>
internal sealed class Outgoing(Channels channels, Wire wire)
{
    /// <summary>Answers a request on the channel that it came by.</summary>
    public void Reply(Channel channel, Message request, string type, JsonObject content, JsonObject? metadata = null) =>
        channels.Send(channel, wire.Write(request.Identities, type, request, content, metadata));

    /// <summary>Tells all front ends.</summary>
    /// <param name="parent">The request that it comes from, or null.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="content">Its content.</param>
    public void Publish(Message? parent, string type, JsonObject content) =>
        channels.Send(Channel.Iopub, wire.Write([Encoding.ASCII.GetBytes(type)], type, parent, content));

    /// <summary>Tells all front ends what the kernel does: <c>starting</c>, <c>busy</c> or <c>idle</c>.</summary>
    public void Status(Message? parent, string state) => Publish(parent, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Answers a request while all front ends see that the kernel is busy with it.</summary>
    public void Bracket(Message request, Action answer)
    {
        Status(request, "busy");
        try
        {
            answer();
        }
        finally
        {
            Status(request, "idle");
        }
    }
}
