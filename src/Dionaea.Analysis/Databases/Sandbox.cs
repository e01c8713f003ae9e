using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// What a statement of a user's, or of a stranger's notebook, may do: read tables and call known functions.
/// SQLite asks for each action while it prepares a statement (https://sqlite.org/c3ref/set_authorizer.html).
/// </summary>
internal sealed class Sandbox
{
    private static readonly HashSet<string> Pragmas = new(StringComparer.OrdinalIgnoreCase)
    {
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    };

    private static readonly HashSet<string> HiddenTables = new(StringComparer.OrdinalIgnoreCase)
    {
        "sqlite_dbpage", "sqlite_stmt", "bytecode", "tables_used",
    };

    /// <summary>What was denied last, as words for an error; null when nothing was.</summary>
    public string? Denied { get; private set; }

    /// <summary>The functions of hosts' addresses that were asked for since the last reset.</summary>
    public HashSet<string> GeoFunctions { get; private set; } = [];

    /// <summary>Forgets what the last statement asked for.</summary>
    public void Reset()
    {
        Denied = null;
        if (GeoFunctions.Count > 0)
            GeoFunctions = [];
    }

    /// <summary>SQLite's question for one action.</summary>
    public int Authorize(object state, int action, utf8z first, utf8z second, utf8z database, utf8z inner)
    {
        switch (action)
        {
            case raw.SQLITE_SELECT or raw.SQLITE_RECURSIVE:
                return raw.SQLITE_OK;
            case raw.SQLITE_READ:
                var table = first.utf8_to_string();
                return HiddenTables.Contains(table) ? Deny($"the table '{table}'") : raw.SQLITE_OK;
            case raw.SQLITE_FUNCTION:
                var function = second.utf8_to_string();
                if (function.StartsWith(Analysis.GeoFunctions.Prefix, StringComparison.OrdinalIgnoreCase))
                    GeoFunctions.Add(function.ToLowerInvariant());
                return SqlFunctions.Names.Contains(function) ? raw.SQLITE_OK : Deny($"the function '{function}'");
            case raw.SQLITE_PRAGMA:
                var pragma = first.utf8_to_string();
                return Pragmas.Contains(pragma) ? raw.SQLITE_OK : Deny($"the pragma '{pragma}'");
            default:
                return Deny(Describe(action));
        }
    }

    private int Deny(string what)
    {
        Denied ??= what;
        return raw.SQLITE_DENY;
    }

    private static string Describe(int action) => action switch
    {
        raw.SQLITE_ATTACH or raw.SQLITE_DETACH => "ATTACH, DETACH and VACUUM",
        raw.SQLITE_INSERT => "INSERT",
        raw.SQLITE_UPDATE => "UPDATE",
        raw.SQLITE_DELETE => "DELETE",
        raw.SQLITE_TRANSACTION or raw.SQLITE_SAVEPOINT => "transactions",
        _ => "statements that change something",
    };
}
