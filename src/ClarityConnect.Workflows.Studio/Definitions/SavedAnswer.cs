using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Answers that a definition was saved or published. Publishing may be followed by changes of the workflows that use it.</summary>
internal sealed class SavedAnswer(DefinitionShape shape, DefinitionGraph graph, ReferenceUpdates references)
{
    /// <param name="version">What is stored.</param>
    /// <param name="wasPublished">Whether it was published before, so that nothing was done.</param>
    /// <param name="findings">What checks found.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the queries and what follows.</param>
    public async Task<IResult> OfAsync(
        DefinitionVersion version, bool wasPublished, IReadOnlyList<DefinitionFinding> findings, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var consumers = version.IsPublished ? await graph.ConsumersAsync(version.DefinitionId, cancellationToken) : [];
        var updates = version.IsPublished && !wasPublished
            ? await references.FollowAsync(version, Caller.NameOf(user), cancellationToken)
            : new UpdatedConsumers();
        return Answer.Json(new
        {
            workflowDefinition = await shape.ToDesignerAsync(version, Caller.MayEdit(user), cancellationToken),
            alreadyPublished = wasPublished,
            consumingWorkflowCount = consumers.Count,
            updatedConsumers = updates.Versions.Select(consumer => consumer.DefinitionId),
            warnings = findings.Select(finding => finding.Text).Concat(updates.Refusals),
        });
    }
}
