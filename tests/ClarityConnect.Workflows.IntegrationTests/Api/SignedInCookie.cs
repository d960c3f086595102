using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>Signs a user in as the sign-in page does, and gives the browser's cookie.</summary>
internal static class SignedInCookie
{
    public static async Task<string> MakeAsync(IServiceProvider services, IdentityUser user)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("127.0.0.1");
        var signIn = services.GetRequiredService<SignInManager<IdentityUser>>();
        signIn.Context = context;
        await signIn.SignInAsync(user, isPersistent: false);
        var cookie = SetCookieHeaderValue.ParseList([.. context.Response.Headers.SetCookie!]).Single();
        return $"{cookie.Name}={cookie.Value}";
    }
}
