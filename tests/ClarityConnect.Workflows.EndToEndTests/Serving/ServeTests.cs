using System.Collections.Concurrent;
using ClarityConnect.Workflows.EndToEndTests.Processes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Serving;

public sealed class ServeTests(ITestOutputHelper log)
{
    private static readonly TimeSpan GracefulEnd = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_server_runs_what_is_published_keeps_its_folder_and_ends_when_told()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        string instance;
        await using (var server = Serve(folder))
        {
            using var api = await ServedApi.ReadyAsync(server, ct);
            await api.PublishAsync("greeting", ServedWorkflows.Greeting("greeting"), ct);
            instance = await api.ExecuteAsync("greeting", ct);
            (await api.SubStatusAsync(instance, ct)).ShouldBe("Finished");

            await using (var second = Serve(folder))
            {
                (await second.EndAsync(ct)).ShouldBe(1, second.Output);
                second.Output.ShouldContain($"The data folder '{folder.Path}' is in use by another server (process {server.Id}).");
                second.Output.Split('\n').ShouldNotContain(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal), second.Output);
            }

            var told = TimeProvider.System.GetTimestamp();
            await server.TerminateAsync(ct);
            (await server.EndAsync(ct)).ShouldBe(0, server.Output);
            var took = TimeProvider.System.GetElapsedTime(told);
            log.WriteLine($"Ended {took.TotalMilliseconds:0} ms after SIGTERM.");
            took.ShouldBeLessThan(GracefulEnd);
        }

        await using var again = Serve(folder);
        var began = TimeProvider.System.GetTimestamp();
        using var apiAgain = await ServedApi.ReadyAsync(again, ct);
        log.WriteLine($"Ready on the existing database after {TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms.");
        (await apiAgain.SubStatusAsync(instance, ct)).ShouldBe("Finished");
    }

    [Fact]
    public async Task What_waits_when_the_server_is_killed_goes_on_after_the_restart()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        string instance;
        await using (var server = Serve(folder))
        {
            using var api = await ServedApi.ReadyAsync(server, ct);
            await api.PublishAsync("waiting", ServedWorkflows.WaitingHook("waiting", TimeSpan.FromSeconds(6)), ct);
            instance = await api.PostHookAsync("waiting", ct);
            await api.UntilAsync(instance, "Suspended", ct);
            await server.KillAsync(ct);
        }

        await using var again = Serve(folder);
        using var apiAgain = await ServedApi.ReadyAsync(again, ct);
        await apiAgain.UntilAsync(instance, "Finished", ct);
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_when_the_server_is_killed()
    {
        const int Wanted = 200;
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var acknowledged = new ConcurrentBag<string>();
        await using (var server = Serve(folder))
        {
            using var api = await ServedApi.ReadyAsync(server, ct);
            await api.PublishAsync("hook", ServedWorkflows.SimpleHook("hook"), ct);
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var senders = Enumerable.Range(0, 8).Select(_ => SendAsync(api, acknowledged, Wanted, enough, ct)).ToArray();
            await Task.WhenAny(enough.Task, Task.WhenAll(senders));
            await server.KillAsync(ct);
            // The senders go on until the server is gone, so the kill meets requests in every state.
            foreach (var sender in senders)
                await Should.ThrowAsync<HttpRequestException>(sender);
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Wanted);
        log.WriteLine($"Killed after {acknowledged.Count} acknowledged webhooks.");
        await using var again = Serve(folder);
        using var apiAgain = await ServedApi.ReadyAsync(again, ct);
        foreach (var instance in acknowledged)
            await apiAgain.UntilAsync(instance, "Finished", ct);
    }

    private static ServerProcess Serve(TemporaryFolder folder) => ServerProcess.Start("serve", folder.Path, ServedApi.Environment);

    private static async Task SendAsync(ServedApi api, ConcurrentBag<string> acknowledged, int wanted, TaskCompletionSource enough, CancellationToken ct)
    {
        while (true)
        {
            acknowledged.Add(await api.PostHookAsync("hook", ct));
            if (acknowledged.Count >= wanted)
                enough.TrySetResult();
        }
    }
}
