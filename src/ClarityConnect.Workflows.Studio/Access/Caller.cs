using System.Security.Claims;

namespace ClarityConnect.Workflows.Studio.Access;

/// <summary>What the caller may do, where an answer depends on it.</summary>
internal static class Caller
{
    public static bool MayOperate(ClaimsPrincipal user) => user.IsInRole(AccessPolicy.Operator) || user.IsInRole(AccessPolicy.Administrator);

    public static bool MayEdit(ClaimsPrincipal user) => user.IsInRole(AccessPolicy.Designer) || user.IsInRole(AccessPolicy.Administrator);
}
