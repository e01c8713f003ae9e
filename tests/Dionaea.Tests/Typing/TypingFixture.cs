using Dionaea.Analysis;
using Dionaea.Reporting;

namespace Dionaea.Tests;

/// <summary>
/// Help on a small database with odd names, a view without end, and a table with a removed row; a value is set and a
/// result kept.
/// </summary>
public sealed class TypingFixture : IDisposable
{
    private readonly TestDatabase _file = TestDatabase.Small();

    /// <summary>Makes the database and opens it.</summary>
    public TypingFixture()
    {
        _file.Execute(
            """
            CREATE TABLE "odd name" ("a b" TEXT, "select" TEXT, "q""uote" TEXT, plain TEXT);
            CREATE VIEW slow AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n;
            DELETE FROM logins WHERE login = 2;
            """);
        Workbench = new Workbench(WorkbenchSettings.Default with { Files = new DatabaseFileOptions { CacheFolder = Path.Combine(Folder, "cache") } });
        Workbench.Open(_file.Path);
        Workbench.Set("since", "2020-03-01");
        Workbench.Set("who", "<b>|`x`");
        Workbench.Keep("smb", Workbench.Run("SELECT connection, remote_host AS who FROM connections").Table);
        Policy = new CellPolicy(null, [Folder], Folder);
        Help = new TypingHelp(Workbench, Policy);
    }

    /// <summary>The folder of the database, the only one that cells may open files of.</summary>
    public string Folder => _file.Folder;

    /// <summary>The workbench.</summary>
    public Workbench Workbench { get; }

    /// <summary>What cells may reach.</summary>
    public CellPolicy Policy { get; }

    /// <summary>The help.</summary>
    public TypingHelp Help { get; }

    /// <summary>What is offered at the cursor of a text.</summary>
    public List<string> Texts(string text)
    {
        var (code, cursor) = TypedText.Read(text);
        return [.. Help.Complete(code, cursor).Matches.Select(m => m.Text)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Workbench.Dispose();
        _file.Dispose();
    }
}
