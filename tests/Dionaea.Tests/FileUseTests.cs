using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class FileUseTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_sees_a_transaction_of_another_connection()
    {
        var path = _folder.Database();
        using var bytes = new DatabaseBytes(path, path);
        Assert.Equal(Use.None, FileUse.Of(path, bytes, TimeProvider.System));
        var writer = DatabaseFolder.Shell(path, "BEGIN IMMEDIATE;");
        Assert.Equal(Use.Live, FileUse.Of(path, bytes, TimeProvider.System));
        DatabaseFolder.Kill(writer);
        Assert.Equal(Use.None, FileUse.Of(path, bytes, TimeProvider.System));
    }

    [Fact]
    public void StaysStill_is_true_once_the_last_modification_is_no_longer_recent()
    {
        var path = _folder.Database();
        using var bytes = new DatabaseBytes(path, path);
        Assert.True(FileUse.StaysStill(path, bytes, new Clock(path, () => { }), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void StaysStill_is_false_when_somebody_writes_meanwhile()
    {
        var path = _folder.Database();
        using var bytes = new DatabaseBytes(path, path);
        var clock = new Clock(path, () => DatabaseFolder.Execute(path, "DELETE FROM t WHERE n = (SELECT min(n) FROM t)"));
        Assert.False(FileUse.StaysStill(path, bytes, clock, TestContext.Current.CancellationToken));
    }

    /// <summary>A clock that starts at the file's time and lets something happen at each look.</summary>
    private sealed class Clock(string path, Action look) : TimeProvider
    {
        private readonly DateTime _start = File.GetLastWriteTimeUtc(path);
        private int _looks;

        public override DateTimeOffset GetUtcNow()
        {
            look();
            return new DateTimeOffset(_start).AddSeconds(4 * _looks++);
        }
    }
}
