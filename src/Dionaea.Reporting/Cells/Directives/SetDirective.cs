using Dionaea.Analysis;

namespace Dionaea.Reporting;

/// <summary>Sets a value that SQL and queries use as <c>$name</c>.</summary>
public sealed class SetDirective : IDirective
{
    /// <inheritdoc/>
    public string Name => "set";

    /// <inheritdoc/>
    public string Usage => "set NAME = VALUE";

    /// <inheritdoc/>
    public string About => "Sets $NAME for SQL and for queries with a parameter of that name; dates are UTC, texts may be quoted.";

    /// <inheritdoc/>
    public bool NeedsOrder => true;

    /// <inheritdoc/>
    public void Run(CellDirective directive, RunningCell run)
    {
        var equals = directive.Rest.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw WorkbenchException.Usage("#!set takes a name and a value.", "Write: #!set NAME = VALUE");
        run.Workbench.Set(directive.Rest[..equals].Trim(), directive.Rest[(equals + 1)..]);
    }
}
