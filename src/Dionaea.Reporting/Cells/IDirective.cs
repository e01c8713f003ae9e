namespace Dionaea.Reporting;

/// <summary>What a line that starts with <c>#!</c> does.</summary>
public interface IDirective
{
    /// <summary>Its name without <c>#!</c>.</summary>
    string Name { get; }

    /// <summary>How it is written, without <c>#!</c>.</summary>
    string Usage { get; }

    /// <summary>What it does, one sentence.</summary>
    string About { get; }

    /// <summary>
    /// Whether a cell with it must run alone and in order: it changes what later cells see, or depends on what
    /// earlier ones left.
    /// </summary>
    bool NeedsOrder { get; }

    /// <summary>Whether all lines below it are its text, whatever they start with, and no SQL.</summary>
    bool TakesText => false;

    /// <summary>Does it.</summary>
    /// <exception cref="Dionaea.Analysis.WorkbenchException">It is written wrongly or can't be done.</exception>
    void Run(CellDirective directive, RunningCell run);
}
