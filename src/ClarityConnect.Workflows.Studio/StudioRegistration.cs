using ClarityConnect.Workflows.Engine.Definitions.Imports;
using ClarityConnect.Workflows.Studio.Definitions;
using ClarityConnect.Workflows.Studio.Descriptors;
using ClarityConnect.Workflows.Studio.Designer;
using ClarityConnect.Workflows.Studio.Events;
using ClarityConnect.Workflows.Studio.Instances;
using ClarityConnect.Workflows.Studio.Package;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClarityConnect.Workflows.Studio;

/// <summary>Registers the designer and its API.</summary>
public static class StudioRegistration
{
    /// <summary>Adds what the designer's API needs besides the engine and its stores.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddClarityStudio(this IServiceCollection services)
    {
        services.AddSingleton<ActivityDescriptorList>();
        services.AddSingleton<UsableWorkflows>();
        services.AddSingleton<DefinitionShape>();
        services.AddSingleton<LossGuard>();
        services.AddSingleton<ReferenceUpdates>();
        services.AddSingleton<SavedAnswer>();
        services.AddSingleton<DefinitionPackages>();
        services.AddSingleton<WorkflowStates>();
        services.Replace(ServiceDescriptor.Singleton<ReadDefinition>(_ => DefinitionFile.Read));
        services.AddSingleton<StudioFiles>();
        return services;
    }

    /// <summary>
    /// Maps the Elsa-shaped API under <c>/elsa/api</c> and the designer's files under <c>/studio</c>. The host registers the policies of
    /// <see cref="Access.AccessPolicy"/>, and maps the designer's pages, which are components of this assembly, into its own layout.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    public static IEndpointRouteBuilder MapClarityStudio(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/elsa/api").AddEndpointFilter<RouteGroupBuilder, InvalidDefinitions>().ExcludeFromDescription();
        DescriptorEndpoints.Map(api);
        DefinitionEndpoints.Map(api);
        DefinitionChanges.Map(api);
        BulkChanges.Map(api);
        DefinitionVersions.Map(api);
        DefinitionConsumers.Map(api);
        DefinitionSubgraphs.Map(api);
        DefinitionImports.Map(api);
        DefinitionExports.Map(api);
        DefinitionRuns.Map(api);
        InstanceEndpoints.Map(api);
        BulkEndpoints.Map(api);
        InstanceExports.Map(api);
        InstanceImports.Map(api);
        BookmarkEndpoints.Map(api);
        JournalEndpoints.Map(api);
        ExecutionEndpoints.Map(api);
        EventEndpoints.Map(api);
        DesignerRoutes.Map(endpoints);
        StudioFileEndpoint.Map(endpoints);
        return endpoints;
    }
}
