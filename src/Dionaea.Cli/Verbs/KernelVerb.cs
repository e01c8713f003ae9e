using System.CommandLine;
using Dionaea.Analysis;
using Dionaea.Kernel;
using Dionaea.Reporting;

namespace Dionaea.Cli;

/// <summary>Puts the workbench into Jupyter: VS Code, JupyterLab, Notebook.</summary>
internal sealed class KernelVerb : IVerb
{
    private static readonly string[] Actions = ["install", "list", "uninstall", "run"];

    /// <inheritdoc/>
    public IReadOnlyList<Example> Examples { get; } =
    [
        new("Let Jupyter and VS Code run notebooks with the workbench", "workbench kernel install"),
        new("With the settings and queries of a folder of yours", "workbench kernel install --conf conf"),
        new("See what is installed, and whether it still starts", "workbench kernel list"),
        new("Take it away again", "workbench kernel uninstall"),
    ];

    /// <inheritdoc/>
    public Command Create(Streams streams, CancellationToken cancellation)
    {
        var action = new Argument<string>("action") { Description = "What to do: install, list, uninstall; front ends themselves use run.", HelpName = "ACTION" };
        action.CompletionSources.Add(Actions);
        var file = new Argument<string?>("file") { Description = "For run: the connection file that the front end wrote.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var user = new Option<bool>("--user") { Description = "In your own folder of Jupyter's; this is the default." };
        var sysPrefix = new Option<bool>("--sys-prefix") { Description = "In the active Python environment (venv or conda)." };
        var prefix = new Option<string?>("--prefix") { Description = "Below another installation's folder, as in /usr/local.", HelpName = "DIR" };
        var name = new Option<string>("--name") { Description = "The kernel's name; notebooks carry it.", HelpName = "NAME", DefaultValueFactory = _ => NotebookLanguage.KernelName };
        var command = new Command("kernel", "Install the workbench as a Jupyter kernel, so that VS Code, JupyterLab and Notebook run its cells. Python is not needed.")
        {
            action, file, user, sysPrefix, prefix, name,
        };
        command.SetAction(parsed =>
        {
            var folders = JupyterFolders.OfThisMachine();
            var chosen = parsed.GetRequiredValue(action);
            if (chosen != "run" && parsed.GetValue(file) is { } word)
                throw WorkbenchException.Usage($"'{Suggestion.Excerpt(word)}' is more than 'kernel {chosen}' takes.", "'workbench kernel --help' shows how it is used.");
            string Place() => KernelspecFolder.Of(DataFolder(folders, parsed.GetValue(user), parsed.GetValue(sysPrefix), parsed.GetValue(prefix)), parsed.GetRequiredValue(name));
            switch (chosen)
            {
                case "install":
                    Install(parsed, Place(), folders, streams);
                    break;
                case "list":
                    KernelList.Write(KernelspecFolder.Find(folders.All), streams.Out);
                    break;
                case "uninstall":
                    var place = Place();
                    KernelspecFolder.Uninstall(place);
                    streams.Out.WriteLine($"Removed {Escape.Terminal(place)}.");
                    break;
                case "run":
                    Run(parsed, parsed.GetValue(file), streams);
                    break;
                default:
                    throw WorkbenchException.Unknown("action of 'kernel' called", chosen, Actions, $"There are: {string.Join(", ", Actions)}.");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void Install(ParseResult parsed, string folder, JupyterFolders folders, Streams streams)
    {
        // The kernel starts in a notebook's folder, whose 'conf' is the notebook's and not the user's: one is used when named.
        string[] settings = parsed.GetResult(Settings.Folder) is { Implicit: false } ? ["--conf", Path.GetFullPath(parsed.GetRequiredValue(Settings.Folder))] : [];
        _ = Settings.Of(parsed);
        var spec = new Kernelspec(Path.GetFileName(folder), folder, Product.Version, [.. Executable(), "kernel", "run", .. settings, Kernelspec.ConnectionFileWord]);
        KernelspecFolder.Install(spec);
        streams.Out.WriteLine($"Installed {Escape.Terminal(spec.FilePath)}.");
        if (!folders.All.Select(f => Path.Combine(f, "kernels")).Contains(Path.GetDirectoryName(folder)))
            streams.Out.WriteLine("Jupyter looks there only when it is installed below the same folder, or when JUPYTER_PATH names it.");
        streams.Out.WriteLine($"In VS Code or Jupyter, choose the kernel '{NotebookLanguage.KernelTitle}'.");
    }

    private static void Run(ParseResult parsed, string? file, Streams streams)
    {
        var connection = ConnectionFile.Load(file ?? throw WorkbenchException.Usage("'kernel run' needs the connection file that a front end writes.", "To use the kernel, install it: workbench kernel install"));
        var settings = parsed.GetResult(Settings.Folder) is { Implicit: false } ? Settings.Of(parsed) : WorkbenchSettings.Default;
        var error = TextWriter.Synchronized(streams.Error);
        KernelProcess.Run(
            connection,
            new KernelOptions(settings, NotebookWork.Policy(settings, Directory.GetCurrentDirectory(), null), Product.Version, text => error.WriteLine($"workbench: {text}"), TimeProvider.System));
    }

    private static string DataFolder(JupyterFolders folders, bool user, bool sysPrefix, string? prefix)
    {
        if ((user ? 1 : 0) + (sysPrefix ? 1 : 0) + (prefix is null ? 0 : 1) > 1)
            throw WorkbenchException.Usage("'--user', '--sys-prefix' and '--prefix' name different places.", "Give one of them.");
        if (prefix is not null)
            return folders.OfPrefix(Path.GetFullPath(prefix));
        return !sysPrefix ? folders.User
            : folders.PythonEnvironment ?? throw WorkbenchException.Usage("'--sys-prefix' takes the active Python environment, and none is active.", "Activate one, or name its folder with --prefix.");
    }

    // A command that 'dotnet' runs is two words: its own and the library's.
    private static IEnumerable<string> Executable()
    {
        var process = Environment.ProcessPath ?? throw WorkbenchException.Failed("The system does not tell where the command lies.");
        return string.Equals(Path.GetFileNameWithoutExtension(process), "dotnet", StringComparison.OrdinalIgnoreCase)
            ? [process, Path.Combine(AppContext.BaseDirectory, "workbench.dll")]
            : [process];
    }
}
