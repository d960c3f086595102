using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Who may call an endpoint that asks for it.</summary>
internal static class EndpointAccess
{
    /// <returns>Whether the caller may come in; otherwise it has its answer.</returns>
    public static async Task<bool> AllowAsync(HttpContext context, EndpointSettings settings)
    {
        if (!settings.Authorize)
            return true;
        if (context.User.Identity?.IsAuthenticated != true)
        {
            await context.ChallengeAsync();
            return false;
        }

        if (settings.Policy is not { } name)
            return true;
        if (await context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name) is not { } policy)
        {
            await HttpProblem.WriteAsync(
                context, StatusCodes.Status500InternalServerError, $"The workflow asks for the policy '{name}', which this server does not have. Its author must change the endpoint's input 'Policy'.");
            return false;
        }

        var result = await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, context, policy);
        if (!result.Succeeded)
            await context.ForbidAsync();
        return result.Succeeded;
    }
}
