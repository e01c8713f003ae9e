using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>What <c>conf/workbench.yaml</c> says, with the defaults where it is silent.</summary>
/// <param name="Limits">What one statement may take.</param>
/// <param name="Zone">The time zone of queries that are given none; an IANA name.</param>
/// <param name="QueryFolder">The folder of the user's own queries, or null.</param>
/// <param name="OpenFolders">Folders, besides the usual ones, whose databases a notebook may open.</param>
/// <param name="Files">Limits of unpacking and copying.</param>
public sealed record WorkbenchSettings(
    Limits Limits, string Zone, string? QueryFolder, IReadOnlyList<string> OpenFolders, DatabaseFileOptions Files)
{
    /// <summary>The settings of an installation without a configuration.</summary>
    public static WorkbenchSettings Default { get; } = new(Limits.Default, "UTC", null, [], new DatabaseFileOptions());
}
