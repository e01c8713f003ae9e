using Dionaea.Analysis;

namespace Dionaea.Tests;

/// <summary>The example that the documentation of <see cref="IncidentWriter"/> shows.</summary>
internal static class LibraryExample
{
    /// <summary>Records an attack and asks who logged in.</summary>
    public static Table Record(string path)
    {
        // example
        var incident = new Incident();
        using (var writer = IncidentWriter.Open(path))
        {
            incident.Time = 1_700_000_000.25;
            incident.Origin = "dionaea.connection.tcp.accept"u8;
            incident.Con.Key = ConnectionKey.Of(1);
            incident.Con.Protocol = "ftpd"u8;
            incident.Con.Transport = "tcp"u8;
            incident.Con.LocalHost = "192.0.2.10"u8;
            incident.Con.LocalPort = 21;
            incident.Con.RemoteHost = "198.51.100.7"u8;
            incident.Con.RemotePort = 4000;
            long connection = writer.Write(incident);

            incident.Clear();
            incident.Time = 1_700_000_001;
            incident.Origin = "dionaea.modules.python.ftp.login"u8;
            incident.Con.Key = ConnectionKey.Of(1);
            incident.Add("username"u8, "anonymous");
            incident.Add("password"u8, "a@b");
            long login = writer.Write(incident);

            writer.Complete();
        }

        using var database = HoneypotDatabase.Open(path);
        using var session = database.OpenSession();
        return session.Run("SELECT attacker, username, password FROM credentials", new Dictionary<string, object?>(), Limits.Default);
        // end
    }
}
