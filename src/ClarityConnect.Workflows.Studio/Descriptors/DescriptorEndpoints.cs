using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>What the designer shows in its toolbox, editors and pickers.</summary>
internal static class DescriptorEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/features/installed", () => List([])).RequireAuthorization(AccessPolicy.Viewer);
        api.MapGet("/features/installed/{name}", (string name) => TypedResults.NotFound()).RequireAuthorization(AccessPolicy.Viewer);
        api.MapGet("/package/version", () => Answer.Json(new { packageVersion = "3.8.2" })).RequireAuthorization(AccessPolicy.Viewer);

        api.MapGet("/resilience/strategies", () => List([])).RequireAuthorization(AccessPolicy.Viewer);
        api.MapGet("/resilience/retries/{activityInstanceId}", (string activityInstanceId) => Answer.Json(new StudioPage<object>([], 0))).RequireAuthorization(AccessPolicy.Viewer);
        api.MapGet("/workflow-contexts/provider-descriptors", () => List([])).RequireAuthorization(AccessPolicy.Viewer);

        var descriptors = api.MapGroup("/descriptors").RequireAuthorization(AccessPolicy.Viewer);
        descriptors.MapGet("/activities", async (ActivityDescriptorList activities, CancellationToken token) =>
            TypedResults.Bytes(await activities.JsonAsync(token), "application/json; charset=utf-8"));
        descriptors.MapGet("/expression-descriptors", () => List(FixedDescriptors.Expressions));
        descriptors.MapGet("/variables", () => List(FixedDescriptors.Variables));
        descriptors.MapGet("/storage-drivers", () => List(FixedDescriptors.StorageDrivers));
        descriptors.MapGet("/workflow-activation-strategies", () => List(FixedDescriptors.ActivationStrategies));
        descriptors.MapGet("/incident-strategies", () => List(FixedDescriptors.IncidentStrategies));
        descriptors.MapGet("/log-persistence-strategies", () => List(FixedDescriptors.LogStrategies));
        descriptors.MapGet("/commit-strategies/workflows", () => List([]));
        descriptors.MapGet("/commit-strategies/activities", () => List([]));
        descriptors.MapGet("/output-converters", () => List([]));
    }

    private static IResult List(IReadOnlyList<object> items) => Answer.Json(new StudioList<object>(items));
}
