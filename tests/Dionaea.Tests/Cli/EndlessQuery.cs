namespace Dionaea.Tests;

/// <summary>A query of the user's own that would take days.</summary>
internal static class EndlessQuery
{
    /// <summary>The file's text.</summary>
    public const string Text =
        """
        -- title: Endless
        -- question: Does it ever end?
        -- population: nothing
        -- columns: {rows: count}
        WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 9000000000000)
        SELECT COUNT(*) AS rows FROM number
        """;
}
