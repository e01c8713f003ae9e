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
        var output = new Option<string>("--output", "-o") { Description = "The database to write; it must not exist.", HelpName = "FILE", Required = true };
        var command = new Command("sample", "Write a made-up database of a busy sensor, the same for the same arguments, with reserved addresses only.")
        {
            connections, days, seed, output,
        };
        command.SetAction(parsed =>
        {
            var options = new SampleOptions(parsed.GetValue(connections), parsed.GetValue(days), parsed.GetValue(seed));
            var target = parsed.GetRequiredValue(output);
            using (var line = new ProgressLine(streams))
                SampleDatabase.Write(target, options, new Shown(line, options.Connections), cancellation);
            streams.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Wrote {Escape.Terminal(target)} ({new FileInfo(target).Length / 1e6:0.0} MB, {options.Connections:N0} connections over {options.Days:N0} days)."));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private sealed class Shown(ProgressLine line, int connections) : IProgress<SampleProgress>
    {
        public void Report(SampleProgress value) => line.Report(value.Indexing
            ? FormattableString.Invariant($"indexing {connections:N0} connections")
            : FormattableString.Invariant($"{value.Connections:N0} of {connections:N0} connections"));
    }
}
