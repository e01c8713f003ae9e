using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Kernel;

/// <summary>What a kernel is made with.</summary>
/// <param name="Settings">The workbench's settings.</param>
/// <param name="Policy">What cells may reach.</param>
/// <param name="Version">The workbench's version.</param>
/// <param name="Log">Takes what no front end shows; from any thread.</param>
/// <param name="Clock">Dates the messages.</param>
public sealed record KernelOptions(WorkbenchSettings Settings, CellPolicy Policy, string Version, Action<string> Log, TimeProvider Clock);
