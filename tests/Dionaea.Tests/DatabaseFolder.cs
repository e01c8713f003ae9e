using System.Diagnostics;
using System.Security.Cryptography;
using Dionaea.Analysis;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dionaea.Tests;

/// <summary>A folder of a user with databases, and a cache apart from it; both go when it is disposed.</summary>
internal sealed class DatabaseFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("workbench-").FullName;

    public DatabaseFolder()
    {
        Folder = Directory.CreateDirectory(Path.Combine(_root, "user")).FullName;
        Cache = Path.Combine(_root, "cache");
    }

    public string Folder { get; }

    public string Cache { get; }

    public DatabaseFileOptions Options => DatabaseFileOptions.Default with { CacheFolder = Cache, FreeBytes = 0 };

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>
    /// A database of some pages with rows 1 to <paramref name="rows"/> in table <c>t</c>, dated back, since a file
    /// of just now counts as live for a user who may not look at every process.
    /// </summary>
    public string Database(string name = "dionaea.sqlite", int rows = 1000, string mode = "DELETE")
    {
        Execute(this[name], $"PRAGMA journal_mode={mode}; CREATE TABLE t (n INTEGER PRIMARY KEY, x TEXT); WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {rows}) INSERT INTO t SELECT n, hex(randomblob(20)) FROM c;");
        File.SetLastWriteTimeUtc(this[name], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return this[name];
    }

    public DatabaseFile Open(string path, DatabaseFileOptions? options = null, IProgress<string>? progress = null) =>
        DatabaseFile.Open(path, options ?? Options, progress, TestContext.Current.CancellationToken);

    public WorkbenchException Refuse(string path, DatabaseFileOptions? options = null)
    {
        var before = State();
        var error = Assert.Throws<WorkbenchException>(() => Open(path, options));
        Assert.Equal(before, State());
        Assert.NotNull(error.Remedy);
        return error;
    }

    /// <summary>Names, lengths, times and hashes of all files in the user's folder.</summary>
    public string State() => string.Join('\n', Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new FileInfo(path))
        .Select(file => $"{file.FullName} {(file.Exists && file.Length > 0 && file.LinkTarget is null ? $"{file.Length} {file.LastWriteTimeUtc.Ticks} {Hash(file.FullName)}" : "")}"));

    public static string Hash(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>What a reader sees, through a read-only connection as the workbench opens it.</summary>
    public static string Read(string path, string sql = "SELECT count(*) || ' ' || coalesce(max(n), 0) FROM t")
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    /// <summary>Runs a program and waits for it.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {error}");
    }

    /// <summary>Starts the sqlite3 command, which takes statements on its input; skips the test where there is none.</summary>
    public static Process StartShell(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("sqlite3", arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("The sqlite3 command is not installed.");
            throw;
        }
    }

    /// <summary>Starts the sqlite3 command and waits until its statements have run.</summary>
    public static Process Shell(string path, string sql)
    {
        var shell = StartShell("-batch", path);
        shell.StandardInput.WriteLine(sql);
        shell.StandardInput.WriteLine(".print ready");
        shell.StandardInput.Flush();
        while (shell.StandardOutput.ReadLine() is { } line && line != "ready")
        {
        }

        return shell;
    }

    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    public static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    public void Dispose()
    {
        SetMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_root, recursive: true);
    }
}
