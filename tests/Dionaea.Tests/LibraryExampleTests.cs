using System.Xml.Linq;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>The example for programs that feed incidents themselves.</summary>
public sealed class LibraryExampleTests
{
    [Fact]
    public void Example_records_an_attack_and_reads_it_back()
    {
        using var folder = new TemporaryFolder();
        var table = LibraryExample.Record(folder.PathTo("dionaea.sqlite"));
        Assert.Equal(["198.51.100.7", "anonymous", "a@b"], Assert.Single(table.Rows));
    }

    [Fact]
    public void Example_is_the_one_that_the_documentation_shows()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(IncidentWriter).Assembly.Location, ".xml"))
            .Descendants("member").Single(member => (string?)member.Attribute("name") == "T:Dionaea.Analysis.IncidentWriter").Descendants("code").Single().Value;
        var source = File.ReadAllText(Repository.PathTo("tests", "Dionaea.Tests", "LibraryExample.cs")).ReplaceLineEndings("\n");
        var start = source.IndexOf("// example\n", StringComparison.Ordinal) + "// example\n".Length;
        var example = source[start..source.IndexOf("// end", StringComparison.Ordinal)];
        Assert.Equal(Plain(example), Plain(documented));
        Assert.Equal(Plain(example), Plain(PageBlocks().Last()));
    }

    [Fact]
    public void Program_of_one_file_that_the_page_shows_reads_a_log()
    {
        using var folder = new TemporaryFolder();
        var project = Repository.PathTo("src", "Dionaea.Analysis", "Dionaea.Analysis.csproj");
        var program = PageBlocks().First();
        Assert.Contains("#:project src/Dionaea.Analysis/Dionaea.Analysis.csproj", program, StringComparison.Ordinal);
        File.WriteAllText(folder.PathTo("ingest.cs"), program.Replace("src/Dionaea.Analysis/Dionaea.Analysis.csproj", project, StringComparison.Ordinal));

        var log = Repository.PathTo("data", "sample", "dionaea_incident.json.gz");
        var run = WorkbenchProcess.Finish(
            WorkbenchProcess.Start(folder.Path, "dotnet", ["run", "ingest.cs", "--", log, folder.PathTo("db.sqlite")]), TimeSpan.FromMinutes(3));

        Assert.True(run.Exit == 0, run.Out + run.Error);
        Assert.EndsWith("0 lines could not be stored\n", run.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        using var made = Rows.Open(folder.PathTo("db.sqlite"));
        using var shipped = Rows.Open(Repository.PathTo("data", "sample", "dionaea.sqlite"));
        const string Count = "SELECT COUNT(*) FROM connections";
        Assert.Equal(Rows.Of(shipped, Count)[0][0], Rows.Of(made, Count)[0][0]);
    }

    private static IEnumerable<string> PageBlocks() =>
        File.ReadAllText(Repository.PathTo("notebooks", "pages", "library.md")).ReplaceLineEndings("\n").Split("```csharp\n")[1..]
            .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]);

    private static IEnumerable<string> Plain(string code) =>
        code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
