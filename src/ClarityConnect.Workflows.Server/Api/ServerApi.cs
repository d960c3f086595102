using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>The server's own API, under <c>/api/v1</c>, described in <c>/openapi/v1.json</c>.</summary>
internal static class ServerApi
{
    public static void AddServerApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddSingleton<InstanceRestart>();
        services.AddSingleton<DeadLetterRedrive>();
        services.AddOpenApi("v1", document => document.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true);
    }

    public static void MapServerApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1");
        DeadLetterEndpoints.Map(api);
        RerunEndpoints.Map(api);
        CaseEndpoints.Map(api);
        DefinitionCheckEndpoints.Map(api);
        DefinitionCopyEndpoints.Map(api);
        TaskEndpoints.Map(api);
        ApprovalEndpoints.Map(api);
        ConnectionEndpoints.Map(api);
        MappingTableEndpoints.Map(api);
        TemplateEndpoints.Map(api);
        ActivityEndpoints.Map(api);
        PluginEndpoints.Map(api);
        ImportEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        ApiKeyEndpoints.Map(api);
        UpgradeEndpoints.Map(api);
        ReferenceEndpoints.Map(api);
        ReviewEndpoints.Map(api);
        ReconciliationEndpoints.Map(api);
        endpoints.MapOpenApi().RequireAuthorization(AccessPolicy.Viewer);
    }
}
