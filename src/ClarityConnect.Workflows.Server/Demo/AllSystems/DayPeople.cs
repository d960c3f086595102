using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>Those who look after the workflows: they correct tables, retry what was given up, and decide what is put before them.</summary>
internal sealed class DayPeople(IServiceProvider services)
{
    private const string Who = "The demo";

    /// <summary>Changes a mapping table.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidOperationException">There is no such table.</exception>
    public async Task EditTableAsync(string table, Action<JsonNode> change, CancellationToken cancellationToken)
    {
        var tables = services.GetRequiredService<IMappingTableStore>();
        var stored = await tables.FindAsync(table, cancellationToken) ?? throw new InvalidOperationException($"There is no mapping table '{table}'.");
        var rows = JsonNode.Parse(stored.Document)!;
        change(rows);
        await tables.SaveAsync(table, rows.ToJsonString(), services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
    }

    /// <summary>Retries what was given up of a workflow from one of its activities.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="activityId">From where; null for the step that failed.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task RetryAsync(string definitionId, string? activityId, CancellationToken cancellationToken)
    {
        var reader = services.GetRequiredService<IInstanceReader>();
        var runtime = services.GetRequiredService<WorkflowRuntime>();
        foreach (var deadLetter in await reader.ListDeadLettersAsync(new DeadLetterFilter { DefinitionId = definitionId }, cancellationToken))
            await runtime.RedriveAsync(new RedriveDecision(deadLetter.Id, activityId is null ? RedriveVerb.RetryThis : RedriveVerb.RetryFrom, Who, activityId), cancellationToken);
    }

    /// <summary>Decides what one workflow has put into the review queue.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="choice">The choice.</param>
    /// <param name="corrected">The corrected data; null where they are right.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task DecideAsync(string definitionId, string choice, object? corrected, CancellationToken cancellationToken)
    {
        var desk = services.GetRequiredService<ReviewDesk>();
        foreach (var item in await services.GetRequiredService<IReviewStore>().ListAsync(new ReviewFilter { State = ReviewState.Open, Take = 100 }, cancellationToken))
        {
            if (item.DefinitionId == definitionId)
                await desk.DecideAsync(item.Id, choice, Who, null, corrected is null ? null : JsonSerializer.SerializeToElement(corrected), cancellationToken);
        }
    }
}
