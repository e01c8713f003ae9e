namespace Dionaea.Analysis;

/// <summary>Visits that leave little more than connections.</summary>
internal static class ScanAttacks
{
    private static readonly (string Protocol, int Port)[] Services =
        [("mongod", 27_017), ("pptpd", 1723), ("epmapper", 135), ("Memcache", 11_211), ("printerd", 9100), ("mssqld", 1433), ("ftpd", 21)];

    /// <summary>A sweep over ports that nobody serves; the sensor sees the refused ones.</summary>
    public static void Ports(AttackScript script)
    {
        var first = script.Random.Skewed(Wordlists.ScannedPorts.Count);
        for (var i = script.Random.Between(1, 14); i > 0 && script.GoesOn; i--)
        {
            var port = script.Random.Chance(85)
                ? Wordlists.ScannedPorts[(first + i) % Wordlists.ScannedPorts.Count]
                : script.Random.Between(1, 65_535);
            var connection = script.Inbound("pcap", port, "tcp");
            script.Open(Origin.TcpReject, connection);
            script.Free(connection);
            script.Wait(1, 2500);
        }
    }

    /// <summary>Connections to ports where the sensor only listens, telnet above all.</summary>
    public static void Blackhole(AttackScript script)
    {
        for (var i = 1 + script.Random.Skewed(6); i > 0 && script.GoesOn; i--)
            Touch(script, "Blackhole", script.Random.Chance(85) ? 23 : script.Random.Pick([53, 2323, 8443]));
    }

    /// <summary>A connection or two to a lesser service.</summary>
    public static void Knock(AttackScript script)
    {
        var (protocol, port) = script.Random.PickSkewed(Services);
        for (var i = script.Random.Between(1, 2); i > 0 && script.GoesOn; i--)
            Touch(script, protocol, port);
    }

    /// <summary>Datagrams to UPnP and TFTP, which the sensor logs as outgoing connections to the attacker.</summary>
    public static void Datagrams(AttackScript script)
    {
        var tftp = script.Random.Chance(35);
        for (var i = script.Random.Between(1, 4); i > 0 && script.GoesOn; i--)
        {
            var peer = script.Inbound(tftp ? "TftpServerHandler" : "upnpd", tftp ? 69 : 1900, "udp");
            script.Open(Origin.UdpConnect, peer);
            script.Wait(200, 3000);
            script.Free(peer);
        }
    }

    /// <summary>A connection that the sensor mirrors back to its sender.</summary>
    public static void Mirror(AttackScript script)
    {
        var connection = script.Accept("mirrord", 42);
        if (script.GoesOn)
            script.Free(script.Connect("mirrorc", script.Attacker.Address, 42, parent: null));
        script.Free(connection);
    }

    /// <summary>Connections held back by the packet queue.</summary>
    public static void Queued(AttackScript script)
    {
        for (var i = script.Random.Between(1, 3); i > 0 && script.GoesOn; i--)
        {
            var connection = script.Inbound("nfq", script.Random.Between(1024, 50_000), "tcp");
            script.Open(Origin.TcpPending, connection);
            script.Free(connection);
            script.Wait(10, 900);
        }
    }

    private static void Touch(AttackScript script, string protocol, int port)
    {
        var connection = script.Accept(protocol, port);
        script.Wait(100, 2000);
        script.Free(connection);
        script.Wait(100, 2500);
    }
}
