using System.Globalization;

namespace Dionaea.Tests;

/// <summary>Lines of log_incident that tell of an accepted connection to SMB.</summary>
internal static class AcceptLine
{
    /// <summary>A line.</summary>
    /// <param name="id">Tells the connection from others.</param>
    /// <param name="time">Unix seconds.</param>
    /// <param name="host">The remote address.</param>
    /// <param name="port">The remote port.</param>
    public static string Of(int id, long time, string host, int port) =>
        $$$"""{"timestamp": "{{{Time(time)}}}", "name": "dionaea", "origin": "dionaea.connection.tcp.accept", "data": {"connection": {{{Connection(id, host, port)}}}} }""";

    /// <summary>A connection as incidents name it.</summary>
    public static string Connection(int id, string host, int port) =>
        $$$"""{"protocol": "smbd", "transport": "tcp", "local_ip": "192.0.2.10", "local_port": 445, "remote_hostname": "", "remote_ip": "{{{host}}}", "remote_port": {{{port}}}, "id": "{{{id:x64}}}"}""";

    /// <summary>A time as log_incident writes it.</summary>
    public static string Time(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
