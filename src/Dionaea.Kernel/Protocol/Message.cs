using System.Text.Json.Nodes;

namespace Dionaea.Kernel;

/// <summary>A message that a front end sent (https://jupyter-client.readthedocs.io/en/stable/messaging.html).</summary>
/// <param name="Identities">Who sent it; an answer goes back by the same way.</param>
/// <param name="RawHeader">The header as it came, which answers echo byte for byte.</param>
/// <param name="Type">Its type (<c>execute_request</c>).</param>
/// <param name="Metadata">Its metadata.</param>
/// <param name="Content">Its content.</param>
internal sealed record Message(IReadOnlyList<byte[]> Identities, byte[] RawHeader, string Type, JsonObject Metadata, JsonObject Content);
