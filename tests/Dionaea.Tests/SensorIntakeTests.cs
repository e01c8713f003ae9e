using System.Text;
using Dionaea.Analysis;
using Xunit;

namespace Dionaea.Tests;

public sealed class SensorIntakeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Incidents_that_come_each_after_the_last_answer_are_not_kept_waiting()
    {
        using var intake = new SensorIntake(new IntakeOptions { Database = _folder.PathTo("a.sqlite"), Window = TimeSpan.FromHours(1), ProvenAfter = 0 });
        for (var i = 0; i < 5; i++)
            Assert.Equal(IntakeAnswer.Stored, await intake.Submit(Accept(i)).WaitAsync(Patience));
        Assert.Equal(5, intake.Stored);
    }

    [Fact]
    public async Task Incidents_that_come_at_once_wait_for_each_other_until_the_end()
    {
        var intake = new SensorIntake(new IntakeOptions { Database = _folder.PathTo("a.sqlite"), Window = TimeSpan.FromHours(1), ProvenAfter = 1 });
        var answers = new[] { 3, 1, 2 }.Select(second => intake.Submit(Accept(second))).ToList();
        Assert.All(answers, answer => Assert.False(answer.IsCompleted));
        intake.Dispose();
        Assert.All(await Task.WhenAll(answers).WaitAsync(Patience), answer => Assert.Equal(IntakeAnswer.Stored, answer));

        using var database = Rows.Open(_folder.PathTo("a.sqlite"));
        Assert.Equal([1L, 2L, 3L], Rows.Of(database, "SELECT remote_port FROM connections ORDER BY connection").Select(row => (long)row[0]!));
        Assert.Equal(IntakeAnswer.Refused, await intake.Submit(Accept(4)));
    }

    private static byte[] Accept(int second) => Encoding.UTF8.GetBytes(AcceptLine.Of(second, 1_577_836_800 + second, "198.51.100.7", second));
}
