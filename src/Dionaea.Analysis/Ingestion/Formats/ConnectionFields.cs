namespace Dionaea.Analysis;

/// <summary>Under which names a format has what makes a connection; of several names the first with a value counts.</summary>
internal sealed record ConnectionFields
{
    /// <summary>The type (<c>accept</c>).</summary>
    public required byte[][] Type { get; init; }

    /// <summary>The transport (<c>tcp</c>).</summary>
    public required byte[][] Transport { get; init; }

    /// <summary>The service.</summary>
    public required byte[][] Protocol { get; init; }

    /// <summary>When it was reported.</summary>
    public required byte[][] Time { get; init; }

    /// <summary>The sensor's address.</summary>
    public required byte[][] LocalHost { get; init; }

    /// <summary>The sensor's port.</summary>
    public required byte[][] LocalPort { get; init; }

    /// <summary>The other end's address.</summary>
    public required byte[][] RemoteHost { get; init; }

    /// <summary>The other end's name.</summary>
    public required byte[][] RemoteHostname { get; init; }

    /// <summary>The other end's port.</summary>
    public required byte[][] RemotePort { get; init; }

    /// <summary>The last value among the names that is there.</summary>
    public static LogValue Find(ILogRecord record, byte[][] names)
    {
        foreach (var name in names)
        {
            if (record.Find(name) is { Kind: not IncidentValueKind.Missing } value)
                return value;
        }

        return default;
    }
}
