using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>A token that an administrator was given.</summary>
/// <param name="scheme">Its name in the description of the API.</param>
/// <param name="token">The token.</param>
internal sealed class BearerCredential(string scheme, Secret? token) : ApiCredential(scheme)
{
    /// <inheritdoc/>
    public override bool IsSet => token?.Reveal() is { Length: > 0 };

    /// <inheritdoc/>
    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token?.Reveal().Trim());
        return ValueTask.CompletedTask;
    }
}
