using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro;

/// <summary>A company of Sage Pro. Calls do not depend on whether its database is reached straight or by an agent.</summary>
public sealed class SageProClient
{
    internal SageProClient(SageProRoute route) => Route = route;

    internal SageProRoute Route { get; }

    /// <summary>Delivers a batch once for each reference. One that was refused is delivered again.</summary>
    /// <returns>Where it stands; null while the agent has not reported.</returns>
    internal async Task<PostingState?> DeliverAsync(StagedBatch batch, CancellationToken cancellationToken)
    {
        // What cannot be right is refused here, whether an agent is there or not.
        var fitting = BatchCheck.Fit(batch);
        var answer = await Route.OrderAsync(
            fitting.ExtRef, SageProOperation.Deliver, SageProJson.Write(fitting), result => SageProJson.Read<PostingState>(result).IsGivenUp, cancellationToken);
        return answer is null ? null : SageProJson.Read<PostingState>(answer.Result);
    }

    /// <summary>Looks where a batch stands; null while nothing is known of it.</summary>
    internal async Task<PostingState?> StateAsync(string reference, CancellationToken cancellationToken)
    {
        var answer = await Route.FindAsync(reference, cancellationToken);
        return answer is null ? null : SageProJson.Read<PostingState>(answer.Result);
    }

    internal Bookmark BookmarkOf(string reference, DateTimeOffset now, DateTimeOffset? latest) => Route.BookmarkOf(reference, now, latest);

    /// <summary>Asks for rows and waits for them.</summary>
    internal async Task<IReadOnlyList<T>> ListAsync<T>(string operation, object? input, CancellationToken cancellationToken) =>
        [.. (await Route.AskAsync(operation, SageProJson.Write(input ?? new { }), cancellationToken)).Rows.Select(SageProJson.Read<T>)];

    /// <summary>Asks what changed.</summary>
    internal async Task<ChangeList> ChangesAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        var answer = await Route.AskAsync(SageProOperation.Changes, SageProJson.Write(request), cancellationToken);
        return new ChangeList([.. answer.Rows.Select(SageProJson.Read<SageProChange>)], answer.Result.GetProperty("through").GetInt64());
    }

    /// <summary>Asks what is there.</summary>
    internal async Task<ProbeReport> ProbeAsync(CancellationToken cancellationToken) =>
        SageProJson.Read<ProbeReport>((await Route.AskAsync(SageProOperation.Probe, SageProJson.Write(new { }), cancellationToken)).Result);
}
