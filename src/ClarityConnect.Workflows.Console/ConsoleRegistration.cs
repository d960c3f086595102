using System.Reflection;
using ClarityConnect.Workflows.Console.Access;
using ClarityConnect.Workflows.Console.Approvals;
using ClarityConnect.Workflows.Console.Assets;
using ClarityConnect.Workflows.Console.Definitions;
using ClarityConnect.Workflows.Console.Layout;
using ClarityConnect.Workflows.Console.People;
using ClarityConnect.Workflows.Console.Reconciliations;
using ClarityConnect.Workflows.Console.Reports;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClarityConnect.Workflows.Console;

/// <summary>Registers the operators' pages.</summary>
public static class ConsoleRegistration
{
    /// <summary>
    /// Adds the pages. The host registers the engine, its stores, and ASP.NET Core Identity with <c>IdentityUser</c>, roles, a
    /// <c>SignInManager</c> and the cookie scheme "Identity.Application", whose sign-in address is set here.
    /// </summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddClarityConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SettlementReports>();
        services.AddScoped<DefinitionNames>();
        services.AddSingleton<PeopleGate>();
        services.AddScoped<PeopleDirectory>();
        services.AddSingleton<ApprovalDesk>();
        services.AddSingleton<TaskDesk>();
        services.Configure<CookieAuthenticationOptions>(ConsoleRoles.Scheme, options =>
        {
            options.LoginPath = SignOut.SignInPath;
            options.AccessDeniedPath = "/denied";
            options.ReturnUrlParameter = "returnUrl";
        });
        return services;
    }

    /// <summary>
    /// Maps the pages to "/" and below. The host calls <c>UseAuthentication</c>, <c>UseAuthorization</c> and then <c>UseAntiforgery</c> before, and
    /// between the first two has <see cref="OneTimePassword.RequireChangeAsync"/> look at each request.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="guests">Further assemblies whose pages stand in the console's layout.</param>
    public static IEndpointRouteBuilder MapClarityConsole(this IEndpointRouteBuilder endpoints, params Assembly[] guests)
    {
        endpoints.MapRazorComponents<App>().AddAdditionalAssemblies(guests);
        ConsoleAsset.Map(endpoints);
        SignOut.Map(endpoints);
        SettlementDownload.Map(endpoints);
        ReconciliationDownload.Map(endpoints);
        return endpoints;
    }
}
