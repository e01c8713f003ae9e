using System.Text;

namespace Dionaea.Benchmarks;

/// <summary>A log of log_incident, about as busy sensors write it: worms over SMB, guesses at MSSQL passwords, port scans.</summary>
internal static class AttackLog
{
    /// <summary>Writes attacks until the log has a length.</summary>
    /// <returns>The number of lines.</returns>
    public static long Write(string path, long bytes)
    {
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        var random = new Random(1);
        var lines = 0L;
        for (var time = 1_600_000_000_000_000L; writer.BaseStream.Position < bytes; time += random.Next(2_000_000))
        {
            foreach (var line in random.Next(10) switch { < 5 => Worm(time, random), < 8 => Guesses(time, random), _ => Scan(time, random) })
            {
                writer.WriteLine(line);
                lines++;
            }
        }

        return lines;
    }

    private static IEnumerable<string> Worm(long time, Random random)
    {
        var attack = Connection("smbd", 445, random);
        yield return Line(time, "connection.tcp.accept", attack);
        yield return Line(time + 10, "modules.python.smb.dcerpc.bind", "\"transfersyntax\": \"8a885d04-1ceb-11c9-9fe8-08002b104860\", " + attack + ", \"uuid\": \"4b324fc8-1670-01d3-1278-5a47bf6ee188\"");
        yield return Line(time + 20, "modules.python.smb.dcerpc.request", "\"opnum\": 31, " + attack + ", \"uuid\": \"4b324fc8-1670-01d3-1278-5a47bf6ee188\"");
        var shell = Connection("remoteshell", 5000 + random.Next(1000), random);
        yield return Line(time + 30, "connection.tcp.connect", shell);
        yield return Line(time + 40, "connection.link", attack.Replace("connection", "parent", StringComparison.Ordinal) + ", " + shell.Replace("connection", "child", StringComparison.Ordinal));
        yield return Line(time + 50, "download.offer", "\"url\": \"http:\\/\\/198.51.100." + random.Next(256) + ":8080\\/x.exe\", " + shell);
        yield return Line(time + 60, "download.complete.hash", "\"url\": \"http://198.51.100.7:8080/x.exe\", \"md5hash\": \"" + Hex(random, 16) + "\", \"file\": \"/opt/dionaea/binaries/x\", " + shell);
        yield return Line(time + 70, "connection.free", shell);
        yield return Line(time + 80, "connection.free", attack);
    }

    private static IEnumerable<string> Guesses(long time, Random random)
    {
        var attack = Connection("mssqld", 1433, random);
        yield return Line(time, "connection.tcp.accept", attack);
        yield return Line(time + 10, "modules.python.mssql.login", "\"username\": \"sa\", \"password\": \"" + Hex(random, 4) + "\", \"hostname\": \"\", \"appname\": \"OSQL-32\", \"cltintname\": \"ODBC\", " + attack);
        yield return Line(time + 20, "connection.free", attack);
    }

    private static IEnumerable<string> Scan(long time, Random random)
    {
        var attack = Connection("pcap", random.Next(65536), random);
        yield return Line(time, "connection.tcp.reject", attack);
        yield return Line(time + 10, "connection.free", attack);
    }

    private static string Connection(string protocol, int port, Random random) =>
        $"\"connection\": {{\"protocol\": \"{protocol}\", \"transport\": \"tcp\", \"local_ip\": \"192.0.2.10\", \"local_port\": {port}, \"remote_hostname\": \"\", \"remote_ip\": \"203.0.{random.Next(256)}.{random.Next(256)}\", \"remote_port\": {random.Next(1024, 65536)}, \"id\": \"{Hex(random, 32)}\"}}";

    private static string Line(long time, string origin, string data) =>
        $"{{\"timestamp\": \"{DateTime.UnixEpoch.AddMicroseconds(time):yyyy-MM-ddTHH:mm:ss.ffffff}\", \"name\": \"dionaea\", \"origin\": \"dionaea.{origin}\", \"data\": {{{data}}}}}";

    private static string Hex(Random random, int bytes)
    {
        Span<byte> value = stackalloc byte[32];
        random.NextBytes(value);
        return Convert.ToHexStringLower(value[..bytes]);
    }
}
