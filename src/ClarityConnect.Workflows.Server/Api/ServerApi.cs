using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>The server's own API, under <c>/api/v1</c>.</summary>
internal static class ServerApi
{
    public static void AddServerApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddSingleton<InstanceRestart>();
    }

    public static void MapServerApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1");
        DeadLetterEndpoints.Map(api);
        ConnectionEndpoints.Map(api);
        MappingTableEndpoints.Map(api);
    }
}
