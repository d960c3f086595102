using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>A user name and a password.</summary>
/// <param name="scheme">Its name in the description of the API.</param>
/// <param name="userName">The user name.</param>
/// <param name="password">The password.</param>
internal sealed class BasicCredential(string scheme, string? userName, Secret? password) : ApiCredential(scheme)
{
    /// <inheritdoc/>
    public override bool IsSet => !string.IsNullOrEmpty(userName);

    /// <inheritdoc/>
    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password?.Reveal()}")));
        return ValueTask.CompletedTask;
    }
}
