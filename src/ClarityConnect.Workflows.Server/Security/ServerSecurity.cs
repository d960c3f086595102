using ClarityConnect.Workflows.Console.People;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>Who may come in, and what they may do.</summary>
internal static class ServerSecurity
{
    private const string AnyScheme = "Any";

    public static void AddServerSecurity(this IServiceCollection services)
    {
        services.AddAuthentication(any =>
            {
                any.DefaultScheme = AnyScheme;
                any.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
            })
            .AddPolicyScheme(AnyScheme, null, any => any.ForwardDefaultSelector =
                context => ApiKeyAuthentication.IsMeant(context.Request) ? ApiKeyAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(ConfigureCookie));
        services.AddIdentityCore<IdentityUser>(ConfigurePasswords)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<WorkflowDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        // A disabled person is out, and another role counts, this long after the change.
        services.Configure<SecurityStampValidatorOptions>(sessions => sessions.ValidationInterval = TimeSpan.FromSeconds(30));
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(SignedIn())
            .SetFallbackPolicy(SignedIn())
            .AddPolicy(AccessPolicy.Viewer, Roles(AccessPolicy.Viewer, AccessPolicy.Operator, AccessPolicy.Designer, AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Operator, Roles(AccessPolicy.Operator, AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Designer, Roles(AccessPolicy.Designer, AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Administrator, Roles(AccessPolicy.Administrator))
            .AddPolicy(AccessPolicy.Agent, Roles(AccessPolicy.Agent));
    }

    public static void UseServerSecurity(this WebApplication app)
    {
        app.Use((context, next) => SecurityHeaders.AddAsync(context, next));
        app.UseAuthentication();
        app.Use((context, next) => SameOrigin.RequireAsync(context, next));
        app.Use((context, next) => OneTimePassword.RequireChangeAsync(context, next));
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use((context, next) => AuditTrail.WriteAsync(context, next));
    }

    private static AuthorizationPolicy SignedIn() => new AuthorizationPolicyBuilder(AnyScheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(context => !context.User.IsInRole(AccessPolicy.Agent))
        .Build();

    private static AuthorizationPolicy Roles(params string[] roles) => new AuthorizationPolicyBuilder(AnyScheme).RequireRole(roles).Build();

    /// <summary>Length is what protects; rules about characters only make passwords hard to remember.</summary>
    private static void ConfigurePasswords(IdentityOptions identity) => identity.Password = new PasswordOptions
    {
        RequiredLength = 12,
        RequireDigit = false,
        RequireLowercase = false,
        RequireNonAlphanumeric = false,
        RequireUppercase = false,
    };

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "clarity";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/sign-in";
        cookie.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>A person who opens a page is led to the sign-in; a program gets the status.</summary>
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var request = context.Request;
        var isPage = HttpMethods.IsGet(request.Method)
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !request.Path.StartsWithSegments("/elsa")
            && !request.Path.StartsWithSegments("/api")
            && !request.Path.StartsWithSegments("/openapi");
        if (!isPage)
            return AccessProblem.WriteAsync(context.HttpContext, status);
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
