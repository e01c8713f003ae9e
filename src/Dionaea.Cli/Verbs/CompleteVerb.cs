using System.CommandLine;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Answers the completion script; not meant to be typed.</summary>
internal sealed class CompleteVerb : IVerb
{
    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var words = new Argument<string[]>("words") { Description = "The words typed so far.", HelpName = "WORD", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "Print what may stand next on a command line.") { words };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var candidate in Completion.Of(CommandLine.Root(streams, cancellation), parsed.GetValue(words) ?? []))
                streams.Out.WriteLine(candidate);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
