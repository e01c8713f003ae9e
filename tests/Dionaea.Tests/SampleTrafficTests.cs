using System.Globalization;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class SampleTrafficTests
{
    [Fact]
    public void Incidents_come_in_the_order_of_time_with_the_fields_of_their_origin()
    {
        var last = 0L;
        foreach (var incident in new SampleTraffic(new SampleOptions(3000, 5, 3)).Incidents())
        {
            Assert.True(incident.Time >= last);
            last = incident.Time;
            Assert.Equal(incident.Origin == Origin.VirusTotalReport, incident.Connection is null);
            Assert.Equal(incident.Origin == Origin.Link, incident.Parent is not null);
            Assert.Equal(incident.Origin.Fields.Count + (incident.Connection is null ? 1 : 0), incident.Values.Length);
        }
    }

    [Fact]
    public void Incidents_never_touch_a_connection_before_it_is_made_or_after_it_is_freed()
    {
        var known = new HashSet<SampleConnection>(ReferenceEqualityComparer.Instance);
        foreach (var incident in new SampleTraffic(new SampleOptions(3000, 5, 4)).Incidents())
        {
            if (incident.Connection is null)
                continue;
            if (incident.Origin.ConnectionType is not null)
                known.Add(incident.Connection);
            Assert.Contains(incident.Connection, known);
            Assert.True(incident.Parent is null || known.Contains(incident.Parent));
            if (incident.Origin == Origin.Free)
                known.Remove(incident.Connection);
        }

        Assert.Empty(known);
    }

    [Fact]
    public void Random_numbers_are_those_of_the_published_generator()
    {
        var random = new Xoshiro256(1, 2, 3, 4);

        Assert.Equal(
            [11520UL, 0UL, 1509978240UL, 1215971899390074240UL, 1216172134540287360UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()));

        // SplitMix64 gives these for the seed 1234567.
        var seeded = new Xoshiro256(1234567);
        var state = new Xoshiro256(6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431);
        Assert.Equal(state.Next(), seeded.Next());
        Assert.Equal(state.Next(), seeded.Next());
    }

    [Fact]
    public void Random_numbers_stay_in_their_range_and_reach_its_ends()
    {
        var random = new Xoshiro256(5);
        var seen = Enumerable.Range(0, 2000).Select(_ => random.Between(-3, 4)).ToHashSet();

        Assert.Equal(Enumerable.Range(-3, 8), seen.Order());
        Assert.Equal(0, random.Below(1));
        Assert.All(Enumerable.Range(0, 2000), _ => Assert.InRange(random.Skewed(7), 0, 6));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(long.Parse("0" + random.Hex(15), NumberStyles.HexNumber, CultureInfo.InvariantCulture), 0, long.MaxValue));
    }

    [Fact]
    public void Every_kind_of_attack_keeps_to_the_connections_it_may_make()
    {
        var options = new SampleOptions(10, 3, 1);
        foreach (var kind in AttackKinds.All)
        {
            for (var most = 1; most <= 12; most++)
            {
                for (ulong seed = 0; seed < 30; seed++)
                {
                    var random = new Xoshiro256(seed);
                    var attacker = new Attacker(seed % 3 == 0 ? "2001:db8::7" : "198.18.0.7", random.Next(), seed % 2 == 0);
                    var script = new AttackScript(new IncidentQueue(), new Binaries(options, random), random, attacker, SampleOptions.Start * 1_000_000, most);
                    kind.Play(script);
                    Assert.InRange(script.Made, 1, most);
                }
            }
        }
    }

    [Theory]
    [InlineData("0.0.0.0", 9764)]
    [InlineData("a\"b\\c/d", 1)]
    public void Profiles_are_JSON_whatever_they_quote(string host, int port)
    {
        foreach (var profile in new[]
        {
            ShellcodeProfile.BindShell(port), ShellcodeProfile.ConnectBack("198.18.0.1", port),
            ShellcodeProfile.Download(host, host), ShellcodeProfile.Execute(host),
        })
        {
            using var json = System.Text.Json.JsonDocument.Parse(profile);
            Assert.True(json.RootElement.GetArrayLength() >= 3);
        }
    }
}
