using ClarityConnect.Workflows.Connectors.Calls;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Calls;

public sealed class CallLimitsTests
{
    private readonly JumpingClock clock = new();
    private readonly List<TimeSpan> begins = [];
    private int nodes = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_begin_no_faster_than_allowed()
    {
        await CallAsync(Limits(1, 250), 5);
        begins.ShouldBe(Milliseconds(0, 250, 500, 750, 1000));
    }

    [Fact]
    public async Task A_node_that_starts_or_stops_changes_the_share_from_the_next_call_on()
    {
        var limits = Limits(1, 250);
        await CallAsync(limits, 2);
        nodes = 3;
        await CallAsync(limits, 3);
        nodes = 1;
        await CallAsync(limits, 3);
        begins.ShouldBe(Milliseconds(0, 250, 500, 1250, 2000, 2750, 3000, 3250));
    }

    [Fact]
    public async Task Without_a_limit_of_calls_in_a_while_none_waits()
    {
        nodes = 4;
        await CallAsync(Limits(1, 0), 3);
        begins.ShouldBe(Milliseconds(0, 0, 0));
    }

    [Fact]
    public async Task One_call_runs_at_a_time_and_a_failure_lets_the_next_one_through()
    {
        var limits = Limits(1, 10);
        var first = new TaskCompletionSource<int>();
        var running = limits.RunAsync(() => first.Task, Token);
        var second = limits.RunAsync(() => Task.FromResult(2), Token);
        second.IsCompleted.ShouldBeFalse();
        first.SetException(new InvalidOperationException("broken"));
        await Should.ThrowAsync<InvalidOperationException>(() => running);
        (await second).ShouldBe(2);
    }

    [Fact]
    public async Task Of_the_calls_at_once_a_node_takes_its_share_which_changes_while_calls_run()
    {
        var limits = Limits(4, 0);
        var open = new Open();
        nodes = 2;
        var calls = Enumerable.Range(0, 8).Select(_ => limits.RunAsync(open.EnterAsync, Token)).ToList();
        open.Begun.ShouldBe(2);

        nodes = 1;
        open.Leave();
        await open.BeginsAsync(5);
        open.Running.ShouldBe(4);

        nodes = 3;
        for (var left = 3; left >= 1; left--)
        {
            open.Leave();
            (open.Running, open.Begun).ShouldBe((left, 5));
        }

        for (var begun = 6; begun <= 8; begun++)
        {
            open.Leave();
            await open.BeginsAsync(begun);
            open.Running.ShouldBe(1);
        }

        open.Leave();
        await Task.WhenAll(calls);
        open.Most.ShouldBe(4);
    }

    [Fact]
    public async Task With_more_nodes_than_calls_at_once_each_still_makes_one()
    {
        nodes = 5;
        var open = new Open();
        var limits = Limits(2, 0);
        var calls = Enumerable.Range(0, 2).Select(_ => limits.RunAsync(open.EnterAsync, Token)).ToList();
        open.Begun.ShouldBe(1);
        open.Leave();
        await open.BeginsAsync(2);
        open.Leave();
        await Task.WhenAll(calls);
        open.Most.ShouldBe(1);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_takes_no_place()
    {
        var limits = Limits(1, 0);
        var open = new Open();
        using var impatience = new CancellationTokenSource();
        var first = limits.RunAsync(open.EnterAsync, Token);
        var second = limits.RunAsync(open.EnterAsync, impatience.Token);
        var third = limits.RunAsync(open.EnterAsync, Token);
        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        open.Leave();
        await first;
        await open.BeginsAsync(2);
        open.Leave();
        await third;
        await Should.ThrowAsync<OperationCanceledException>(() => limits.RunAsync(open.EnterAsync, impatience.Token));
    }

    private static TimeSpan[] Milliseconds(params int[] times) => [.. times.Select(time => TimeSpan.FromMilliseconds(time))];

    private CallLimits Limits(int atOnce, int gap) => new(atOnce, TimeSpan.FromMilliseconds(gap), () => nodes, clock);

    private async Task CallAsync(CallLimits limits, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await limits.RunAsync(
                () =>
                {
                    begins.Add(clock.Now - DateTimeOffset.UnixEpoch);
                    return Task.FromResult(i);
                },
                Token);
        }
    }

    /// <summary>Calls that end when the test says so, the one that began first at first.</summary>
    private sealed class Open
    {
        private readonly Lock gate = new();
        private readonly Queue<TaskCompletionSource<int>> calls = [];
        private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Begun { get; private set; }

        public int Running { get; private set; }

        public int Most { get; private set; }

        public Task<int> EnterAsync()
        {
            lock (gate)
            {
                var call = new TaskCompletionSource<int>();
                calls.Enqueue(call);
                Most = Math.Max(Most, ++Running);
                Begun++;
                changed.SetResult();
                changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return call.Task;
            }
        }

        public void Leave()
        {
            TaskCompletionSource<int> call;
            lock (gate)
            {
                call = calls.Dequeue();
                Running--;
            }

            call.SetResult(1);
        }

        /// <summary>Waits until so many calls have begun.</summary>
        public async Task BeginsAsync(int count)
        {
            while (Next(count) is { } next)
                await next.WaitAsync(Token);
        }

        private Task? Next(int count)
        {
            lock (gate)
                return Begun < count ? changed.Task : null;
        }
    }
}
