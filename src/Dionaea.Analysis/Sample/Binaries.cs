using System.Globalization;

namespace Dionaea.Analysis;

/// <summary>What catches a file: each kind of attack spreads files of its own.</summary>
internal enum BinaryGroup
{
    /// <summary>Worms that come through SMB without shellcode.</summary>
    Worm,

    /// <summary>What shellcode fetches.</summary>
    Bot,

    /// <summary>What web and database services are made to fetch.</summary>
    Server,
}

/// <summary>A file that attackers spread, and what has been asked about it.</summary>
/// <param name="Md5">32 lower-case hexadecimal digits.</param>
/// <param name="Family">The place of its family in <see cref="Binaries"/>.</param>
/// <param name="Variant">Its place within the family, from 0.</param>
/// <param name="FirstDay">The day it first appears.</param>
/// <param name="IsKnown">Whether VirusTotal has a report on it.</param>
/// <param name="IsRescanned">Whether it is asked about again some days later.</param>
internal sealed record Binary(string Md5, int Family, int Variant, int FirstDay, bool IsKnown, bool IsRescanned)
{
    /// <summary>How many reports have been stored.</summary>
    public int Reports { get; set; }

    /// <summary>The day of the last report.</summary>
    public int LastReport { get; set; }
}

/// <summary>The files of a sample: few are met often, most seldom, new ones appear all the time.</summary>
internal sealed class Binaries
{
    private sealed record Family(BinaryGroup Group, string Name, string Kaspersky);

    private static readonly Family[] Families =
    [
        new(BinaryGroup.Worm, "WannaCry", "Trojan-Ransom.Win32.Wanna.{0}"),
        new(BinaryGroup.Worm, "Virut", "Virus.Win32.Virut.{0}"),
        new(BinaryGroup.Worm, "Conficker", "Net-Worm.Win32.Kido.{0}"),
        new(BinaryGroup.Bot, "Rbot", "Backdoor.Win32.Rbot.{0}"),
        new(BinaryGroup.Bot, "Allaple", "Net-Worm.Win32.Allaple.{0}"),
        new(BinaryGroup.Bot, "Sality", "Virus.Win32.Sality.{0}"),
        new(BinaryGroup.Server, "Mirai", "HEUR:Backdoor.Linux.Mirai.{0}"),
        new(BinaryGroup.Server, "CoinMiner", "not-a-virus:HEUR:RiskTool.Linux.BitCoinMiner.{0}"),
    ];

    // Every engine has its own way to write a family's name.
    private static readonly (string Engine, string Form)[] Engines =
    [
        ("Kaspersky", ""), ("Microsoft", "{0}.{1}!MTB"), ("ClamAV", "Win.Trojan.{0}-{2}"), ("Avast", "{0}-{1} [Trj]"),
        ("BitDefender", "Trojan.{0}.Gen.{2}"), ("Symantec", "W32.{0}.{1}"), ("McAfee", "GenericRXA-{1}!{0}"),
        ("ESET-NOD32", "a variant of Win32/{0}.{1}"), ("Sophos", "Mal/{0}-{1}"), ("TrendMicro", "TROJ_{0}.SM{1}"),
        ("F-Secure", "Trojan:W32/{0}"), ("DrWeb", "Trojan.{0}.{2}"), ("Ikarus", "Trojan.Win32.{0}"),
        ("Panda", "Trj/{0}.{1}"), ("AhnLab-V3", "Trojan/Win32.{0}.C{2}"), ("Fortinet", "W32/{0}.{1}!tr"),
        ("VBA32", "BScope.{0}"), ("Rising", "Worm.{0}!8.{2}"),
    ];

    private readonly Binary[][] _groups;
    private readonly Xoshiro256 _random;

    /// <summary>Makes the files of a sample.</summary>
    public Binaries(SampleOptions options, Xoshiro256 random)
    {
        _random = random;
        var count = 30 + Math.Min(2_500, options.Connections / 500);
        _groups = [.. Enum.GetValues<BinaryGroup>().Select(group => Make(group, count, options.Days))];
    }

    /// <summary>A file of a group that is about on a day; the first of the group are the commonest.</summary>
    public Binary Choose(BinaryGroup group, int day)
    {
        var files = _groups[(int)group];
        while (true)
        {
            var file = files[_random.Skewed(_random.Below(files.Length) + 1)];
            if (file.FirstDay <= day)
                return file;
        }
    }

    /// <summary>VirusTotal's report on a file, when it is asked: at the first capture, for some files again later.</summary>
    /// <param name="binary">The file.</param>
    /// <param name="day">The day of the capture.</param>
    /// <param name="now">The Unix second of the capture.</param>
    public VerdictReport? Ask(Binary binary, int day, long now)
    {
        var again = binary.Reports > 0 && binary.Reports < 4 && binary.IsRescanned && day >= binary.LastReport + 5;
        if (!binary.IsKnown || (binary.Reports > 0 && !again))
            return null;

        binary.Reports++;
        binary.LastReport = day;
        var engines = Engines.Length - _random.Below(5);
        var detect = Math.Min(96, 35 + (binary.Variant * 7 % 40) + (15 * binary.Reports));
        var scans = new (string, string?)[engines];
        for (var i = 0; i < engines; i++)
            scans[i] = (Engines[i].Engine, _random.Chance(detect) ? Verdict(binary, i) : null);
        var scanned = now - _random.Between(600, 40_000);
        return new VerdictReport(scanned, $"https://virustotal.example/file/{binary.Md5}/analysis/{scanned}/", scans);
    }

    private static string Verdict(Binary binary, int engine)
    {
        var family = Families[binary.Family];
        var letters = binary.Variant < 26
            ? ((char)('a' + binary.Variant)).ToString()
            : $"{(char)('a' + (binary.Variant / 26 % 26))}{(char)('a' + (binary.Variant % 26))}";
        return engine == 0
            ? string.Format(CultureInfo.InvariantCulture, family.Kaspersky, letters)
            : string.Format(CultureInfo.InvariantCulture, Engines[engine].Form, family.Name, letters.ToUpperInvariant(), 1000 + (binary.Variant * 37));
    }

    private Binary[] Make(BinaryGroup group, int count, int days)
    {
        var families = Enumerable.Range(0, Families.Length).Where(i => Families[i].Group == group).ToArray();
        var files = new Binary[count];
        for (var i = 0; i < count; i++)
        {
            // The first three are about from the start, so that there is always something to capture.
            var first = i < 3 ? 0 : _random.Below(days);
            files[i] = new Binary(
                _random.Hex(32), families[i % families.Length], i / families.Length, first, _random.Chance(82), _random.Chance(25));
        }

        return files;
    }
}
