using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>Who may come in, and what they may do.</summary>
internal static class ServerSecurity
{
    private const string AnyScheme = "Any";

    public static void AddServerSecurity(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyDirectory>();
        services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, any => any.ForwardDefaultSelector = context => ApiKeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(SignedIn())
            .SetFallbackPolicy(SignedIn())
            .AddPolicy(AccessPolicy.Viewer, Roles(AccessPolicy.Viewer, AccessPolicy.Operator, AccessPolicy.Designer, AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Operator, Roles(AccessPolicy.Operator, AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Designer, Roles(AccessPolicy.Designer, AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Administrator, Roles(AccessPolicy.Administrator));
    }

    public static void UseServerSecurity(this WebApplication app)
    {
        app.Use((context, next) => SecurityHeaders.AddAsync(context, next));
        app.UseAuthentication();
        app.Use((context, next) => SameOrigin.RequireAsync(context, next));
        app.UseAuthorization();
    }

    private static AuthorizationPolicy SignedIn() => new AuthorizationPolicyBuilder(AnyScheme).RequireAuthenticatedUser().Build();

    private static AuthorizationPolicy Roles(params string[] roles) => new AuthorizationPolicyBuilder(AnyScheme).RequireRole(roles).Build();
}
