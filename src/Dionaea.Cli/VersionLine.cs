using System.CommandLine;
using System.CommandLine.Invocation;
using Dionaea.Analysis;

namespace Dionaea.Cli;

/// <summary>Prints the version, also where the command is not the process's own assembly.</summary>
internal sealed class VersionLine(TextWriter writer) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        writer.WriteLine(Product.Version);
        return (int)ExitCode.Done;
    }
}
