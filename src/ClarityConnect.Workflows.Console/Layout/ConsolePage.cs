using ClarityConnect.Workflows.Console.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Console.Layout;

/// <summary>What every page knows: the request, who asks, and where to go next.</summary>
public abstract class ConsolePage : ComponentBase
{
    /// <summary>The request that the page answers.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    /// <summary>Redirects.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Cancelled when the person leaves.</summary>
    protected CancellationToken Left => Context.RequestAborted;

    /// <summary>The name of the person, for records of decisions.</summary>
    protected string Person => Context.User.Identity?.Name ?? "unknown";

    /// <summary>Whether the person has one of the roles, so that a link to a page that needs it is shown.</summary>
    /// <param name="roles">The roles, as in <see cref="ConsoleRoles"/>.</param>
    protected bool Holds(string roles) => ConsoleRoles.Holds(Context.User, roles);

    /// <summary>Notes what the person changed, for the audit log.</summary>
    /// <param name="action">What was done, such as "mapping-table.saved".</param>
    /// <param name="subject">To what.</param>
    protected void Changed(string action, string subject) => Context.Features.Set(new PageChange(action, subject));

    /// <summary>Answers with status 404, for an address whose thing is not there.</summary>
    protected void Missing() => Context.Response.OnStarting(() =>
    {
        // Set only now: a page whose status is 404 while it is rendered is thrown away by the renderer, which expects another one in its place.
        Context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
