using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Agents;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>
/// The agent at work: fetches orders, carries them out at the database and reports; tells what Sage Pro has posted meanwhile. It keeps nothing of
/// its own: the staging tables say what was done and what was reported, so it may be killed at any moment.
/// </summary>
internal sealed class AgentRun(AgentServer server, SageProDatabase database, TimeSpan lookEvery, TimeProvider time, Random random, ILogger logger)
{
    private const int NewsAtOnce = 100;

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(30);

    private static string Version => typeof(AgentRun).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Works until it is told to stop.</summary>
    /// <exception cref="AgentKeyRefusedException">The server does not accept the key at the begin.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var report = await PersistAsync("The company's database", database.ProbeAsync, isFirst: false, cancellationToken);
        if (report is null)
            return;
        logger.LogInformation("{Report}", report.Describe());
        var welcome = await PersistAsync("The server", token => server.HelloAsync(Version, report, token), isFirst: true, cancellationToken);
        if (welcome is null)
            return;
        logger.LogInformation("The server knows this agent as '{Agent}'. It waits for work.", welcome.Agent);
        await Task.WhenAll(
            RepeatAsync("Work", WorkAsync, TimeSpan.Zero, cancellationToken),
            RepeatAsync("News of postings", TellAsync, lookEvery, cancellationToken),
            RepeatAsync("The sign of life", token => BeatAsync(welcome.Agent, token), BeatEvery, cancellationToken));
        await SignOffAsync(welcome.Agent);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        foreach (var work in await server.TakeAsync(cancellationToken))
            await CarryOutAsync(work, cancellationToken);
    }

    private async Task CarryOutAsync(AgentWork work, CancellationToken cancellationToken)
    {
        SageProAnswer? answer = null;
        AgentFailure? failure = null;
        try
        {
            answer = await database.ExecuteAsync(work.Operation, work.Input, work.Id, cancellationToken);
            logger.LogInformation("Done: {Operation} {Key}{State}", work.Operation, work.Key, StatusOf(answer));
        }
        catch (ActivityException exception)
        {
            failure = AgentFailure.Of(exception);
            logger.LogWarning("Not done: {Operation} {Key}: {Message}", work.Operation, work.Key, exception.Message);
        }

        var isWanted = await PersistAsync("The server", async token => (object)await server.AnswerAsync(work.Id, answer, failure, token), isFirst: false, cancellationToken);
        if (isWanted is false)
            logger.LogInformation("The server does not wait for {Key} any more, or hands it out anew.", work.Key);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var news in (await database.NewsAsync(cancellationToken)).Chunk(NewsAtOnce))
        {
            await server.TellAsync(news, cancellationToken);
            await database.ReportedAsync(news, cancellationToken);
            foreach (var state in news.Where(state => state.Status is "posted" or "rejected"))
                logger.LogInformation("Sage Pro: {Reference} is {Status}{Text}", state.Reference, state.Status, state.Text is null ? "" : $": {state.Text}");
        }
    }

    private async Task BeatAsync(string agent, CancellationToken cancellationToken)
    {
        await server.BeatAsync(cancellationToken);
        await database.SeeAgentAsync(agent, Version, "works", cancellationToken);
    }

    private async Task SignOffAsync(string agent)
    {
        try
        {
            await database.SeeAgentAsync(agent, Version, "stopped", CancellationToken.None);
        }
        catch (ActivityException)
        {
            // It stops all the same.
        }
    }

    /// <summary>Does something again and again; what fails is tried again after growing pauses, and said once for each run of failures.</summary>
    private async Task RepeatAsync(string name, Func<CancellationToken, Task> doAsync, TimeSpan pause, CancellationToken cancellationToken)
    {
        var backoff = new AgentBackoff(time, random);
        var isTroubled = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = pause;
            try
            {
                await doAsync(cancellationToken);
                backoff.Reset();
                if (isTroubled)
                    logger.LogInformation("{Name} goes through again.", name);
                isTroubled = false;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                next = backoff.Next();
                if (!isTroubled)
                    logger.LogWarning("{Name} does not go through, and is tried again until it does: {Message}", name, exception.Message);
                isTroubled = true;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (next > TimeSpan.Zero)
                await backoff.WaitAsync(next, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>The result; null if the agent was told to stop.</returns>
    private async Task<T?> PersistAsync<T>(string name, Func<CancellationToken, Task<T>> doAsync, bool isFirst, CancellationToken cancellationToken)
        where T : class
    {
        T? result = null;
        Exception? refusal = null;
        var isDone = false;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await RepeatAsync(
            name,
            async token =>
            {
                if (isDone)
                    return;
                try
                {
                    result = await doAsync(token);
                }
                catch (Exception exception) when (IsFinal(exception, isFirst))
                {
                    refusal = exception;
                }

                isDone = true;
                await done.CancelAsync();
            },
            TimeSpan.Zero,
            done.Token);
        return refusal is { } final ? throw final : result;
    }

    private static bool IsFinal(Exception exception, bool isFirst) =>
        (isFirst && exception is AgentKeyRefusedException) || exception is ActivityException { Kind: FailureKind.Misconfigured };

    private static string StatusOf(SageProAnswer answer) =>
        answer.Result.ValueKind == JsonValueKind.Object && answer.Result.TryGetProperty("status", out var status) ? $": {status.GetString()}" : $": {answer.Rows.Count} rows";
}
