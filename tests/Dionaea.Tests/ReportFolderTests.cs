using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Which of the files that a log names may be opened.</summary>
public sealed class ReportFolderTests
{
    [Fact]
    public void Read_gives_regular_files_below_the_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("logs/vt"));
        File.WriteAllText(folder.PathTo("logs/vt/report.json"), "{}");
        var reports = new ReportFolder(folder.PathTo("logs"));
        Assert.Equal("{}"u8.ToArray(), reports.Read("vt/report.json", out var reason));
        Assert.Null(reason);
        Assert.Equal("{}"u8.ToArray(), reports.Read("vt/../vt/report.json", out _));
        Assert.Equal("{}"u8.ToArray(), reports.Read(folder.PathTo("logs/vt/report.json"), out _));
    }

    [Theory]
    [InlineData("../secret", "outside")]
    [InlineData("vt/../../secret", "outside")]
    [InlineData("/etc/passwd", "outside")]
    [InlineData("../logs-of-another/secret", "outside")]
    [InlineData("link", "link")]
    [InlineData("linked/secret", "link")]
    [InlineData("missing", "no such")]
    [InlineData("vt", "no regular file")]
    [InlineData("", "no regular file")]
    [InlineData(".", "outside")]
    [InlineData("a\0b", "can't be read")]
    [InlineData("large", "larger")]
    public void Read_refuses_everything_else(string path, string expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathTo("logs/vt"));
        Directory.CreateDirectory(folder.PathTo("logs-of-another"));
        File.WriteAllText(folder.PathTo("secret"), "s");
        File.WriteAllText(folder.PathTo("logs-of-another/secret"), "s");
        File.CreateSymbolicLink(folder.PathTo("logs/link"), folder.PathTo("secret"));
        Directory.CreateSymbolicLink(folder.PathTo("logs/linked"), folder.Path);
        using (var large = File.Create(folder.PathTo("logs/large")))
            large.SetLength(ReportFolder.MaxLength + 1);
        Assert.Null(new ReportFolder(folder.PathTo("logs")).Read(path, out var reason));
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }
}
