using System.Text;

namespace Dionaea.Analysis;

/// <summary>Attacks on the MQTT broker; its service reports bytes everywhere.</summary>
internal static class MqttAttacks
{
    /// <summary>A client that logs in, listens to topics and publishes.</summary>
    public static void Visit(AttackScript script)
    {
        for (var i = 1 + script.Random.Skewed(4); i > 0 && script.GoesOn; i--)
        {
            var connection = script.Accept("mqttd", 1883);
            script.Wait(50, 400);
            if (script.Random.Chance(85))
                Use(script, connection);
            script.Wait(100, 2000);
            script.Free(connection);
            script.Wait(200, 3000);
        }
    }

    private static void Use(AttackScript script, SampleConnection connection)
    {
        var random = script.Random;

        // The service loses two characters of a newer client's identifier, and its user and password.
        var old = random.Chance(55);
        var withWill = random.Chance(15);
        script.Report(
            Origin.MqttConnect,
            connection,
            Bytes(old ? "mqtt_" + random.Hex(8) : random.Pick(["ttClient", "plorer-" + random.Hex(6), ""])),
            Bytes(withWill ? "devices/" + random.Hex(4) + "/status" : ""),
            Bytes(withWill ? "offline" : ""),
            Bytes(old && random.Chance(70) ? random.Pick(["admin", "mqtt", "root", "homeassistant"]) : ""),
            Bytes(old && random.Chance(70) ? SqlAttacks.NextPassword(script.Attacker) : ""));
        for (var i = random.Between(0, 2); i > 0; i--)
            script.Report(Origin.MqttSubscribe, connection, random.Chance(90) ? random.Between(1, 30) : null, Bytes(random.PickSkewed(Wordlists.MqttTopics)));
        for (var i = random.Skewed(4); i > 0; i--)
        {
            script.Report(
                Origin.MqttPublish, connection, Bytes(random.Pick(Wordlists.MqttTopics)),
                Bytes(random.Pick(["ON", "21.5", "{\"state\":\"online\"}", "test message " + random.Hex(4)])));
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
