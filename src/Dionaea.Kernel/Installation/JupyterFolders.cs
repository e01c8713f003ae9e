namespace Dionaea.Kernel;

/// <summary>A system whose Jupyter folders differ from others'.</summary>
public enum JupyterSystem
{
    /// <summary>Linux and other Unixes.</summary>
    Linux,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOs,
}

/// <summary>
/// Where Jupyter looks for kernelspecs, as <c>jupyter --paths</c> says
/// (https://docs.jupyter.org/en/latest/use/jupyter-directories.html, and <c>jupyter_core.paths</c>).
/// </summary>
/// <param name="system">The system.</param>
/// <param name="variable">The value of an environment variable; null or empty when it is not set.</param>
/// <param name="home">The user's home folder.</param>
public sealed class JupyterFolders(JupyterSystem system, Func<string, string?> variable, string home)
{
    /// <summary>The folders of this machine's user.</summary>
    public static JupyterFolders OfThisMachine() => new(
        OperatingSystem.IsWindows() ? JupyterSystem.Windows : OperatingSystem.IsMacOS() ? JupyterSystem.MacOs : JupyterSystem.Linux,
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The user's own data folder.</summary>
    public string User => Set("JUPYTER_DATA_DIR") ?? system switch
    {
        JupyterSystem.MacOs => IsPlatform ? Join(home, "Library", "Application Support", "Jupyter") : Join(home, "Library", "Jupyter"),
        JupyterSystem.Windows when IsPlatform && Set("LOCALAPPDATA") is { } local => Join(local, "Jupyter"),
        JupyterSystem.Windows => Set("APPDATA") is { } data ? Join(data, "jupyter") : Join(Set("JUPYTER_CONFIG_DIR") ?? Join(home, ".jupyter"), "data"),
        _ => Set("XDG_DATA_HOME") is { } data ? Join(data, "jupyter") : Join(home, ".local", "share", "jupyter"),
    };

    /// <summary>The folder of the active Python environment (venv, conda), or null when none is active.</summary>
    public string? PythonEnvironment => (Set("VIRTUAL_ENV") ?? Set("CONDA_PREFIX")) is { } prefix ? OfPrefix(prefix) : null;

    /// <summary>The data folders of all users.</summary>
    public IReadOnlyList<string> System => system switch
    {
        JupyterSystem.Windows => Set("PROGRAMDATA") is { } data ? [Join(data, "jupyter")] : [],
        _ => ["/usr/local/share/jupyter", "/usr/share/jupyter"],
    };

    /// <summary>All data folders, in the order in which Jupyter looks.</summary>
    public IReadOnlyList<string> All =>
        [.. (Set("JUPYTER_PATH") ?? "").Split(system == JupyterSystem.Windows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries), User, .. PythonEnvironment is { } active ? [active] : Array.Empty<string>(), .. System];

    private bool IsPlatform => Set("JUPYTER_PLATFORM_DIRS") is { } flag && flag is not ("0" or "no" or "n" or "false" or "off");

    /// <summary>The data folder below an installation's prefix.</summary>
    public string OfPrefix(string prefix) => Join(prefix, "share", "jupyter");

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string Join(params string[] parts) => string.Join(system == JupyterSystem.Windows ? '\\' : '/', parts);
}
