namespace Dionaea.Analysis;

/// <summary>
/// A row of <c>connections</c> in a tree, its values as stored: each is null, <see cref="long"/>, <see cref="double"/>,
/// <see cref="string"/> or <c>byte[]</c>, whatever the column was declared as.
/// </summary>
public sealed class TreeConnection
{
    private readonly object?[] _row;

    /// <summary>Takes a row of one of the statements in <c>Trees/</c>.</summary>
    internal TreeConnection(object?[] row)
    {
        _row = row;
        Id = (long)row[0]!;
    }

    /// <summary>The row id.</summary>
    public long Id { get; }

    /// <summary>The first connection of the attack, as the honeypot knew it.</summary>
    public object? Root => _row[1];

    /// <summary>The connection it hangs below.</summary>
    public object? Parent => _row[2];

    /// <summary>accept, connect, listen, reject or pending.</summary>
    public object? Type => _row[3];

    /// <summary>tcp, tls or udp.</summary>
    public object? Transport => _row[4];

    /// <summary>The service.</summary>
    public object? Protocol => _row[5];

    /// <summary>When it was reported, Unix seconds.</summary>
    public object? Time => _row[6];

    /// <summary>The sensor's address.</summary>
    public object? LocalHost => _row[7];

    /// <summary>The sensor's port.</summary>
    public object? LocalPort => _row[8];

    /// <summary>The peer's address; empty for listeners.</summary>
    public object? RemoteHost => _row[9];

    /// <summary>The peer's name, where the honeypot connected to a name.</summary>
    public object? RemoteHostname => _row[10];

    /// <summary>The peer's port; 0 for listeners.</summary>
    public object? RemotePort => _row[11];
}
