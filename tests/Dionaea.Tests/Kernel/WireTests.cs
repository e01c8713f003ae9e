using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Dionaea.Kernel;
using NetMQ;
using Xunit;

namespace Dionaea.Tests;

public sealed class WireTests
{
    private static readonly Wire Keyed = new("a key", TimeProvider.System);

    [Fact]
    public void Read_takes_what_Write_gives()
    {
        var message = Keyed.Read(Keyed.Write(["one"u8.ToArray(), [0xff, 0]], "some_type", null, new JsonObject { ["text"] = "é😀\u2028", ["list"] = new JsonArray(1, null) }));

        Assert.NotNull(message);
        Assert.Equal(("some_type", "é😀\u2028"), (message.Type, message.Content.Text("text")));
        Assert.Equal([[0x6f, 0x6e, 0x65], [0xff, 0]], message.Identities);
    }

    [Fact]
    public void Read_drops_a_message_with_any_byte_changed()
    {
        var frames = Keyed.Write([], "some_type", null, new JsonObject { ["code"] = "SELECT 1" }).Select(f => f.ToByteArray().ToArray()).ToArray();
        for (var frame = 0; frame < frames.Length; frame++)
        {
            for (var i = 0; i < frames[frame].Length; i++)
            {
                frames[frame][i] ^= 1;
                Assert.Null(Keyed.Read(new NetMQMessage(frames)));
                frames[frame][i] ^= 1;
            }
        }

        Assert.NotNull(Keyed.Read(new NetMQMessage(frames)));
        Assert.Null(new Wire("another key", TimeProvider.System).Read(new NetMQMessage(frames)));
        Assert.NotNull(new Wire("", TimeProvider.System).Read(new NetMQMessage(frames)));
    }

    [Fact]
    public void Read_never_throws()
    {
        var unsigned = new Wire("", TimeProvider.System);
        string[] parts = ["{}", "<IDS|MSG>", "{\"msg_type\":3}", "{\"msg_type\":\"\\ud800\"}", "{\"msg_type\":\"x\"}", "[[["];
        var part = Gen.OneOf(Gen.Byte.Array[0, 12], Gen.Int[0, parts.Length - 1].Select(i => Encoding.UTF8.GetBytes(parts[i])));

        part.Array[0, 9].Sample(frames => _ = unsigned.Read(new NetMQMessage(frames)), iter: 2000);
    }

    [Fact]
    public void Places_in_code_points_and_in_UTF16_are_turned_into_each_other()
    {
        const string text = "a😀b\ud800c";

        Assert.Equal([0, 1, 3, 4, 5, 6, 6], Enumerable.Range(0, 7).Select(place => CodePoints.ToUtf16(text, place)));
        Assert.Equal([0, 1, 1, 2, 3, 4, 5, 5], Enumerable.Range(0, 8).Select(place => CodePoints.FromUtf16(text, Math.Min(place, text.Length + 1))));
        Assert.Equal(0, CodePoints.ToUtf16(text, -3));
    }
}
