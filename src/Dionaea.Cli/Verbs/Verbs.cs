using System.CommandLine;

namespace Dionaea.Cli;

/// <summary>A verb of the command.</summary>
internal interface IVerb
{
    /// <summary>Command lines for its help, the most telling one first; none for a hidden verb.</summary>
    IReadOnlyList<Example> Examples => [];

    /// <summary>Its command, ready to be invoked.</summary>
    Command Create(Streams streams, CancellationToken cancellation);
}

/// <summary>The verbs, in the order of help.</summary>
internal static class Verbs
{
    /// <summary>All verbs; adding one is a class and its line here.</summary>
    public static IReadOnlyList<IVerb> All { get; } =
    [
        new ReportVerb(),
        new RunVerb(),
        new KernelVerb(),
        new QueryVerb(),
        new QueriesVerb(),
        new TreeVerb(),
        new DescribeVerb(),
        new IngestVerb(),
        new CollectVerb(),
        new ExportVerb(),
        new SampleVerb(),
        new CompletionVerb(),
        new CompleteVerb(),
    ];
}
