using System.CommandLine;

namespace Dionaea.Cli;

internal sealed class CollectVerb : IVerb
{
    public Command Create(Streams streams, CancellationToken cancellation) => new("collect", "x");
}
