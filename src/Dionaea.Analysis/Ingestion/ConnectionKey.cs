using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Dionaea.Analysis;

/// <summary>
/// What tells one of dionaea's connection objects from another: 256 bits. Equal keys are the same connection until
/// it is freed; it may then come again as a new one.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ConnectionKey
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Reads a key from its <see cref="Size"/> bytes.</summary>
    public ConnectionKey(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>
    /// The key of an identity in text: 64 hex digits, as log_incident writes them since 0.7.0, are taken as they
    /// are; of any other text it is the SHA-256.
    /// </summary>
    public static ConnectionKey Of(ReadOnlySpan<byte> identity)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (identity.Length != 2 * Size
            || Convert.FromHexString(identity, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            SHA256.HashData(identity, bytes);
        }

        return new ConnectionKey(bytes);
    }

    /// <summary>The key of an identity that is a number, for instance an address in memory.</summary>
    public static ConnectionKey Of(long identity)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, identity);
        return new ConnectionKey(bytes);
    }

    /// <summary>Writes the key's <see cref="Size"/> bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _fourth);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_first, _second, _third, _fourth);

    /// <summary>The key as 64 lower-case hex digits.</summary>
    public override string ToString() => $"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}";
}
