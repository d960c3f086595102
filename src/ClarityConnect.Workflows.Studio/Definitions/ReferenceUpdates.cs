using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Has workflows that use another one as an activity use the version of it that is published now.</summary>
internal sealed class ReferenceUpdates(IDefinitionStore store, DefinitionGraph graph, DefinitionPublisher publisher)
{
    private const int Attempts = 5;

    /// <summary>After publishing: updates the consumers if the published workflow says so, and theirs if they say so.</summary>
    /// <param name="published">The version that was published, with its document.</param>
    /// <param name="by">Who published it.</param>
    /// <param name="cancellationToken">Cancels what is not done yet.</param>
    public async Task<UpdatedConsumers> FollowAsync(DefinitionVersion published, string? by, CancellationToken cancellationToken)
    {
        var updates = new UpdatedConsumers();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<DefinitionVersion>([published]);
        while (open.TryDequeue(out var version))
        {
            if (!seen.Add(version.DefinitionId) || !DefinitionDocument.Parse(version.Document!).UpdatesConsumers)
                continue;
            var direct = await UpdateAsync(version, by, cancellationToken);
            updates.Add(direct);
            foreach (var consumer in direct.Versions.Where(consumer => consumer.IsPublished))
                open.Enqueue(consumer);
        }

        return updates;
    }

    /// <summary>Updates the workflows that use a definition directly. What was published is published again, what was a draft stays one.</summary>
    /// <param name="definitionId">The definition that is used.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Cancels what is not done yet.</param>
    public async Task<UpdatedConsumers> UpdateAsync(string definitionId, string? by, CancellationToken cancellationToken) =>
        await store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsPublished = true }, cancellationToken) is { } published
            ? await UpdateAsync(published, by, cancellationToken)
            : new UpdatedConsumers();

    private async Task<UpdatedConsumers> UpdateAsync(DefinitionVersion published, string? by, CancellationToken cancellationToken)
    {
        var updates = new UpdatedConsumers();
        foreach (var consumer in await graph.ConsumersAsync(published.DefinitionId, cancellationToken))
        {
            try
            {
                if (await UpdateAsync(consumer, published, by, cancellationToken) is { } updated)
                    updates.Add(updated);
            }
            catch (DefinitionInvalidException exception)
            {
                updates.Refuse($"The workflow '{consumer.Name}' still uses the version it used before, because it could not be changed. {exception.Message}");
            }
        }

        return updates;
    }

    /// <returns>The consumer as it is stored now; null if there was nothing to change.</returns>
    private async Task<DefinitionVersion?> UpdateAsync(DefinitionVersion consumer, DefinitionVersion published, string? by, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var document = DefinitionDocument.Parse(consumer.Document!);
            var json = document.ToNode();
            if (json["root"] is not JsonObject root || !Update(root, published))
                return null;
            var edit = new DefinitionEdit { By = by, BasedOn = document.Revision };
            try
            {
                return (await publisher.SaveAsync(DefinitionDocument.From(json), consumer.IsPublished, edit, cancellationToken)).Version;
            }
            catch (DefinitionInvalidException) when (attempt < Attempts)
            {
                // Somebody may have saved it meanwhile: then the change is made to what they saved.
                var latest = await store.FindAsync(new DefinitionFilter { DefinitionIds = [consumer.DefinitionId], IsLatest = true }, cancellationToken);
                if (latest is null || latest.Document == consumer.Document)
                    throw;
                consumer = latest;
            }
        }
    }

    /// <returns>Whether something was changed.</returns>
    private static bool Update(JsonObject activity, DefinitionVersion published)
    {
        var isChanged = false;
        if (ActivityTree.Text(activity, "workflowDefinitionId") == published.DefinitionId
            && ActivityTree.Text(activity, "workflowDefinitionVersionId") != published.Id)
        {
            activity["workflowDefinitionVersionId"] = published.Id;
            activity["latestAvailablePublishedVersionId"] = published.Id;
            activity["latestAvailablePublishedVersion"] = published.Version;
            activity["version"] = published.Version;
            isChanged = true;
        }

        foreach (var (_, child) in ActivityTree.Children(activity))
            isChanged |= Update(child, published);
        return isChanged;
    }
}
