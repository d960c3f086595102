using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Upgrades running and faulted instances to another version of their definition, or says what that would do.</summary>
internal static class UpgradeEndpoints
{
    private const int DefaultTake = 100;
    private const int MaxTake = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var upgrades = api.MapGroup("").WithTags("Upgrades").RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("instance.upgraded"));
        upgrades.MapPost("/instances/{id}/upgrade", UpgradeAsync);
        upgrades.MapPost("/definitions/{definitionId}/upgrade-instances", UpgradeManyAsync);
    }

    private static async Task<Results<Ok<UpgradePlan>, Accepted<UpgradePlan>, ProblemHttpResult>> UpgradeAsync(
        string id, UpgradeRequest request, HttpContext context, InstanceUpgrades upgrades, CancellationToken token)
    {
        var isDryRun = request.DryRun ?? true;
        try
        {
            var plan = isDryRun
                ? await upgrades.PlanAsync(id, request.ToVersion, token)
                : await upgrades.UpgradeAsync(id, request.ToVersion, By(context), token);
            if (plan is null)
                return ApiProblem.Missing($"There is no instance '{id}'.");
            Audit(context, id, plan.ToVersion, isDryRun);
            if (isDryRun)
                return TypedResults.Ok(plan);
            return plan.CanUpgrade
                ? TypedResults.Accepted($"/elsa/api/workflow-instances/{id}", plan)
                : ApiProblem.Conflict($"The instance '{id}' cannot be upgraded to version {plan.ToVersion}. {string.Join(" ", plan.Refusals)}");
        }
        catch (DefinitionInvalidException exception)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    private static async Task<Results<Ok<BulkUpgradeAnswer>, Accepted<BulkUpgradeAnswer>, ProblemHttpResult>> UpgradeManyAsync(
        string definitionId, BulkUpgradeRequest request, HttpContext context, InstanceUpgrades upgrades, CancellationToken token)
    {
        if (request.InstanceIds?.Length > MaxTake)
            return ApiProblem.Invalid($"Name {MaxTake} instances at most, or leave 'instanceIds' out and follow 'next'.");
        var isDryRun = request.DryRun ?? true;
        var selection = new UpgradeSelection(definitionId)
        {
            ToVersion = request.ToVersion,
            FromVersion = request.FromVersion,
            InstanceIds = request.InstanceIds,
            Before = request.Before,
            Take = Math.Clamp(request.Take ?? DefaultTake, 1, MaxTake),
        };
        try
        {
            var batch = await upgrades.RunAsync(selection, isDryRun ? null : By(context), token);
            Audit(context, definitionId, batch.ToVersion, isDryRun);
            var answer = BulkUpgradeAnswer.Of(batch, isDryRun);
            return isDryRun ? TypedResults.Ok(answer) : TypedResults.Accepted((string?)null, answer);
        }
        catch (DefinitionInvalidException exception)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    private static string By(HttpContext context) => context.User.Identity?.Name ?? "unknown";

    private static void Audit(HttpContext context, string subject, int version, bool isDryRun) =>
        context.Items[AuditSubject.Key] = $"{subject} to version {version}{(isDryRun ? ", dry run" : "")}";
}
