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
        Assert.Equal(Plain(source[start..source.IndexOf("// end", StringComparison.Ordinal)]), Plain(documented));
    }

    private static IEnumerable<string> Plain(string code) =>
        code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
