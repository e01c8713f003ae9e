using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

/// <summary>Holds that the catalogue's texts run unchanged on a second engine and answer the same there.</summary>
public sealed class DuckDbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_query_answers_the_same_on_the_sample() =>
        Assert.Empty(Differences(Repository.PathTo("data", "sample", "dionaea.sqlite"), "America/Sao_Paulo"));

    [Fact]
    public void Every_query_answers_the_same_on_the_counted_rows()
    {
        using var fixture = new CatalogueFixture();

        Assert.Empty(Differences(fixture.Database, fixture.Session, "UTC"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_query_answers_the_same_on_random_rows(int seed)
    {
        using var database = RandomDatabase.Make(seed);

        Assert.Empty(Differences(database.Path, "Europe/Berlin"));
    }

    private List<string> Differences(string path, string zone)
    {
        using var database = HoneypotDatabase.Open(path);
        using var geolocation = new Geolocation(GeographyOfTests.Write(_folder.Path).Files, () => false);
        using var session = database.OpenSession(geolocation);
        return Differences(database, session, zone);
    }

    private static List<string> Differences(HoneypotDatabase database, ReadSession session, string zone)
    {
        using var duck = new DuckDbCopy(database, session);
        var queries = new QueryCatalogue().All
            .SelectMany(query => query.Published is { } published ? new[] { query, published } : [query])
            .Where(query => !IsAboutSqlite(query));
        return [.. queries.Select(query => Difference(query, session, duck, zone)).OfType<string>()];
    }

    // Which tables a file stores, and how SQLite finds rows, are questions about SQLite.
    private static bool IsAboutSqlite(Query query) =>
        query.Sql.Contains("pragma_table_info", StringComparison.Ordinal) || query.Sql.StartsWith("EXPLAIN QUERY PLAN", StringComparison.Ordinal);

    private static string? Difference(Query query, ReadSession session, DuckDbCopy duck, string zone)
    {
        var values = query.Parameters.ToDictionary(p => p.Name, p => p.Name == "zone" ? zone : QueryComparison.Default(p, session));
        var expected = session.Run(query.Sql, values, Limits.Default with { Rows = 1_000_000 }, query.Columns).Rows;
        var used = session.ParameterNames(query.Sql).ToHashSet();
        List<object?[]> found;
        try
        {
            found = duck.Run(query.Sql, values.Where(v => used.Contains(v.Key)));
        }
        catch (DuckDB.NET.Data.DuckDBException e)
        {
            return $"{query.Name}: {e.Message}";
        }

        for (var i = 0; i < Math.Min(expected.Count, found.Count); i++)
        {
            if (!expected[i].Zip(found[i], AreSame).All(same => same))
                return $"{query.Name} row {i + 1}: {string.Join(" | ", expected[i])} expected, {string.Join(" | ", found[i])} found";
        }

        return expected.Count == found.Count ? null : $"{query.Name}: {expected.Count} rows expected, {found.Count} found";
    }

    private static bool AreSame(object? expected, object? found) => (expected, found) switch
    {
        (long or double, long or double) => Math.Abs(Table.Number(expected)!.Value - Table.Number(found)!.Value) <= 1e-9 * Math.Max(1, Math.Abs(Table.Number(expected)!.Value)),
        (byte[] bytes, string) => System.Text.Encoding.UTF8.GetString(bytes) == (string)found,
        _ => Equals(expected, found),
    };
}
