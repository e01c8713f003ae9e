namespace Dionaea.Analysis;

/// <summary>Attacks on the FTP service.</summary>
internal static class FtpAttacks
{
    /// <summary>Password guesses, several in one connection; some go on to list files over a passive channel.</summary>
    public static void Guess(AttackScript script)
    {
        var connections = script.Attacker.IsReturning ? script.Random.Between(3, 40) : script.Random.Between(1, 5);
        for (var i = 0; i < connections && script.GoesOn; i++)
        {
            var connection = script.Accept("ftpd", 21);
            for (var guess = script.Random.Between(0, 3); guess > 0; guess--)
            {
                script.Wait(200, 1500);
                var user = script.Random.PickSkewed(Wordlists.FtpUsers);
                var password = user is "anonymous"
                    ? script.Random.Pick(["anonymous", "anonymous@", "guest@example.com"])
                    : SqlAttacks.NextPassword(script.Attacker);

                // Nothing is reported for an empty PASS.
                if (password.Length > 0)
                    script.Report(Origin.FtpLogin, connection, user, password);
            }

            if (script.Left >= 2 && script.Random.Chance(12))
                List(script);
            script.Wait(100, 800);
            script.Free(connection);
            script.Wait(300, 4000);
        }
    }

    // The sensor reports no link between the control connection and its data channel.
    private static void List(AttackScript script)
    {
        var listener = script.Listen("ftpdatalisten", script.Random.Between(32_768, 60_999));
        script.Wait(50, 300);
        var data = script.Accept("ftpdatalisten", listener.LocalPort, parent: listener);
        script.Wait(50, 500);
        script.Free(data);
        script.Free(listener);
    }
}
