using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Rest;

/// <summary>KashFlow's REST interface: reads, writes and lists, signed in, and signed in anew once where the session has ended.</summary>
internal sealed class KashFlowRest(RestTransport transport, KashFlowSignIn signIn, Uri baseAddress)
{
    // A list that never ends is a fault of the server; 500 pages are 50,000 rows.
    private const int MostPages = 500;

    /// <summary>Signs in, whether or not there is a session, and although KashFlow may just have refused.</summary>
    public Task<KashFlowSession> SignInAsync(CancellationToken cancellationToken) => signIn.GetAsync(stale: signIn.Current, force: true, cancellationToken);

    /// <summary>Reads a record; null where there is none.</summary>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, changesSomething: false, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound && IsAnswerOfKashFlow(answer.Body))
            return null;
        return KashFlowFailure.Read(answer, $"GET {Resource(path)}", changesSomething: false);
    }

    /// <summary>Creates something.</summary>
    /// <returns>What KashFlow says about it; JSON null where it says nothing.</returns>
    public async Task<JsonElement> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        KashFlowFailure.Read(await SendAsync(HttpMethod.Post, path, body, changesSomething: true, cancellationToken), $"POST {Resource(path)}", changesSomething: true);

    /// <summary>Replaces a record as a whole.</summary>
    public async Task<JsonElement> PutAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        KashFlowFailure.Read(await SendAsync(HttpMethod.Put, path, body, changesSomething: true, cancellationToken), $"PUT {Resource(path)}", changesSomething: true);

    /// <summary>Reads a list page by page until the last. Some lists come as a plain array, in one piece.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = path;
        for (var page = 1; next is not null; page++)
        {
            if (page > MostPages)
                throw new ActivityException(FailureKind.InvalidData, $"KashFlow's list '{Resource(path)}' has more than {MostPages} pages. Ask for less at a time.");
            var answer = await SendAsync(HttpMethod.Get, next, null, changesSomething: false, cancellationToken);
            var body = KashFlowFailure.Read(answer, $"GET {Resource(path)}", changesSomething: false);
            var rows = body.ValueKind == JsonValueKind.Array
                ? [.. body.EnumerateArray()]
                : KashFlowJson.List(body, "Data") ?? throw KashFlowFailure.Unreadable($"the list '{Resource(path)}' has no 'Data'", changesSomething: false);
            foreach (var row in rows)
                yield return row;
            next = rows.Count == 0 ? null : NextPage(body);
        }
    }

    /// <summary>Sends a request, and once more with a new session where the old one has ended: nothing was carried out then.</summary>
    private async Task<VendorAnswer> SendAsync(HttpMethod method, string path, JsonNode? body, bool changesSomething, CancellationToken cancellationToken)
    {
        var session = await signIn.GetAsync(stale: null, force: false, cancellationToken);
        var answer = await transport.SendAsync(method, path, body, session.Token, changesSomething, cancellationToken);
        if (answer.Status != HttpStatusCode.Unauthorized)
            return answer;
        session = await signIn.GetAsync(stale: session, force: false, cancellationToken);
        return await transport.SendAsync(method, path, body, session.Token, changesSomething, cancellationToken);
    }

    // The session's token must not go to whatever host an answer names.
    private string? NextPage(JsonElement body)
    {
        if (KashFlowJson.Find(body, "MetaData") is not { } meta || KashFlowJson.Text(meta, "NextPageUrl") is not { } next)
            return null;
        var address = new Uri(baseAddress, next);
        return address.Host == baseAddress.Host
            ? address.AbsoluteUri
            : throw new ActivityException(FailureKind.Misconfigured, $"KashFlow names {address.Host} for the next page of a list, which is not the host of the connection's address. Correct the address.");
    }

    private static bool IsAnswerOfKashFlow(string body) => body.AsSpan().Trim() is { Length: 0 } or ['{', ..];

    private static string Resource(string path) => path.Split('?')[0];
}
