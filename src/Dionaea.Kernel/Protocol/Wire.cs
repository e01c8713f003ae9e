using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;

namespace Dionaea.Kernel;

/// <summary>
/// Messages as frames: identities, delimiter, signature, header, parent's header, metadata, content
/// (https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol). May be used by several threads.
/// </summary>
/// <param name="key">The key of the signatures; empty when messages are not signed.</param>
/// <param name="clock">Dates the headers.</param>
internal sealed class Wire(string key, TimeProvider clock)
{
    /// <summary>The version of the protocol that is spoken.</summary>
    public const string Version = "5.3";

    private const int SignedParts = 4;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] None = "{}"u8.ToArray();

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly string _session = Guid.NewGuid().ToString();

    /// <summary>The time as headers write it, UTC.</summary>
    public string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a message; null where the frames are none or the signature is not right.</summary>
    public Message? Read(NetMQMessage frames)
    {
        var parts = frames.Select(f => f.ToByteArray()).ToList();
        var at = parts.FindIndex(part => part.AsSpan().SequenceEqual(Delimiter));
        if (at < 0 || parts.Count < at + 2 + SignedParts)
            return null;

        // The bytes as they came are what is signed; nothing of them is read before.
        var signed = parts.GetRange(at + 2, SignedParts);
        if (_key.Length > 0 && !CryptographicOperations.FixedTimeEquals(parts[at + 1], Sign(signed)))
            return null;

        var header = MessageJson.Read(signed[0]);
        var content = MessageJson.Read(signed[3]);
        return header?.Text("msg_type") is { } type && content is not null
            ? new Message(parts.GetRange(0, at), signed[0], type, MessageJson.Read(signed[2]) ?? [], content)
            : null;
    }

    /// <summary>The frames of a message.</summary>
    /// <param name="to">The identities it goes to, or the topic it is published under.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parent">The message that it answers, or null.</param>
    /// <param name="content">Its content.</param>
    /// <param name="metadata">Its metadata, or null.</param>
    public NetMQMessage Write(IEnumerable<byte[]> to, string type, Message? parent, JsonObject content, JsonObject? metadata = null)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = _session,
            ["username"] = "workbench",
            ["date"] = Now(),
            ["msg_type"] = type,
            ["version"] = Version,
        };
        byte[][] parts = [MessageJson.Write(header), parent?.RawHeader ?? None, metadata is null ? None : MessageJson.Write(metadata), MessageJson.Write(content)];
        var frames = new NetMQMessage();
        foreach (var part in to.Append(Delimiter).Append(_key.Length == 0 ? [] : Sign(parts)).Concat(parts))
            frames.Append(part);
        return frames;
    }

    private byte[] Sign(IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
