using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>The savepoint around an incident that writes with several statements.</summary>
internal sealed class Savepoint : IDisposable
{
    private readonly NativeStatement _start;
    private readonly NativeStatement _release;
    private readonly NativeStatement _takeBack;

    /// <summary>Prepares the statements.</summary>
    public Savepoint(sqlite3 database)
    {
        _start = new NativeStatement(database, "SAVEPOINT incident", out _);
        _release = new NativeStatement(database, "RELEASE incident", out _);
        _takeBack = new NativeStatement(database, "ROLLBACK TO incident", out _);
    }

    /// <summary>Starts it.</summary>
    public void Start() => _start.Run();

    /// <summary>Ends it; what was written since the start stays.</summary>
    public void Release() => _release.Run();

    /// <summary>Ends it and takes back what was written since the start.</summary>
    public void TakeBack()
    {
        _takeBack.Run();
        _release.Run();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _start.Dispose();
        _release.Dispose();
        _takeBack.Dispose();
    }
}
