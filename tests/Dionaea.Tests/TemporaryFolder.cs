namespace Dionaea.Tests;

/// <summary>An empty folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbench-test-");

    /// <summary>The folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>A path in the folder.</summary>
    public string PathTo(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
