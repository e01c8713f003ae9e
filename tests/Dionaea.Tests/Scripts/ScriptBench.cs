using Dionaea.Analysis;
using Dionaea.Reporting;
using Xunit;

namespace Dionaea.Tests;

/// <summary>A small database with an executor on it, whose scripts have short limits.</summary>
internal sealed class ScriptBench : IDisposable
{
    private readonly TestDatabase _file = TestDatabase.Small();

    /// <summary>Opens the database.</summary>
    /// <param name="seconds">The time of a statement and of a script.</param>
    /// <param name="megabytes">What a table and a script may hold.</param>
    /// <param name="rows">The most rows of a table.</param>
    public ScriptBench(double seconds = 30, int megabytes = 256, int rows = 100_000)
    {
        var cache = new DatabaseFileOptions { CacheFolder = Path.Combine(_file.Folder, "cache") };
        Workbench = new Workbench(WorkbenchSettings.Default with
        {
            Files = cache,
            Limits = new Limits(rows, TimeSpan.FromSeconds(seconds), 1_000_000, (long)megabytes << 20),
        });
        Executor = new CellExecutor(Workbench, new CellPolicy(null, [_file.Folder], _file.Folder));
        Assert.Null(Executor.Run("#!open dionaea.sqlite").Error);
    }

    public Workbench Workbench { get; }

    public CellExecutor Executor { get; }

    /// <summary>Runs a script of no mistake.</summary>
    public CellResult Run(string script)
    {
        var result = Executor.Run("#!script\n" + script);
        Assert.True(result.Error is null, result.Error?.Error.Text);
        return result;
    }

    /// <summary>The table that a script gives last.</summary>
    public Table Table(string script) => Run(script).Outputs.OfType<AnswerOutput>().Last().Answer.Table;

    /// <summary>What a script prints, without the last line end.</summary>
    public string Printed(string script) => string.Concat(Run(script).Outputs.OfType<PrintedOutput>().Select(p => p.Text)).TrimEnd('\n');

    /// <summary>The mistake that ends a script.</summary>
    public WorkbenchException Mistake(string script)
    {
        var error = Executor.Run("#!script\n" + script).Error;
        Assert.NotNull(error);
        return error.Error;
    }

    public void Dispose()
    {
        Workbench.Dispose();
        _file.Dispose();
    }
}
