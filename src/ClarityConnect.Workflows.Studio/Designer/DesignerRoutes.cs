using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Designer;

/// <summary>The designer's front door.</summary>
internal static class DesignerRoutes
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/studio", () => Results.LocalRedirect("/studio/workflows/definitions"))
        .RequireAuthorization(Access.AccessPolicy.Viewer)
        .ExcludeFromDescription();
}
