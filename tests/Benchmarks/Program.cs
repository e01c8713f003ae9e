using System.Globalization;
using Dionaea.Benchmarks;

// The number of connections of the generated database, or a database and the ids of queries to measure on it; and the
// megabytes of the generated log. 0 leaves that part out. The kernel's start is measured in any case.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length > 0 && File.Exists(args[0]) && SpecificationBench.Find() is { } specification)
{
    using var queries = new SpecificationBench(args[0]);
    queries.Run(specification, args[1..]);
    return 0;
}

var connections = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var megabytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
KernelBench.Run();
if (megabytes > 0)
{
    using var ingestion = new IngestionBench(megabytes);
    ingestion.Run();
}

if (connections > 0)
{
    using var bench = new Bench(connections);
    bench.Sample();
    bench.Report();
    bench.Queries();
    bench.Typing();
    bench.Trees();
    bench.Specification();
}

return 0;
