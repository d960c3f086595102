using System.Security.Claims;
using System.Text.Json;
using ClarityConnect.Workflows.Console.Access;
using ClarityConnect.Workflows.Engine.Activities.Approvals;
using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>Who may decide an approval.</summary>
internal static class Approvers
{
    /// <summary>The user names and roles that an approval asks; null where the journal did not record them.</summary>
    public static IReadOnlyList<string>? Of(ActivityExecutionRow execution) =>
        RecordedInputs.Find(execution, nameof(Approval.Approvers)) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : null;

    /// <summary>Administrators always may; operators where nobody is named; else who is named. Where that is not known, only administrators.</summary>
    public static bool MayDecide(ClaimsPrincipal user, IReadOnlyList<string>? approvers)
    {
        if (user.IsInRole(ConsoleRoles.Administrators))
            return true;
        if (approvers is null)
            return false;
        return approvers.Count == 0
            ? ConsoleRoles.Holds(user, ConsoleRoles.Operators)
            : approvers.Any(name => name.Equals(user.Identity?.Name, StringComparison.OrdinalIgnoreCase) || user.IsInRole(name));
    }
}
