using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Dionaea.Analysis;

/// <summary>
/// Addresses as numbers in one order: an IPv6 address as its 128 bits, an IPv4 address as its mapped form
/// (<c>::ffff:a.b.c.d</c>), so that both spellings of one host are one number.
/// </summary>
internal static class HostAddress
{
    private static readonly UInt128 Mapped = new(0, 0xffff_0000_0000);

    /// <summary>Reads an address from UTF-8; no host names, and no short forms of IPv4.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UInt128 address)
    {
        if (!text.Contains((byte)':'))
            return TryParseV4(text, out address);

        address = 0;
        if (text.Length > 64 || !IPAddress.TryParse(text, out var parsed))
            return false;
        Span<byte> bytes = stackalloc byte[16];
        parsed.TryWriteBytes(bytes, out _);
        address = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    /// <summary>
    /// Reads an end of a range: an address, or its decimal number, which below 2 to the 32nd is an IPv4 address.
    /// </summary>
    public static bool TryParseEnd(string text, out UInt128 address)
    {
        if (!UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out address))
            return TryParse(System.Text.Encoding.UTF8.GetBytes(text), out address);
        if (address <= uint.MaxValue)
            address |= Mapped;
        return true;
    }

    /// <summary>The address of a number, IPv4 where it is one.</summary>
    public static IPAddress ToAddress(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return new IPAddress(address >> 32 == Mapped >> 32 ? bytes[12..] : bytes);
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = 0;
        uint whole = 0, part = 0;
        int dots = 0, digits = 0;
        foreach (var c in text)
        {
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                part = (part * 10) + c - '0';
                if (++digits > 3 || part > 255)
                    return false;
                continue;
            }

            if (c != '.' || digits == 0 || ++dots > 3)
                return false;
            whole = (whole << 8) | part;
            part = 0;
            digits = 0;
        }

        if (dots != 3 || digits == 0)
            return false;
        address = Mapped | ((whole << 8) | part);
        return true;
    }
}
