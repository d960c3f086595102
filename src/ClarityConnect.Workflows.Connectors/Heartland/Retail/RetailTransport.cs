using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>Calls Retail's API: one call at a time, lists page by page, writes so that a lost answer is known to be one.</summary>
internal sealed class RetailTransport(HttpClient http, Uri baseAddress, IRetailToken token, CallLimits limits, TimeProvider time)
{
    private const string Vendor = "Heartland Retail";

    // A list that never ends is a fault of the server or of the filter; 500 pages are 100,000 rows or more.
    private const int MostPages = 500;

    private readonly CallLimits creating = new(1, TimeSpan.Zero, () => 1, time);

    public TimeProvider Time => time;

    /// <summary>
    /// Lets one look-up and what is created after it go before the next: Retail knows no key that would refuse the second of two that come at once.
    /// </summary>
    public Task<T> OnceAsync<T>(Func<Task<T>> lookUpAndCreate, CancellationToken cancellationToken) => creating.RunAsync(lookUpAndCreate, cancellationToken);

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await FindAsync(path, cancellationToken) ?? throw RetailFailure.From(new VendorAnswer(HttpStatusCode.NotFound, "", null), Resource(path));

    /// <summary>A resource; null where there is none, or none that the token's user may see.</summary>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var found = default(JsonElement);
        try
        {
            // A page of tickets has some megabytes, so it is read as it comes and never becomes text.
            var bearer = await token.GetAsync(cancellationToken);
            var answer = await limits.RunAsync(
                async () =>
                {
                    using var request = Request(HttpMethod.Get, path, bearer);
                    return await VendorStream.ReadAsync(
                        http, request, Vendor, async (stream, token) => found = await JsonSerializer.DeserializeAsync<JsonElement>(stream, cancellationToken: token), time, cancellationToken);
                },
                cancellationToken);
            if (answer.Status == HttpStatusCode.NotFound)
                return null;
            return answer.IsSuccess ? found : throw RetailFailure.From(answer, Resource(path));
        }
        catch (JsonException exception)
        {
            throw NotRetail(Resource(path), "it is not JSON", exception);
        }
    }

    public async Task<IReadOnlyList<JsonElement>> ReadAllAsync(RetailList list, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        await foreach (var row in ListAsync(list, cancellationToken))
            rows.Add(row);
        return rows;
    }

    /// <summary>
    /// Reads page by page until the last, an empty page, or a page that brings nothing new. Rows move while pages are read, so a row that
    /// comes twice is given once. The next page is on its way while the rows of one are worked with.
    /// </summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(RetailList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<JsonElement>? next = null;
        try
        {
            for (var page = 1; ; page++)
            {
                if (page > MostPages)
                    throw new ActivityException(FailureKind.InvalidData, $"Heartland Retail's list '{list.Path}' has more than {MostPages} pages. Ask for less at a time.");
                var envelope = await (next ?? GetAsync(list.PageAddress(page), ending.Token));
                next = null;
                var rows = RetailJson.List(envelope, "results")
                    ?? (envelope.ValueKind == JsonValueKind.Array ? [.. envelope.EnumerateArray()] : throw NotRetail(list.Path, "it has no 'results'"));
                var news = rows.Where(row => RetailJson.Text(row, "id") is not { } id || seen.Add(id)).ToList();
                var pages = RetailJson.Decimal(envelope, "pages");
                var isLast = news.Count == 0 || page >= pages || envelope.ValueKind == JsonValueKind.Array;
                // Only where it is known that there is one.
                if (!isLast && pages is not null && page < MostPages)
                    next = GetAsync(list.PageAddress(page + 1), ending.Token);
                foreach (var row in news)
                    yield return row;
                if (isLast)
                    yield break;
            }
        }
        finally
        {
            if (next is not null)
            {
                // Nobody wants it any longer.
                await ending.CancelAsync();
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Creates a resource.</summary>
    /// <returns>Its id, from the Location header or, where Retail answers with the object, from that.</returns>
    /// <exception cref="ActivityException"><see cref="FailureKind.OutcomeUnknown"/>: it may have been created.</exception>
    public async Task<string> CreateAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await WriteAsync(HttpMethod.Post, path, body, cancellationToken);
        var id = answer.Location is { } location ? location.OriginalString.TrimEnd('/').Split('/')[^1].Split('?')[0] : IdIn(answer.Body);
        return string.IsNullOrEmpty(id) ? throw Unclear(path, answer) : id;
    }

    /// <summary>Changes a resource; what the body does not name stays.</summary>
    public async Task UpdateAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await WriteAsync(HttpMethod.Put, path, body, cancellationToken);
        if (answer.Body.AsSpan().TrimStart() is ['<', ..])
            throw Unclear(path, answer);
    }

    /// <summary>Removes a resource; one that is gone is no failure.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Delete, path, null, cancellationToken);
        if (!answer.IsSuccess && answer.Status != HttpStatusCode.NotFound)
            throw RetailFailure.From(answer, path, changesSomething: true);
    }

    private async Task<VendorAnswer> WriteAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, path, body, cancellationToken);
        return answer.IsSuccess ? answer : throw RetailFailure.From(answer, path, changesSomething: true);
    }

    private async Task<VendorAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var bearer = await token.GetAsync(cancellationToken);
        return await limits.RunAsync(Send, cancellationToken);

        async Task<VendorAnswer> Send()
        {
            using var request = Request(method, path, bearer);
            if (body is not null)
                request.Content = new StringContent(body.ToJsonString(JsonSerializerOptions.Default), Encoding.UTF8, "application/json");
            return await VendorCall.SendAsync(http, request, Vendor, changesSomething: true, time, cancellationToken);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, Secret bearer)
    {
        var request = new HttpRequestMessage(method, new Uri(baseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static string? IdIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return RetailJson.Text(document.RootElement, "id");
        }
        catch (JsonException)
        {
            return null; // an error page, or half an answer
        }
    }

    private static string Resource(string path) => path.Split('?')[0];

    private static ActivityException Unclear(string path, VendorAnswer answer) => new(
        FailureKind.OutcomeUnknown, $"Heartland Retail answered '{path}' with status {(int)answer.Status}, but not as it answers writes. Whether it was carried out has to be looked up.");

    private static ActivityException NotRetail(string path, string why, Exception? inner = null) =>
        new(FailureKind.Transient, $"The answer of Heartland Retail to '{path}' cannot be read: {why}. It is tried again; if it stays so, check the connection's base address.", inner);
}
