using System.Runtime.CompilerServices;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Texts that were looked at once and must not change unseen.</summary>
internal static class GoldenFile
{
    /// <summary>
    /// Compares with <c>Golden/NAME</c>. A difference is written beside it as <c>NAME.received</c>; with
    /// <c>UPDATE_GOLDEN=1</c> it is accepted.
    /// </summary>
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(FolderOf(caller), name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual)
            return;

        File.WriteAllText(path + ".received", actual);
        Assert.Fail($"The result differs from 'Golden/{name}'. Compare it with 'Golden/{name}.received'; UPDATE_GOLDEN=1 accepts it.");
    }

    private static string FolderOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        while (!File.Exists(Path.Combine(folder, "Dionaea.Tests.csproj")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "Golden");
    }
}
