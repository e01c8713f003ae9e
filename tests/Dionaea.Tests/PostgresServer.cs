using System.Text.Json;
using Xunit;

namespace Dionaea.Tests;

/// <summary>A PostgreSQL server of the tests' own, reached through a socket in a temporary folder.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string Start = """
        bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
        folder=$(mktemp -d /tmp/workbench-postgres.XXXXXX)
        as=
        if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; as='runuser -u postgres --'; fi
        cd "$folder"
        $as "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C --no-sync > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
        $as "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/data/log" -o "-k $folder -c listen_addresses= -c fsync=off" start > /dev/null || exit 1
        echo "$folder"
        """;

    private readonly Lazy<string> _folder = new(Begin);

    /// <summary>Runs psql on a database of its own that is made for it.</summary>
    internal CommandRun Psql(string database, params string[] args) =>
        WorkbenchProcess.Finish(
            WorkbenchProcess.Start(Path.GetTempPath(), "psql", ["-X", "-q", "-h", _folder.Value, "-U", "postgres", "-d", database, .. args]), TimeSpan.FromMinutes(2));

    /// <summary>Rows of a query as JSON objects.</summary>
    internal List<JsonElement> Json(string database, string sql)
    {
        var run = Psql(database, "-A", "-t", "-c", $"SET timezone = 'UTC'; SELECT row_to_json(found) FROM ({sql}) AS found");
        Assert.True(run.Exit == 0, run.Error);
        return [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public void Dispose()
    {
        if (!_folder.IsValueCreated)
            return;
        const string Stop = """
            bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
            cd /
            if [ "$(id -u)" -eq 0 ]; then as='runuser -u postgres --'; fi
            $as "$bin/pg_ctl" -D "$FOLDER/data" -m immediate stop
            rm -rf "$FOLDER"
            """;
        WorkbenchProcess.Bash("/", Stop, new Dictionary<string, string?> { ["FOLDER"] = _folder.Value });
    }

    private static string Begin()
    {
        if (!Directory.Exists("/usr/lib/postgresql") || !File.Exists("/usr/bin/psql"))
            Assert.Skip("Debian's postgresql is not here.");
        var run = WorkbenchProcess.Bash("/", Start);
        Assert.True(run.Exit == 0, run.Error);
        return run.Out.Trim();
    }
}
