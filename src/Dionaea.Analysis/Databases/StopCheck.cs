using SQLitePCL;

namespace Dionaea.Analysis;

/// <summary>
/// Asks while a statement runs whether it must stop. <c>sqlite3_interrupt</c> alone does nothing when it comes between
/// the preparing of a statement and its first step (https://sqlite.org/c3ref/interrupt.html).
/// </summary>
internal sealed class StopCheck : IDisposable
{
    // Of SQLite's virtual machine: a millisecond at most, and too many for the question to cost anything.
    private const int Steps = 20_000;

    private readonly sqlite3 _database;

    /// <summary>Starts to ask <paramref name="mustStop"/>, which must not throw.</summary>
    public StopCheck(sqlite3 database, Func<bool> mustStop)
    {
        _database = database;
        raw.sqlite3_progress_handler(database, Steps, _ => mustStop() ? 1 : 0, null);
    }

    /// <inheritdoc/>
    public void Dispose() => raw.sqlite3_progress_handler(_database, 0, null, null);
}
