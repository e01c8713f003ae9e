using Dionaea.Kernel;
using Xunit;

namespace Dionaea.Tests;

public sealed class JupyterFoldersTests
{
    [Fact]
    public void Linux_keeps_them_where_XDG_says()
    {
        var usual = Folders(JupyterSystem.Linux, "/home/ana");
        var moved = Folders(JupyterSystem.Linux, "/home/ana", ("XDG_DATA_HOME", "/data"), ("VIRTUAL_ENV", "/venv"), ("JUPYTER_PATH", "/a:/b"));

        Assert.Equal(["/home/ana/.local/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"], usual.All);
        Assert.Null(usual.PythonEnvironment);
        Assert.Equal(["/a", "/b", "/data/jupyter", "/venv/share/jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"], moved.All);
        Assert.Equal("/opt/x/share/jupyter", usual.OfPrefix("/opt/x"));
    }

    [Fact]
    public void Windows_keeps_them_in_APPDATA()
    {
        var usual = Folders(JupyterSystem.Windows, @"C:\Users\Ana", ("APPDATA", @"C:\Users\Ana\AppData\Roaming"), ("PROGRAMDATA", @"C:\ProgramData"), ("CONDA_PREFIX", @"C:\conda"), ("JUPYTER_PATH", @"C:\a;D:\b"));
        var platform = Folders(JupyterSystem.Windows, @"C:\Users\Ana", ("APPDATA", @"C:\R"), ("LOCALAPPDATA", @"C:\L"), ("JUPYTER_PLATFORM_DIRS", "1"));

        Assert.Equal([@"C:\a", @"D:\b", @"C:\Users\Ana\AppData\Roaming\jupyter", @"C:\conda\share\jupyter", @"C:\ProgramData\jupyter"], usual.All);
        Assert.Equal(@"C:\L\Jupyter", platform.User);
        Assert.Equal(@"C:\Users\Ana\.jupyter\data", Folders(JupyterSystem.Windows, @"C:\Users\Ana").User);
    }

    [Fact]
    public void MacOS_keeps_them_in_Library()
    {
        Assert.Equal(["/Users/ana/Library/Jupyter", "/usr/local/share/jupyter", "/usr/share/jupyter"], Folders(JupyterSystem.MacOs, "/Users/ana").All);
        Assert.Equal("/Users/ana/Library/Application Support/Jupyter", Folders(JupyterSystem.MacOs, "/Users/ana", ("JUPYTER_PLATFORM_DIRS", "1")).User);
    }

    [Theory]
    [InlineData(JupyterSystem.Linux)]
    [InlineData(JupyterSystem.Windows)]
    [InlineData(JupyterSystem.MacOs)]
    public void JUPYTER_DATA_DIR_moves_the_users_folder_on_every_system(JupyterSystem system) =>
        Assert.Equal("/mine", Folders(system, "/home", ("JUPYTER_DATA_DIR", "/mine"), ("APPDATA", "x"), ("XDG_DATA_HOME", "x")).User);

    [Fact]
    public void Linux_folders_are_those_that_Jupyter_itself_names()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("This machine is no Linux.");
        const string script =
            "import sys, json\nsys.path.insert(0, '/usr/lib/python3/dist-packages')\ntry:\n    from jupyter_core.paths import jupyter_path\nexcept ImportError:\n    print('null')\nelse:\n    print(json.dumps(jupyter_path()))";
        var theirs = System.Text.Json.JsonSerializer.Deserialize<string[]>(PythonProcess.Run(script, ""));
        if (theirs is null)
            Assert.Skip("Python's module 'jupyter_core' is not installed.");

        // The folder of Python's own prefix is no environment that is active.
        Assert.Subset(theirs.ToHashSet(), JupyterFolders.OfThisMachine().All.ToHashSet());
    }

    private static JupyterFolders Folders(JupyterSystem system, string home, params (string Name, string Value)[] variables) =>
        new(system, name => variables.FirstOrDefault(v => v.Name == name).Value, home);
}
