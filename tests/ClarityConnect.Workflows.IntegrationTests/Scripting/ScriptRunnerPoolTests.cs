using System.Diagnostics;
using ClarityConnect.Workflows.Engine.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

/// <summary>What the pool does when processes die, hang or cannot be started. Each test has a pool of its own.</summary>
public sealed class ScriptRunnerPoolTests
{
    private const string Mapping = "const total = variables.lines.reduce((sum, line) => sum + line.qty * line.price, 0); ({ total })";
    private const string Data = """{"variables":{"lines":[{"qty":2,"price":5},{"qty":1,"price":2.5}]}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Processes_killed_under_load_cost_no_request()
    {
        await using var pool = ScriptPool.Create();
        await pool.StartAsync(Token);
        using var stop = new CancellationTokenSource();
        var served = new int[8];
        var callers = served.Select((_, caller) => Task.Run(() => Call(caller), Token)).ToArray();
        for (var kill = 0; kill < 6; kill++)
        {
            // A request whose second process is killed too fails, as it should: so none may be under way that met the kill before.
            var before = served.Select((_, caller) => Volatile.Read(ref served[caller])).ToArray();
            await Until(() => before.Select((count, caller) => Volatile.Read(ref served[caller]) - count).All(news => news >= 20) && pool.ProcessIds.Count >= 2);
            var ids = pool.ProcessIds;
            Kill(ids[kill % ids.Count]);
        }
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        async Task Call(int caller)
        {
            while (!stop.IsCancellationRequested)
            {
                var result = await ScriptPool.Run(pool, Mapping, Data);
                result.Value!.Value.GetProperty("total").GetDouble().ShouldBe(12.5);
                Interlocked.Increment(ref served[caller]);
            }
        }
    }

    [Fact]
    public async Task A_process_that_dies_between_requests_is_replaced()
    {
        await using var pool = ScriptPool.Create(options => options.FastRunners = 1);
        await ScriptPool.Run(pool, Mapping, Data);
        foreach (var id in pool.ProcessIds) Kill(id);
        (await ScriptPool.Run(pool, Mapping, Data)).Value!.Value.GetRawText().ShouldBe("""{"total":12.5}""");
    }

    [Fact]
    public async Task Runaway_scripts_do_not_starve_good_ones()
    {
        await using var pool = ScriptPool.Create();
        await pool.StartAsync(Token);
        await ScriptPool.Run(pool, Mapping, Data); // known to be quick from here on
        var runaways = Enumerable.Range(0, 20)
            .Select(number => ScriptPool.Run(pool, $"for (;;); // {number}", limit: TimeSpan.FromMilliseconds(200)).ContinueWith(ended => ended.Exception!.InnerException, Token))
            .ToArray();
        var clock = Stopwatch.StartNew();
        var slowest = TimeSpan.Zero;
        for (var call = 0; call < 200; call++)
        {
            var started = clock.Elapsed;
            await ScriptPool.Run(pool, Mapping, Data);
            var took = clock.Elapsed - started;
            if (took > slowest) slowest = took;
        }
        runaways.Count(runaway => !runaway.IsCompleted).ShouldBeGreaterThan(0, "they must still be in the way");
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(2)); // one after the other they need more than 4 seconds
        foreach (var error in await Task.WhenAll(runaways))
            error.ShouldBeOfType<ScriptFailedException>().Reason.ShouldBe(ScriptFailureReason.Timeout);
    }

    [Fact]
    public async Task A_script_beyond_the_quantum_goes_on_in_the_slow_lane()
    {
        await using var pool = ScriptPool.Create(options => options.FastQuantum = TimeSpan.FromMilliseconds(20));
        const string Long = "let n = 0; for (let i = 0; i < 3e6; i++) n += i; n";
        (await ScriptPool.Run(pool, Long, limit: TimeSpan.FromSeconds(10))).Value!.Value.GetDouble().ShouldBe(4499998500000);
        var failure = await Should.ThrowAsync<ScriptFailedException>(() => ScriptPool.Run(pool, "for (;;); 'x'", limit: TimeSpan.FromMilliseconds(10)));
        failure.Message.ShouldContain("within 0.01 s");
    }

    [Fact]
    public async Task What_cannot_be_interrupted_is_killed()
    {
        await using var pool = ScriptPool.Create(options =>
        {
            options.FastQuantum = TimeSpan.FromMilliseconds(10);
            options.KillGrace = TimeSpan.FromMilliseconds(100);
        });
        // Built-in functions do not look at the clock; one after the other, all of them long.
        const string Source = "const a = Array(3e6).fill('ab'); for (;;) a.join('-').length";
        var failure = await Should.ThrowAsync<ScriptFailedException>(() => ScriptPool.Run(pool, Source, limit: TimeSpan.FromMilliseconds(10)));
        failure.Reason.ShouldBe(ScriptFailureReason.Timeout);
        (await ScriptPool.Run(pool, Mapping, Data)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task More_scripts_than_a_process_keeps_are_served()
    {
        await using var pool = ScriptPool.Create(options => options.FastRunners = 1);
        for (var round = 0; round < 2; round++)
            for (var number = 0; number < 140; number++)
                (await ScriptPool.Run(pool, $"{number} + 1")).Value!.Value.GetInt32().ShouldBe(number + 1);
    }

    [Fact]
    public async Task A_missing_node_is_told_clearly_at_the_start_and_at_use()
    {
        await using var pool = ScriptPool.Create(options => options.NodePath = "no-such-node");
        var atStart = await Should.ThrowAsync<ScriptFailedException>(() => pool.StartAsync(Token));
        atStart.Reason.ShouldBe(ScriptFailureReason.Unavailable);
        atStart.Message.ShouldStartWith("Node.js was not found as 'no-such-node'");
        atStart.Message.ShouldContain("JavaScript:NodePath");
        var atUse = await Should.ThrowAsync<ScriptFailedException>(() => ScriptPool.Run(pool, "1"));
        atUse.ScriptName.ShouldBe("Map order › Script");
        atUse.Message.ShouldContain("needs Node.js 20 or newer");
    }

    [Fact]
    public async Task A_missing_runner_folder_is_told_clearly()
    {
        await using var pool = ScriptPool.Create(options => options.RunnerFolder = Path.Combine(Path.GetTempPath(), "no-such-folder"));
        (await Should.ThrowAsync<ScriptFailedException>(() => pool.StartAsync(Token))).Message.ShouldContain("no-such-folder");
    }

    [Fact]
    public async Task Processes_end_with_the_pool()
    {
        var pool = ScriptPool.Create();
        await pool.StartAsync(Token);
        await Until(() => pool.ProcessIds.Count == 3);
        var processes = pool.ProcessIds.Select(Process.GetProcessById).ToArray();
        await pool.DisposeAsync();
        foreach (var process in processes)
        {
            process.WaitForExit(TimeSpan.FromSeconds(5)).ShouldBeTrue();
            process.Dispose();
        }
        await Should.ThrowAsync<ObjectDisposedException>(() => pool.StartAsync(Token));
    }

    [Fact]
    public async Task A_pool_that_is_closed_at_work_fails_what_is_left()
    {
        var pool = ScriptPool.Create();
        await pool.StartAsync(Token);
        var jobs = Enumerable.Range(0, 20).Select(number => ScriptPool.Run(pool, $"for (;;); // {number}", limit: TimeSpan.FromSeconds(10))).ToArray();
        await pool.DisposeAsync();
        foreach (var job in jobs)
            (await Should.ThrowAsync<ScriptFailedException>(() => job)).Reason.ShouldBeOneOf(ScriptFailureReason.Unavailable, ScriptFailureReason.Timeout);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_wait()
    {
        await using var pool = ScriptPool.Create();
        await pool.StartAsync(Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var job = pool.EvaluateAsync(new ScriptRequest(Script.Create("for (;;);", "Loop"), default, TimeSpan.FromSeconds(10)), patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => job);
        (await ScriptPool.Run(pool, Mapping, Data)).Value.ShouldNotBeNull();
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>Waits for a condition of the pool, which raises no event for it.</summary>
    private static async Task Until(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition()) await look.WaitForNextTickAsync(limit.Token);
    }
}
