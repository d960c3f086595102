using System.Security.Claims;

namespace ClarityConnect.Workflows.Studio.Access;

/// <summary>Who the caller is and what they may do, where an answer depends on it.</summary>
internal static class Caller
{
    /// <summary>The name of the user or the API key.</summary>
    public static string? NameOf(ClaimsPrincipal user) => user.Identity?.Name;

    public static bool MayOperate(ClaimsPrincipal user) => user.IsInRole(AccessPolicy.Operator) || user.IsInRole(AccessPolicy.Administrator);

    public static bool MayEdit(ClaimsPrincipal user) => user.IsInRole(AccessPolicy.Designer) || user.IsInRole(AccessPolicy.Administrator);
}
