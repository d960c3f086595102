using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>Waits until every batch of the day is posted or given up, and says how far it is.</summary>
internal sealed class DemoProgress(IServiceProvider services, TextWriter output, DayExpectation day)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private string last = "";

    /// <returns>The open dead letters.</returns>
    /// <exception cref="TimeoutException">The day did not come to its end in time.</exception>
    public async Task<IReadOnlyList<DeadLetter>> WaitAsync(CancellationToken cancellationToken)
    {
        var time = services.GetRequiredService<TimeProvider>();
        using var wake = new SemaphoreSlim(0);
        void OnCommitted(string instance, InstanceStatus status) => wake.Release();
        var events = services.GetRequiredService<InstanceEvents>();
        events.Committed += OnCommitted;
        try
        {
            while (true)
            {
                var (finished, running, failed) = await CountAsync(cancellationToken);
                Say($"  {finished} of {day.Batches.Count} batches posted, {running} under way{(failed.Count > 0 ? $", {failed.Count} given up" : "")}");
                if (running == 0 && finished + failed.Count >= day.Batches.Count)
                    return failed;
                await Task.WhenAny(wake.WaitAsync(cancellationToken), Task.Delay(Look, time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The day did not come to its end in time: {last.Trim()}. The console's pages show what each batch waits for.");
        }
        finally
        {
            events.Committed -= OnCommitted;
        }
    }

    private async Task<(int Finished, int Running, IReadOnlyList<DeadLetter> Failed)> CountAsync(CancellationToken cancellationToken)
    {
        var reader = services.GetRequiredService<IInstanceReader>();
        var finished = 0;
        var running = 0;
        foreach (var (definition, status, count) in await reader.CountAsync(DateTimeOffset.MinValue, cancellationToken))
        {
            if (definition != DemoSetUp.DefinitionId)
                continue;
            if (status == InstanceStatus.Finished)
                finished += count;
            else if (status is InstanceStatus.Pending or InstanceStatus.Executing or InstanceStatus.Suspended)
                running += count;
        }

        var failed = await reader.ListDeadLettersAsync(new DeadLetterFilter { DefinitionId = DemoSetUp.DefinitionId, Take = 100 }, cancellationToken);
        return (finished, running, failed);
    }

    private void Say(string line)
    {
        if (line == last)
            return;
        last = line;
        output.WriteLine(line);
    }
}
