using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Dionaea.Tests;

/// <summary>Writes small files in the MaxMind DB format (https://maxmind.github.io/MaxMind-DB/), with records of 24 bits.</summary>
internal static class MmdbWriter
{
    private static readonly byte[] Marker = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="networks">IPv4 networks as the first address and the length of the prefix, each with its data.</param>
    public static void Write(string path, params (string First, int Prefix, Dictionary<string, object> Data)[] networks)
    {
        var data = new MemoryStream();
        var nodes = new List<int[]> { new[] { 0, 0 } };
        var places = new List<(int Node, int Side, int Offset)>();
        foreach (var (first, prefix, value) in networks)
        {
            var bits = BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(first).GetAddressBytes());
            var node = 0;
            for (var i = 0; i < prefix - 1; i++)
            {
                var side = (int)(bits >> (31 - i)) & 1;
                if (nodes[node][side] == 0)
                {
                    nodes[node][side] = nodes.Count;
                    nodes.Add([0, 0]);
                }

                node = nodes[node][side];
            }

            places.Add((node, (int)(bits >> (32 - prefix)) & 1, (int)data.Length));
            Encode(data, value);
        }

        using var file = File.Create(path);
        var records = nodes.Select(n => n.Select(child => child == 0 ? nodes.Count : child).ToArray()).ToList();
        foreach (var (node, side, offset) in places)
            records[node][side] = nodes.Count + 16 + offset;
        foreach (var record in records.SelectMany(n => n))
            file.Write([(byte)(record >> 16), (byte)(record >> 8), (byte)record]);
        file.Write(new byte[16]);
        data.WriteTo(file);
        file.Write(Marker);
        Encode(file, new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["build_epoch"] = 1583020800UL,
            ["database_type"] = "Test",
            ["description"] = new Dictionary<string, object>(),
            ["ip_version"] = (ushort)4,
            ["languages"] = Array.Empty<object>(),
            ["node_count"] = (uint)nodes.Count,
            ["record_size"] = (ushort)24,
        });
    }

    private static void Encode(Stream stream, object value)
    {
        switch (value)
        {
            case Dictionary<string, object> map:
                Control(stream, 7, map.Count);
                foreach (var (name, member) in map)
                {
                    Encode(stream, name);
                    Encode(stream, member);
                }

                break;
            case object[] list:
                Control(stream, 11, list.Length);
                break;
            case string text:
                Control(stream, 2, Encoding.UTF8.GetByteCount(text));
                stream.Write(Encoding.UTF8.GetBytes(text));
                break;
            case double real:
                Control(stream, 3, 8);
                Span<byte> bytes = stackalloc byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(bytes, real);
                stream.Write(bytes);
                break;
            case ushort or uint or ulong:
                Whole(stream, Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture), value is ushort ? 5 : value is uint ? 6 : 9);
                break;
            default:
                throw new ArgumentException($"a {value.GetType()} can't be written", nameof(value));
        }
    }

    private static void Whole(Stream stream, ulong value, int type)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        var part = bytes.TrimStart((byte)0);
        Control(stream, type, part.Length);
        stream.Write(part);
    }

    private static void Control(Stream stream, int type, int size)
    {
        // From 29 the size stands in a byte of its own.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 28 + 256);
        stream.WriteByte((byte)((type < 8 ? type << 5 : 0) | Math.Min(size, 29)));
        if (type > 7)
            stream.WriteByte((byte)(type - 7));
        if (size > 28)
            stream.WriteByte((byte)(size - 29));
    }
}
