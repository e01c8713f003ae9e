using Xunit;

namespace Dionaea.Tests;

/// <summary>
/// The tests of scripts whose memory is measured: a script's share can't be told from that of other tests, so nothing
/// runs beside them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredMemory
{
    public const string Name = "measured memory";
}
