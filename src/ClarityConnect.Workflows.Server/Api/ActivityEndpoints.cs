using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What the activities that are installed give to later steps.</summary>
internal static class ActivityEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var activities = api.MapGroup("/activities").WithTags("Activities").RequireAuthorization(AccessPolicy.Viewer);
        activities.MapGet("/{type}/outputs", ListOutputs);
        activities.MapGet("/icons", ListIcons);
    }

    /// <summary>The icons that plugins bring, for the designer's canvas and toolbox.</summary>
    private static Ok<List<ActivityIconView>> ListIcons(PluginDirectory plugins, ActivityRegistry registry) => TypedResults.Ok(plugins.All
        .Where(plugin => plugin.HasIcon)
        .Select(plugin => new ActivityIconView(
            $"/api/v1/plugins/{Uri.EscapeDataString(plugin.Id)}/icon",
            [.. plugin.Activities.Select(activity => activity.TypeName).Distinct()],
            [.. plugin.Activities.Select(activity => registry.Find(activity.TypeName, activity.Version)?.Category).OfType<string>().Distinct()]))
        .ToList());

    /// <summary>The outputs of an activity type with their JSON Schemas, for mappers.</summary>
    /// <param name="type">The type, such as "Acme.Loyalty.LookUpMember".</param>
    /// <param name="version">The activity's version; the newest if it is left out.</param>
    /// <param name="registry">The types that are installed.</param>
    private static Results<Ok<List<ActivityOutputView>>, ProblemHttpResult> ListOutputs(string type, int? version, ActivityRegistry registry) =>
        registry.Find(type, version) is { } activity && (version is null || activity.Version == version)
            ? TypedResults.Ok(activity.Outputs.Select(output => new ActivityOutputView(output.Name, output.DisplayName, output.Description, OutputSchemas.Of(output))).ToList())
            : ApiProblem.Missing(version is null ? $"There is no activity '{type}' here. Install the plugin that has it." : $"There is no version {version} of an activity '{type}' here.");
}
