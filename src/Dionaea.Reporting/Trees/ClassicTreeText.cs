using System.Globalization;
using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>
/// Attack trees as readlogsqltree prints them, byte for byte where that tool survives its data. Where it fails, NULL is
/// <c>None</c>, bytes are read as UTF-8, and trees end at a circle and at the depth of its recursion.
/// </summary>
public sealed class ClassicTreeText
{
    private readonly TextWriter _writer;
    private readonly SqliteTime _time;
    private readonly bool _isTerminal;
    private TreeDetails _details = null!;
    private string _indent = "";

    /// <summary>Makes a printer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="zone">The IANA name of the zone of times.</param>
    /// <param name="isTerminal">
    /// Whether values are escaped for a terminal. Without, they are written as they are, for programs that read the
    /// original's output.
    /// </param>
    public ClassicTreeText(TextWriter writer, string zone, bool isTerminal)
    {
        _writer = writer;
        _time = new SqliteTime(Zones.Find(zone));
        _isTerminal = isTerminal;
    }

    /// <summary>How many connections have something below them that was not followed.</summary>
    public int Cuts { get; private set; }

    /// <summary>Writes the first line.</summary>
    /// <param name="path">The database as the user named it.</param>
    public void WriteHead(string path) => _writer.Write($"using database located at {Text(path)}\n");

    /// <summary>Writes the statements instead of their results, with the values that are bound.</summary>
    public void WriteQuery(RootFilter filter)
    {
        foreach (var isRootless in new[] { true, false })
        {
            var (sql, parameters) = filter.Statement(isRootless);
            _writer.Write($"\n{sql};\n");
            foreach (var (name, value) in parameters)
                _writer.Write($"-- ${name} = {Escape.Terminal(Text(value))}\n");
        }
    }

    /// <summary>Writes some connections.</summary>
    public void Write(TreePart part)
    {
        _details = part.Details;
        foreach (var place in part.Places)
        {
            if (place.Depth == 0)
                _writer.Write(_time.Text(place.Connection.Time) + "\n");
            WriteConnection(place.Connection, place.Depth);
            WriteDetails(place.Connection.Id, place.Depth);
            if (place.Cut != TreeCut.None)
                Cuts++;
        }
    }

    private void WriteConnection(TreeConnection c, int depth)
    {
        var start = $"{new string(' ', 2 + (2 * depth))}connection {c.Id.ToString(CultureInfo.InvariantCulture)} {Text(c.Protocol)} {Text(c.Transport)}";
        var local = $"{Text(c.LocalHost)}:{Text(c.LocalPort)}";
        var remote = $"{Text(c.RemoteHost)}:{Text(c.RemotePort)}";
        var line = c.Type switch
        {
            "accept" or "reject" or "pending" => $"{start} {c.Type} {local} <- {remote}",
            "connect" => $"{start} connect {local} -> {Text(c.RemoteHostname)}/{remote}",
            "listen" => $"{start} listen {local}",
            _ => "",
        };
        _writer.Write($"{line} ({Text(c.Root)} {Text(c.Parent)})\n");
    }

    private void WriteDetails(long id, int depth)
    {
        _indent = new string(' ', 3 + (2 * depth));
        foreach (var r in _details["p0f"].Of(id))
            Line($"p0f: genre:'{Text(r[1])}' detail:'{Text(r[2])}' uptime:'{Text(r[3])}' tos:'{Text(r[4])}' dist:'{Text(r[5])}' nat:'{Text(r[6])}' fw:'{Text(r[7])}'");
        foreach (var line in _details["binds"].Of(id).Select(r => $"dcerpc bind: uuid '{Text(r[1])}' ({Text(r[2])}) transfersyntax {Text(r[3])}").Distinct())
            Line(line);
        foreach (var r in _details["requests"].Of(id))
            Line($"dcerpc request: uuid '{Text(r[1])}' ({Text(r[2])}) opnum {Text(r[3])} ({Text(r[4])} ({Text(r[5])}))");
        foreach (var r in _details["profiles"].Of(id))
            Line($"profile: {Profile(r[1])}");
        foreach (var r in _details["offers"].Of(id))
            Line($"offer: {Text(r[1])}");
        foreach (var r in _details["downloads"].Of(id))
            WriteDownload(r);
        foreach (var r in _details["services"].Of(id))
            Line($"service: {Text(r[1])}");
        if (depth == 0)
            WriteCommands(id);
        foreach (var r in _details["sip-commands"].Of(id))
            WriteSip(r);
    }

