using Microsoft.AspNetCore.Identity;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>
/// Refuses changes and WebSockets that another site makes a signed-in browser send. Browsers state the origin of every such request; the designer
/// sends no antiforgery token, and browsers let any page open a WebSocket to any site.
/// </summary>
internal static class SameOrigin
{
    public static Task RequireAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isWebSocket = request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);
        var isSafe = !isWebSocket && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        var hasCookie = context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;
        if (isSafe || !hasCookie || request.Headers.Origin == $"{request.Scheme}://{request.Host}")
            return next(context);
        return AccessProblem.WriteAsync(
            context, StatusCodes.Status403Forbidden, "The request does not come from a page of this server (its Origin header says so or is missing).");
    }
}
