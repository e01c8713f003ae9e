using System.CommandLine;
using System.Globalization;
using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Writes a made-up database.</summary>
internal sealed class SampleVerb : IVerb
{
    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("A month of a busy sensor", "workbench sample -o sample.sqlite"),
        new("A million connections, to measure with", "workbench sample --connections 1000000 --days 365 --seed 7 -o million.sqlite"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var connections = new Option<int>("--connections") { Description = "How many connections.", HelpName = "N", DefaultValueFactory = _ => 8000 };
        var days = new Option<int>("--days") { Description = "Over how many days.", HelpName = "D", DefaultValueFactory = _ => 30 };
        var seed = new Option<ulong>("--seed") { Description = "Another number gives other attacks.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--output", "-o") { Description = "The database to write; it must not exist.", HelpName = "FILE" };
        var log = new Option<string?>("--log") { Description = "The incident log of the same attacks to write, packed when its name ends in .gz; the VirusTotal reports it names go into the folder 'virustotal' beside it.", HelpName = "FILE" };
        var command = new Command("sample", "Write a made-up database of a busy sensor, or its log, the same for the same arguments, with reserved addresses only.")
        {
            connections, days, seed, output, log,
        };
        command.SetAction(parsed =>
        {
            var options = new SampleOptions(parsed.GetValue(connections), parsed.GetValue(days), parsed.GetValue(seed));
            if (parsed.GetValue(output) is null && parsed.GetValue(log) is null)
                throw WorkbenchException.Usage("Nothing was named to write.", "Name a database with '-o FILE', a log with '--log FILE', or both.");
            if (parsed.GetValue(output) is { } database)
                Write(streams, database, options, progress => SampleDatabase.Write(database, options, progress, cancellation));
            if (parsed.GetValue(log) is { } file)
                Write(streams, file, options, progress => SampleLog.Write(file, options, progress, cancellation));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Write(Streams streams, string target, SampleOptions options, Action<IProgress<SampleProgress>> write)
    {
        using (var line = new ProgressLine(streams))
            write(new Shown(line, options.Connections));
        streams.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {Escape.Terminal(target)} ({new FileInfo(target).Length / 1e6:0.0} MB, {options.Connections:N0} connections over {options.Days:N0} days)."));
    }

    private sealed class Shown(ProgressLine line, int connections) : IProgress<SampleProgress>
    {
        public void Report(SampleProgress value) => line.Report(value.Indexing
            ? FormattableString.Invariant($"indexing {connections:N0} connections")
            : FormattableString.Invariant($"{value.Connections:N0} of {connections:N0} connections"));
    }
}
