using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>Names of tables and columns as they are written in SQL.</summary>
public static class SqlName
{
    private static readonly Lazy<IReadOnlySet<string>> Keywords = new(ReadKeywords);

    /// <summary>Whether SQLite gives the word a meaning of its own.</summary>
    public static bool IsKeyword(string word) => Keywords.Value.Contains(word);

    /// <summary>The name as an identifier: as it is where it is a plain one, else in double quotes.</summary>
    public static string Write(string name) => IsPlain(name) && !IsKeyword(name) ? name : Raw.Quote(name);

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static HashSet<string> ReadKeywords()
    {
        Batteries_V2.Init();
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < raw.sqlite3_keyword_count(); i++)
        {
            if (raw.sqlite3_keyword_name(i, out var word) == raw.SQLITE_OK)
                words.Add(word);
        }

        return words;
    }
}