    private void WriteDownload(object?[] row)
    {
        Line($"download: {Text(row[1])} {Text(row[2])}");
        var scans = _details["downloads/scans"].Of(row[1]);
        if (scans.Count > 0)
        {
            var detected = scans.Count(scan => scan[1] is not null);
            var share = Math.Round((double)detected / scans.Count * 100, MidpointRounding.ToEven);
            var counts = string.Create(CultureInfo.InvariantCulture, $"{detected}/{scans.Count} ({share:0}%)");
            Line($"  virustotal {_time.Text(scans[0][2])} {counts} {Text(scans[0][3])}");
        }

        var names = scans.Where(scan => scan[1] is not null).Select(scan => Text(scan[1])).Distinct();
        Line($"    names {string.Concat(names.Select(name => $"'{name}' "))}");
    }

    // The original shows these for the first connection of an attack only.
    private void WriteCommands(long id)
    {
        foreach (var r in _details["logins"].Of(id))
            Line($"login - user:'{Text(r[1])}' password:'{Text(r[2])}'");

        // The original's labels are swapped.
        foreach (var r in _details["mssql-fingerprints"].Of(id))
            Line($"mssql fingerprint - hostname:'{Text(r[1])}' cltintname:'{Text(r[2])}' appname:'{Text(r[3])}'");
        foreach (var r in _details["mssql-commands"].Of(id))
            Line($"mssql command - status:{Text(r[1])} cmd:'{Text(r[2])}'");
        foreach (var r in _details["mysql-commands"].Of(id))
        {
            var arguments = string.Join(',', _details["mysql-commands/arguments"].Of(r[1]).Select(a => $"'{Text(a[1])}'"));
            Line($"mysql command (0x{Hex(r[2])}) {Text(r[3])}({arguments})");
        }
    }

    private void WriteSip(object?[] command)
    {
        Line($"Method:{Text(command[2])}");
        Line($"Call-ID:{Text(command[3])}");
        Line($"User-Agent:{Text(command[4])}");
        foreach (var r in _details["sip-commands/addresses"].Of(command[1]))
            Line($"  {Text(r[1])}: <{Text(r[2])}> '{Text(r[3])}:{Text(r[4])}@{Text(r[5])}:{Text(r[6])}'");
        foreach (var r in _details["sip-commands/vias"].Of(command[1]))
            Line($"  via:'{Text(r[1])}/{Text(r[2])}:{Text(r[3])}'");
        foreach (var (name, label) in new[] { ("origins", "o"), ("connections", "c"), ("medias", "m") })
        {
            foreach (var r in _details[$"sip-commands/{name}"].Of(command[1]))
                Line($"  {label}:'{string.Join(' ', r.Skip(1).Select(Text))}'");
        }
    }

    private void Line(string text) => _writer.Write($"{_indent}{text}\n");

    private string Text(object? value) => value switch
    {
        null => "None",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double real => PythonText.Float(real),
        byte[] bytes => Shown(ValueText.Decode(bytes)),
        _ => Shown((string)value),
    };

    private string Shown(string text) => _isTerminal ? Escape.Terminal(text) : text;

    private string Profile(object? json) => PythonLiteral.OfJson(json as string ?? (json is byte[] bytes ? ValueText.Decode(bytes) : "")) is { } literal
        ? Shown(literal)
        : Text(json);

    private string Hex(object? value) => value switch
    {
        long and >= 0 => ((long)value).ToString("x2", CultureInfo.InvariantCulture),
        long number => "-" + Int128.Abs(number).ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
        _ => Text(value),
    };
}
