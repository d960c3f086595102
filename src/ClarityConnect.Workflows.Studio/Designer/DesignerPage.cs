using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Studio.Designer;

/// <summary>A page around one of Studio's elements. The host's layout puts its own header above.</summary>
public abstract class DesignerPage : ComponentBase
{
    /// <summary>
    /// What the page may load. The two hashes are of the scripts that Studio's editor and instance list put into the page themselves; styles
    /// are set on elements by nearly all of Studio's components, and Monaco starts its workers from blobs.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; "
        + "script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The request that the page answers.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    /// <summary>Cancelled when the person leaves.</summary>
    protected CancellationToken Left => Context.RequestAborted;

    /// <inheritdoc/>
    protected override void OnInitialized() => Context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;

    /// <summary>Answers with status 404, for an address whose thing is not there.</summary>
    protected void Missing() => Context.Response.OnStarting(() =>
    {
        // Set only now: a page whose status is 404 while it is rendered is thrown away by the renderer, which expects another one in its place.
        Context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
