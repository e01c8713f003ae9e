using System.Diagnostics;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Folders of Jupyter's own for a test, with the kernel installed by its verb, and Jupyter's programs.</summary>
public sealed class JupyterHome : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly TemporaryFolder _folder = new();

    public JupyterHome()
    {
        Environment = new Dictionary<string, string?>
        {
            ["JUPYTER_DATA_DIR"] = _folder.PathTo("data"),
            ["JUPYTER_CONFIG_DIR"] = _folder.PathTo("config"),
            ["JUPYTER_RUNTIME_DIR"] = _folder.PathTo("runtime"),
            ["IPYTHONDIR"] = _folder.PathTo("ipython"),
            ["HOME"] = _folder.PathTo("home"),
            ["PYTHONWARNINGS"] = "ignore",
            ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
            ["DOTNET_CLI_HOME"] = _folder.PathTo("home"),
        };
        Directory.CreateDirectory(_folder.PathTo("home"));
        var installed = WorkbenchProcess.Finish(WorkbenchProcess.Start(_folder.Path, WorkbenchProcess.Executable, ["kernel", "install"], Environment), TimeSpan.FromMinutes(1));
        Assert.True(installed.Exit == 0, installed.Error);
    }

    /// <summary>The variables that name the folders.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>A path in the folder of the test.</summary>
    public string PathTo(string name) => _folder.PathTo(name);

    /// <summary>Copies the shipped notebooks and the sample so that they lie as in the project.</summary>
    /// <returns>The folder of the notebooks.</returns>
    public string CopyNotebooks()
    {
        Directory.CreateDirectory(_folder.PathTo("work/data/sample"));
        Directory.CreateDirectory(_folder.PathTo("work/notebooks"));
        File.Copy(Repository.PathTo("data", "sample", "dionaea.sqlite"), _folder.PathTo("work/data/sample/dionaea.sqlite"), overwrite: true);
        foreach (var notebook in Directory.EnumerateFiles(Repository.PathTo("notebooks"), "*.ipynb"))
            File.Copy(notebook, Path.Combine(_folder.PathTo("work/notebooks"), Path.GetFileName(notebook)), overwrite: true);
        return _folder.PathTo("work/notebooks");
    }

    /// <summary>Runs Python with a module of Jupyter's; the test is skipped where the module is missing.</summary>
    /// <param name="module">The module that must be there.</param>
    /// <param name="package">Debian's package that has it.</param>
    /// <param name="folder">Where it starts.</param>
    /// <param name="arguments">The arguments of Python.</param>
    /// <param name="input">What it reads, or null.</param>
    /// <param name="tries">How often it is started when it does not end: jupyter_console hangs before its first line now and then, with any kernel.</param>
    internal CommandRun Run(string module, string package, string folder, IReadOnlyList<string> arguments, string? input = null, int tries = 1)
    {
        Require(module, package);
        for (var turn = 1; ; turn++)
        {
            if (TryRun(folder, arguments, input, TimeSpan.FromSeconds(turn < tries ? 30 : 120)) is { } run)
                return run;
            Assert.True(turn < tries, $"Python did not end: {string.Join(' ', arguments)}");
        }
    }

    // Null when it did not end in time.
    private CommandRun? TryRun(string folder, IReadOnlyList<string> arguments, string? input, TimeSpan patience)
    {
        var start = Start(folder, arguments);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            return null;
        }

        return new CommandRun(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts a server of Jupyter's, whose streams are redirected.</summary>
    internal Process Serve(string module, string package, string folder, IEnumerable<string> arguments)
    {
        Require(module, package);
        return Process.Start(Start(folder, arguments))!;
    }

    public void Dispose() => _folder.Dispose();

    private void Require(string module, string package)
    {
        if (!File.Exists(Python))
            Assert.Skip($"{Python} is not installed.");
        using var probe = Process.Start(Start(_folder.Path, ["-c", $"import {module}"]))!;
        probe.WaitForExit();
        if (probe.ExitCode != 0)
            Assert.Skip($"Python's module '{module}' is not installed (Debian's package '{package}').");
    }

    private ProcessStartInfo Start(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Python, ["-Xfrozen_modules=off", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return start;
    }
}
