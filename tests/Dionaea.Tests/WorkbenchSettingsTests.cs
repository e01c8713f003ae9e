using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class WorkbenchSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_gives_the_defaults_where_nothing_is_said()
    {
        Assert.Equal(WorkbenchSettings.Default, WorkbenchSettings.Load(_folder.PathTo("missing")));
        Write("# nothing\n");
        Assert.Equal(WorkbenchSettings.Default, WorkbenchSettings.Load(_folder.Path));
    }

    [Fact]
    public void Load_reads_the_shipped_file_as_the_defaults_it_describes()
    {
        var shipped = File.ReadAllText(Repository.PathTo("conf", "workbench.yaml"));
        var lines = shipped.Split('\n').Where(l => l.StartsWith("# ", StringComparison.Ordinal) && l.Contains(": ", StringComparison.Ordinal) && char.IsAsciiLetterLower(l.TrimStart('#', ' ')[0]));
        Write("limits:\n" + string.Join('\n', lines.Where(l => l.StartsWith("#   ", StringComparison.Ordinal)).Select(l => l[1..]))
            + "\n" + string.Join('\n', lines.Where(l => !l.StartsWith("#   ", StringComparison.Ordinal)).Select(l => l[2..])) + "\n");

        var settings = WorkbenchSettings.Load(_folder.Path);

        Assert.Equal(WorkbenchSettings.Default with { OpenFolders = settings.OpenFolders, ExportFolders = settings.ExportFolders }, settings);
        Assert.Empty(settings.OpenFolders);
        Assert.Empty(settings.ExportFolders);
    }

    [Fact]
    public void Load_finds_geo_files_from_the_folder_of_the_settings()
    {
        Write("geo: {country: a.mmdb, asn: /b/c.csv}\n");
        Assert.Equal(new GeoSettings(Country: _folder.PathTo("a.mmdb"), Asn: "/b/c.csv"), WorkbenchSettings.Load(_folder.Path).Geo);

        Write("geo: {town: a.mmdb}\n");
        Assert.Contains("unknown setting 'town' under 'geo'", Assert.Throws<WorkbenchException>(() => WorkbenchSettings.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_takes_what_is_said()
    {
        Write("zone: Europe/Berlin\nlimits: {rows: 7, seconds: 2, megabytes: 3}\nopen: [../captures]\nexport: [/var/tmp]\ncache_gigabytes: 1\n");

        var settings = WorkbenchSettings.Load(_folder.Path);

        Assert.Equal("Europe/Berlin", settings.Zone);
        Assert.Equal(new Limits(7, TimeSpan.FromSeconds(2), 1_000_000, 3 << 20), settings.Limits);
        Assert.Equal([Path.GetFullPath("../captures", _folder.Path)], settings.OpenFolders);
        Assert.Equal([Path.GetFullPath("/var/tmp")], settings.ExportFolders);
        Assert.Equal(1L << 30, settings.Files.CacheBytes);
    }

    [Theory]
    [InlineData("open: ../captures\n", "'open' takes a list of folders")]
    [InlineData("export: [{a: 1}]\n", "'export' takes a list of folders")]
    [InlineData("zome: UTC\n", "unknown setting 'zome'")]
    [InlineData("limits: {rows: many}\n", "'rows' is 'many', but it takes a whole number from 1 to 1000000")]
    [InlineData("zone: Europe/Brelin\n", "Did you mean 'Europe/Berlin'?")]
    [InlineData("- a\n- b\n", "not a mapping")]
    [InlineData("a: [\n", "is not YAML")]
    public void Load_names_the_faults(string text, string expected)
    {
        Write(text);

        Assert.Contains(expected, Assert.Throws<WorkbenchException>(() => WorkbenchSettings.Load(_folder.Path)).Text, StringComparison.Ordinal);
    }

    private void Write(string text) => File.WriteAllText(_folder.PathTo("workbench.yaml"), text);
}
