using System.Globalization;
using System.Text;

namespace Dionaea.Analysis;

/// <summary>
/// Attacks on the telephony service. It logs every peer as a connection to it, and over TCP and TLS logs the
/// same socket a second time when it is accepted.
/// </summary>
internal static class SipAttacks
{
    private const int Port = 5060;

    private static readonly string[] Phone = ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER"];

    /// <summary>OPTIONS to find servers, REGISTER to find accounts; each datagram is a session of its own.</summary>
    public static void Scan(AttackScript script)
    {
        var register = script.Random.Chance(40);
        var extension = 100 + (script.Attacker.Tool % 50);
        for (var i = register ? script.Random.Between(2, 30) : 1 + script.Random.Skewed(4); i > 0 && script.GoesOn; i--)
        {
            var session = Session(script);
            var user = (register ? extension++ : 100).ToString(CultureInfo.InvariantCulture);
            Command(script, session, register ? "REGISTER" : "OPTIONS", user, user, null);
            script.Wait(20, 900);
            script.Free(session);
        }
    }

    /// <summary>Calls that try prefixes until one gets an outside line; each has a call below its session.</summary>
    public static void Call(AttackScript script)
    {
        var prefix = script.Random.Pick(["00", "011", "9011", "+", "900"]);
        for (var i = script.Random.Between(1, 8); i > 0 && script.Left >= 3 && script.GoesOn; i--)
            Invite(script, Session(script), prefix + "44" + script.Random.Letters(9, "0123456789"));
        if (script.Made == 0)
            Scan(script);
    }

    /// <summary>The same over TCP, where the session has two rows.</summary>
    public static void Stream(AttackScript script)
    {
        if (script.Left < 4)
        {
            Scan(script);
            return;
        }

        var session = script.Inbound("SipSession", Port, "tcp");
        script.Open(Origin.UdpConnect, session);
        script.Open(Origin.TcpAccept, session);
        script.Wait(20, 200);
        if (script.Random.Chance(50))
        {
            Command(script, session, "OPTIONS", "100", "sipvicious", null);
            script.Free(session);
        }
        else
        {
            Invite(script, session, "00" + script.Random.Letters(11, "0123456789"));
        }
    }

    private static SampleConnection Session(AttackScript script)
    {
        var session = script.Inbound("SipSession", Port, "udp");
        script.Open(Origin.UdpConnect, session);
        return session;
    }

    private static void Invite(AttackScript script, SampleConnection session, string number)
    {
        var call = new SampleConnection
        {
            Protocol = "SipCall",
            Transport = session.Transport,
            LocalHost = session.LocalHost,
            LocalPort = session.LocalPort,
            RemoteHost = session.RemoteHost,
            RemotePort = session.RemotePort,
        };
        script.Open(Origin.UdpConnect, call, session);
        var media = script.Random.Between(5_000, 32_000) * 2;
        var address = script.Random.Chance(60) ? "0.0.0.0" : script.Attacker.IsV6 ? "198.51.100.60" : script.Attacker.Address;
        Command(script, call, "INVITE", number, "1000", new SipSession(
            script.Random.Chance(70) ? "-" : "sipcli-Session", script.Random.Between(10_000, 99_999), script.Random.Between(10_000, 99_999),
            address, "audio", media, "RTP/AVP"));
        if (script.Left > 0 && script.Random.Chance(18))
        {
            var rtp = script.Connect("RtpUdpStream", script.Attacker.Address, media, call, "udp");
            script.Wait(300, 4000);
            script.Free(rtp);
        }

        script.Wait(200, 3000);
        script.Free(call);
        script.Free(session);
    }

    private static void Command(
        AttackScript script, SampleConnection connection, string method, string called, string calling, SipSession? session)
    {
        var agent = script.Random.Chance(6) ? null : Wordlists.SipAgents[script.Attacker.Tool % Wordlists.SipAgents.Count];
        var address = new SipAddress("", "sip", called, null, script.LocalHost, null);
        var sender = new SipAddress(
            script.Random.Chance(25) ? "sipvicious" : "", "sip", calling, null,
            script.Random.Chance(70) ? script.LocalHost : "sip.example.com", script.Random.Chance(20) ? Port : null);

        // The service repeats To where a Contact would be.
        script.Report(
            Origin.SipCommand,
            connection,
            Encoding.UTF8.GetBytes(method),
            Encoding.UTF8.GetBytes(script.Random.Letters(9, "0123456789") + "-" + script.Random.Letters(10, "0123456789")),
            agent is null ? null : Encoding.UTF8.GetBytes(agent),
            script.Random.Chance(30) ? Phone : script.Random.Chance(10) ? (string[])["INVITE", "ACK", "UNKNOWN"] : [],
            address,
            address,
            address,
            (SipAddress[])[sender],
            (SipVia[])[new SipVia(connection.Transport.ToUpperInvariant(), script.Random.Chance(50) ? "0.0.0.0" : script.Attacker.Address, script.Random.Chance(85) ? connection.RemotePort : null)],
            session);
    }
}
