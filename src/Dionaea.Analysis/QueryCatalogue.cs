namespace Dionaea.Analysis;

/// <summary>
/// The named queries: those that come with the workbench and the user's own. Names are known at once; a header is
/// read when its query is first asked for.
/// </summary>
public sealed class QueryCatalogue
{
    private readonly Dictionary<string, Lazy<Query>> _queries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the catalogue of the embedded queries and of the <c>.sql</c> files in a folder.</summary>
    /// <param name="userFolder">A folder with queries of the user's own, looked through with its subfolders; may be missing.</param>
    /// <exception cref="WorkbenchException">User files are at fault; all faults are in the message.</exception>
    public QueryCatalogue(string? userFolder = null)
    {
        var paths = Resources.In("Queries/").ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths.Where(p => !QueryFile.IsPublished(p)))
            _queries[Path.GetFileNameWithoutExtension(path)] = new Lazy<Query>(() => Read(path, paths.Contains, Resources.Text));
        if (userFolder is not null && Directory.Exists(userFolder))
            AddUserFiles(userFolder);
    }

    /// <summary>All names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _queries.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All queries, by topic and catalogue id.</summary>
    public IReadOnlyList<Query> All =>
        [.. _queries.Values.Select(q => q.Value).OrderBy(q => q.Id ?? "~", StringComparer.Ordinal).ThenBy(q => q.Name, StringComparer.Ordinal)];

    /// <summary>The query with a name or catalogue id; case is ignored.</summary>
    /// <exception cref="WorkbenchException">There is none; the message suggests the nearest.</exception>
    public Query this[string name]
    {
        get
        {
            if (_queries.TryGetValue(name, out var query))
                return query.Value;

            // Ids stand in the headers; only a text that looks like one is worth reading them all.
            if (name.Length is >= 3 and <= 4 && char.IsAsciiLetter(name[0]) && char.IsAsciiDigit(name[1]))
            {
                var byId = All.FirstOrDefault(q => string.Equals(q.Id, name, StringComparison.OrdinalIgnoreCase));
                if (byId is not null)
                    return byId;
            }

            throw WorkbenchException.Unknown("query", name, _queries.Keys, "'workbench queries' lists them.");
        }
    }

    private static Query Read(string path, Predicate<string> exists, Func<string, string> text)
    {
        var query = QueryFile.Parse(path, text(path));
        var published = QueryFile.PublishedBeside(path);
        return exists(published) ? query with { Published = QueryFile.ParsePublished(published, text(published), query) } : query;
    }

    private void AddUserFiles(string folder)
    {
        var faults = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories).Where(p => !QueryFile.IsPublished(p)).Order(StringComparer.Ordinal))
        {
            try
            {
                var query = Read(path, File.Exists, File.ReadAllText);
                if (!_queries.TryAdd(query.Name, new Lazy<Query>(query)))
                    faults.Add($"'{path}': there is a query '{query.Name}' already");
            }
            catch (WorkbenchException e)
            {
                faults.Add(e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults.Add($"'{path}' can't be read");
            }
        }

        if (faults.Count > 0)
            throw WorkbenchException.Usage($"Your own queries have faults:\n{string.Join('\n', faults)}", "Mend or remove the files.");
    }
}
