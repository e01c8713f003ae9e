using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Compares profiles of real sensors' files with other formulations on the raw tables.</summary>
public sealed class DatabaseProfileOfRealFilesTests
{
    private static readonly Dictionary<string, object?> NoValues = [];

    public static TheoryData<string> RealFiles => [.. Repository.RealDatabases().DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Tables_have_the_rows_spans_and_orphans_of_the_raw_tables(string file)
    {
        using var folder = new TemporaryFolder();
        var (raw, profile) = Read(file, folder);
        using var closing = raw;

        var stored = Column(raw, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").Cast<string>().ToList();
        Assert.Equal(stored.Order(StringComparer.Ordinal), profile.Tables.Select(t => t.Name));
        foreach (var table in profile.Tables)
        {
            Assert.Equal(Number(raw, $"SELECT count(*) FROM {table.Name}"), table.Rows);
            if (table.Orphans is null)
                continue;
            Assert.Equal(Number(raw, $"SELECT count(*) FROM {table.Name} WHERE connection NOT IN (SELECT connection FROM connections) OR connection IS NULL"), table.Orphans);
            Assert.Equal(Column(raw, $"SELECT min(connection_timestamp) FROM connections WHERE connection IN (SELECT connection FROM {table.Name})")[0], table.First);
            Assert.Equal(Column(raw, $"SELECT max(connection_timestamp) FROM connections WHERE connection IN (SELECT connection FROM {table.Name})")[0], table.Last);
        }
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Traps_are_counted_as_other_sql_counts_them(string file)
    {
        using var folder = new TemporaryFolder();
        var (raw, profile) = Read(file, folder);
        using var closing = raw;
        var hasOld = Number(raw, "SELECT count(*) FROM sqlite_master WHERE name = 'emu_services_old'") == 1;

        Assert.Equal(Number(raw, "SELECT count(*) FROM connections WHERE connection_timestamp % 1 <> connection_timestamp - floor(connection_timestamp)"), Found(profile, "S1"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM connections WHERE CAST(strftime('%s', connection_timestamp, 'unixepoch') AS INTEGER) <> floor(connection_timestamp)"), Found(profile, "S2"));
        Assert.Equal(
            Number(raw, "SELECT sum(ifnull(remote_host, '') = '') + sum(instr(remote_host, '::ffff:') = 1) + sum(instr(local_host, '::ffff:') = 1) FROM connections"),
            Found(profile, "S6"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM logins WHERE login_username = CAST(login_username AS BLOB)"), Found(profile, "S7", "logins.login_username"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM mssql_commands WHERE mssql_command_cmd = CAST(mssql_command_cmd AS BLOB)"), Found(profile, "S7", "mssql_commands.mssql_command_cmd"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM sip_commands WHERE sip_command_method = CAST(sip_command_method AS BLOB)"), Found(profile, "S7", "sip_commands.sip_command_method"));
        Assert.Equal(hasOld ? Number(raw, "SELECT count(*) FROM emu_services_old") : 0, Found(profile, "S8"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM downloads WHERE length(ifnull(download_url, '')) = 0"), Found(profile, "S10"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM (SELECT a.virustotal_md5_hash FROM virustotals a JOIN virustotals b USING (virustotal_md5_hash) WHERE a.virustotal < b.virustotal GROUP BY 1)"), Found(profile, "S11"));
        Assert.Equal(Number(raw, "SELECT count(*) - count(virustotalscan_result) FROM virustotalscans"), Found(profile, "S12", "scans that found nothing"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM (SELECT download_md5_hash FROM downloads EXCEPT SELECT virustotal_md5_hash FROM virustotals)"), Found(profile, "S12", "distinct samples without a report"));
        Assert.Equal(Number(raw, "SELECT count(*) FROM (SELECT DISTINCT download_md5_hash FROM downloads)"), Found(profile, "S13"));
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Links_are_counted_as_a_walk_over_the_rows_counts_them(string file)
    {
        using var folder = new TemporaryFolder();
        var (raw, profile) = Read(file, folder);
        using var closing = raw;
        var rows = raw.Run("SELECT connection, connection_root, connection_parent FROM connections", NoValues).Rows
            .ToDictionary(r => (long)r[0]!, r => (Root: (long?)r[1], Parent: (long?)r[2]));

        Assert.Equal(rows.Count(r => r.Value.Parent is not null && r.Value.Root == r.Key), Found(profile, "S14", "their own root, though they have a parent"));
        Assert.Equal(rows.Count(r => r.Value.Parent is null && r.Value.Root is { } root && root != r.Key), Found(profile, "S14", "without a parent, though another is their root"));
        Assert.Equal(rows.Count(r => r.Value.Root is null), Found(profile, "S14", "without a root"));
        Assert.Equal(rows.Count(r => r.Value.Root is { } root && !rows.ContainsKey(root)), Found(profile, "S14", "with a root that is gone"));
        Assert.Equal(
            rows.Count(r => r.Value.Root is { } root && root != r.Key && rows.TryGetValue(root, out var of) && of.Root is { } next && next != root),
            Found(profile, "S14", "with a root that is not its own root"));
        Assert.Equal(rows.Count(r => r.Value.Parent is { } parent && !rows.ContainsKey(parent)), Found(profile, "S14", "with a parent that is gone"));
    }

    private static (CatalogueSpecification Raw, DatabaseProfile Profile) Read(string file, TemporaryFolder folder)
    {
        var path = CatalogueSpecification.Unpack(Repository.Shared("data", "real", file), folder.Path);
        using var database = HoneypotDatabase.Open(path);
        return (new CatalogueSpecification(path), DatabaseProfile.Read(database, "UTC", Limits.Default, TestContext.Current.CancellationToken));
    }

    private static List<object?> Column(CatalogueSpecification raw, string sql) => [.. raw.Run(sql, NoValues).Rows.Select(r => r[0])];

    private static long Number(CatalogueSpecification raw, string sql) => Column(raw, sql)[0] as long? ?? 0;

    private static long Found(DatabaseProfile profile, string id, string? part = null) =>
        profile.Traps.Single(t => t.Trap.Id == id).Counts.Where(c => part is null || c.Part == part).Sum(c => c.Found);
}
