using System.Text;

namespace Dionaea.Analysis;

/// <summary>Attacks on the web service.</summary>
internal static class WebAttacks
{
    private static readonly (int Port, string Transport)[] Doors = [(80, "tcp"), (443, "tls"), (8080, "tcp"), (5061, "tls")];

    /// <summary>Requests that leave nothing but a connection, in the clear or over TLS.</summary>
    public static void Scan(AttackScript script)
    {
        for (var i = 1 + script.Random.Skewed(6); i > 0 && script.GoesOn; i--)
        {
            var (port, transport) = script.Random.PickSkewed(Doors);
            var connection = script.Accept(port == 5061 ? "SipSession" : "httpd", port, transport);
            script.Wait(100, 1500);
            script.Free(connection);
            script.Wait(200, 3000);
        }
    }

    /// <summary>Requests that make a shell fetch a file, whose URL the service found in a header; or an upload.</summary>
    public static void Inject(AttackScript script)
    {
        var connection = script.Accept("httpd", script.Random.Chance(80) ? 80 : 8080);
        script.Wait(50, 400);
        if (script.Random.Chance(25))
        {
            script.Capture(connection, "", script.Binaries.Choose(BinaryGroup.Server, script.Day));
        }
        else
        {
            var host = Wordlists.DropHosts[script.Attacker.Tool % Wordlists.DropHosts.Count];
            var url = $"http://{host}/{script.Random.PickSkewed(Wordlists.FileNames)}{(script.Random.Chance(15) ? "?id=1&x=%20" : "")}";
            script.Report(Origin.Offer, connection, Encoding.UTF8.GetBytes(url));
            script.Wait(900, 9000);
            if (script.Random.Chance(65))
                script.Capture(connection, url, script.Binaries.Choose(BinaryGroup.Server, script.Day));
        }

        script.Free(connection);
    }
}
