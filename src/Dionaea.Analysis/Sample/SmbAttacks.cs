namespace Dionaea.Analysis;

/// <summary>Attacks on SMB that bring no shellcode.</summary>
internal static class SmbAttacks
{
    /// <summary>DCE/RPC's transfer syntax NDR, version 2.</summary>
    public const string Ndr = "8a885d04-1ceb-11c9-9fe8-08002b104860";

    /// <summary>The 64-bit transfer syntax, offered beside <see cref="Ndr"/> by newer Windows.</summary>
    public const string Ndr64 = "71710533-beba-4937-8319-b5dbef9ccc36";

    /// <summary>The server service, which MS08-067 attacks.</summary>
    public const string Srvsvc = "4b324fc8-1670-01d3-1278-5a47bf6ee188";

    // Seen in the wild: a mistyped workstation service, which no table of services knows.
    private const string MistypedWkssvc = "6bffd098-a112-3610-9833-012892020162";

    private static readonly (string Uuid, int[] Operations)[] Enumerations =
    [
        (Srvsvc, [15, 21, 16]),
        ("12345778-1234-abcd-ef00-0123456789ac", [64, 6, 5, 7, 13, 17, 36]),
        ("12345778-1234-abcd-ef00-0123456789ab", [44, 57, 58, 0]),
        ("367abb81-9844-35f1-ad32-98f038001003", [27, 24, 0]),
        ("12345678-1234-abcd-ef00-0123456789ab", [69, 17, 19, 23, 29]),
    ];

    /// <summary>Many short connections that find out what the sensor is, some with a bind.</summary>
    public static void Scan(AttackScript script)
    {
        var count = script.Attacker.IsReturning ? script.Random.Between(3, 120) : 1 + script.Random.Skewed(9);
        for (var i = 0; i < count && script.GoesOn; i++)
        {
            var connection = script.Accept("smbd", 445);
            if (script.Random.Chance(4))
                script.Report(Origin.DcerpcBind, connection, Srvsvc, Ndr);
            script.Wait(60, 900);
            script.Free(connection);
            script.Wait(100, 4000);
        }
    }

    /// <summary>A worm that leaves its file in the connection itself, with an empty URL, as after DoublePulsar.</summary>
    public static void Worm(AttackScript script)
    {
        var count = script.Random.Between(2, 8);
        for (var i = 0; i < count && script.GoesOn; i++)
        {
            var connection = script.Accept("smbd", 445);
            script.Wait(200, 1500);
            if (i == 1 || script.Random.Chance(12))
            {
                var uuid = script.Random.Chance(70) ? MistypedWkssvc : Srvsvc;
                script.Report(Origin.DcerpcBind, connection, uuid, Ndr);
                script.Report(Origin.DcerpcRequest, connection, uuid, uuid == Srvsvc ? 31 : 8);
            }

            if (i > 0 && script.Random.Chance(35))
                script.Capture(connection, "", script.Binaries.Choose(BinaryGroup.Worm, script.Day));
            script.Wait(300, 2500);
            script.Free(connection);
        }
    }

    /// <summary>Listing of shares, users and services; now and then a file is put on a share.</summary>
    public static void Shares(AttackScript script)
    {
        var connection = script.Accept("smbd", 445);
        foreach (var (uuid, operations) in Enumerations)
        {
            if (!script.Random.Chance(55))
                continue;
            script.Wait(40, 400);
            script.Report(Origin.DcerpcBind, connection, uuid, Ndr);
            if (script.Random.Chance(30))
                script.Report(Origin.DcerpcBind, connection, uuid, Ndr64);
            foreach (var operation in operations)
            {
                script.Wait(20, 200);
                script.Report(Origin.DcerpcRequest, connection, uuid, operation);
            }
        }

        if (!script.Attacker.IsV6 && script.Random.Chance(40))
        {
            var host = script.Attacker.Address;
            script.Report(Origin.Offer, connection, $"smb://{host}/{script.Random.PickSkewed(Wordlists.FileNames)}");
            script.Capture(connection, $"smb://{host}", script.Binaries.Choose(BinaryGroup.Worm, script.Day));
        }

        script.Wait(100, 1000);
        script.Free(connection);
    }
}
