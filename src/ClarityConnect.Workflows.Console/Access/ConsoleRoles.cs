using System.Security.Claims;

namespace ClarityConnect.Workflows.Console.Access;

/// <summary>Who may do what on the pages. An administrator may do everything.</summary>
public static class ConsoleRoles
{
    /// <summary>The authentication scheme of the pages: Identity's application cookie.</summary>
    public const string Scheme = "Identity.Application";

    /// <summary>May read every page.</summary>
    public const string Readers = "Viewer,Operator,Designer,Administrator";

    /// <summary>May cancel runs and decide about dead letters.</summary>
    public const string Operators = "Operator,Administrator";

    /// <summary>May edit mapping tables.</summary>
    public const string Designers = "Designer,Administrator";

    /// <summary>May make, change and test connections, and let people and programs in.</summary>
    public const string Administrators = "Administrator";

    internal static bool Holds(ClaimsPrincipal user, string roles) => roles.Split(',').Any(user.IsInRole);
}
