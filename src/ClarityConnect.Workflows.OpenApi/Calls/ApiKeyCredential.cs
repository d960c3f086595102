using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>A key in a header, in the query or in a cookie.</summary>
/// <param name="scheme">Its name in the description of the API.</param>
/// <param name="place">header, query or cookie.</param>
/// <param name="name">What it is called there.</param>
/// <param name="key">The key.</param>
internal sealed class ApiKeyCredential(string scheme, string place, string name, Secret? key) : ApiCredential(scheme)
{
    /// <inheritdoc/>
    public override bool IsSet => key?.Reveal() is { Length: > 0 };

    /// <inheritdoc/>
    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var value = key?.Reveal().Trim() ?? "";
        if (place == "query")
        {
            var address = request.RequestUri!.AbsoluteUri;
            request.RequestUri = new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        }
        else if (place == "cookie")
        {
            var others = request.Headers.TryGetValues("Cookie", out var cookies) ? cookies.ToList() : [];
            request.Headers.Remove("Cookie");
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", others.Append($"{name}={Uri.EscapeDataString(value)}")));
        }
        else
        {
            // What the connection holds counts, whatever the step was given for the same header.
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return ValueTask.CompletedTask;
    }
}
