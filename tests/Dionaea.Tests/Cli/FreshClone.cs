namespace Dionaea.Tests;

/// <summary>
/// A copy of what a clone would hold, in which the README's commands were run in order, by a user with a home folder of
/// their own. It builds the command three times, so it is made once.
/// </summary>
public sealed class FreshClone : IDisposable
{
    private static readonly string[] Skipped = [MarkdownPage.TestCommand];

    private readonly TemporaryFolder _folder = new();

    public FreshClone()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Home);
        var packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget");
        if (Directory.Exists(packages))
            Directory.CreateSymbolicLink(Path.Combine(Home, ".nuget"), packages);

        var copied = WorkbenchProcess.Bash(
            Repository.Root,
            $"git -c safe.directory='*' ls-files -z --cached --others --exclude-standard | xargs -0 -n 100 sh -c 'for f; do [ -e \"$f\" ] && cp --parents -P \"$f\" \"{Root}\"; done; true' sh");
        if (!File.Exists(Path.Combine(Root, "Analysis.sln")))
            Skip = $"The project's files can't be listed with git: {copied.Error}";
        else
            Result = Run(Script());
    }

    /// <summary>Why the commands could not be run; null when they were.</summary>
    public string? Skip { get; }

    /// <summary>The clone.</summary>
    public string Root => _folder.PathTo("clone");

    /// <summary>Its user's home folder.</summary>
    public string Home => _folder.PathTo("home");

    /// <summary>How the commands ended.</summary>
    internal CommandRun? Result { get; }

    /// <summary>Runs a script in the clone as its user.</summary>
    internal CommandRun Run(string script) => WorkbenchProcess.Bash(
        Root,
        script,
        new Dictionary<string, string?> { ["HOME"] = Home, ["DOTNET_CLI_HOME"] = Home, ["XDG_CACHE_HOME"] = null, ["WORKBENCH_CACHE"] = null, ["DOTNET_NOLOGO"] = "1" },
        path: Path.Combine(Home, ".local", "bin"),
        limit: TimeSpan.FromMinutes(20));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    // Removal is held back until the tests have looked at what was installed.
    private static string Script() => string.Join(
        '\n',
        [
            "set -eE -o pipefail",
            "trap 'echo \"failed: $BASH_COMMAND\" >&2' ERR",
            .. MarkdownPage.Readme.Commands().Except(Skipped).Select(c => c.StartsWith("dotnet tool uninstall ", StringComparison.Ordinal)
                ? "cp ~/.local/bin/workbench ~/was-installed\n" + c
                : c),
        ]);
}
