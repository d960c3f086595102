using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

public sealed class RateGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_begin_no_faster_than_allowed()
    {
        var clock = new JumpingClock();
        var gate = new RateGate(4, clock);
        var begins = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
            await gate.RunAsync(() => Task.FromResult(Note(begins, clock)), Token);
        begins.ShouldBe([.. Enumerable.Range(0, 5).Select(i => TimeSpan.FromMilliseconds(250 * i))]);
    }

    [Fact]
    public async Task One_call_runs_at_a_time_and_a_failure_lets_the_next_one_through()
    {
        var gate = new RateGate(100, new JumpingClock());
        var first = new TaskCompletionSource<int>();
        var running = gate.RunAsync(() => first.Task, Token);
        var second = gate.RunAsync(() => Task.FromResult(2), Token);
        second.IsCompleted.ShouldBeFalse();
        first.SetException(new InvalidOperationException("broken"));
        await Should.ThrowAsync<InvalidOperationException>(() => running);
        (await second).ShouldBe(2);
    }

    private static int Note(List<TimeSpan> begins, JumpingClock clock)
    {
        begins.Add(clock.GetUtcNow() - DateTimeOffset.UnixEpoch);
        return begins.Count;
    }
}
