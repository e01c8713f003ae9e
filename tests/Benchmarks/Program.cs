using System.Globalization;
using Dionaea.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var connections = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
using var bench = new Bench(connections);
bench.Sample();
bench.Report();
bench.Queries();
return 0;
