using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>
/// Reads from Heartland Retail. Retail asks integrators not to call in parallel, so calls wait for each other.
/// Nothing here changes anything at Retail.
/// </summary>
public sealed class HeartlandRetailClient
{
    // A list that never ends is a fault of the server or of the filter; 500 pages are 100,000 rows.
    private const int MostPages = 500;

    private readonly HttpClient http;
    private readonly Uri baseAddress;
    private readonly Secret token;
    private readonly RateGate gate;
    private readonly TimeProvider time;

    internal HeartlandRetailClient(HttpClient http, Uri baseAddress, Secret token, string currency, RateGate gate, TimeProvider time)
    {
        (this.http, this.baseAddress, this.token, Currency, this.gate, this.time) = (http, baseAddress, token, currency, gate, time);
    }

    /// <summary>The account's currency, ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>The name of the user whom the token belongs to.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<string> GetUserNameAsync(CancellationToken cancellationToken)
    {
        var user = await GetAsync("system/whoami", cancellationToken);
        return RetailJson.Text(user, "login") ?? RetailJson.Text(user, "email") ?? RetailJson.Text(user, "name") ?? $"user {RetailJson.Text(user, "id")}";
    }

    /// <summary>The tickets that a search finds, with lines and payments, oldest first.</summary>
    /// <param name="search">Which tickets.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Retail refused or failed.</exception>
    public async Task<IReadOnlyList<Sale>> ListTicketsAsync(TicketSearch search, CancellationToken cancellationToken)
    {
        var sales = new List<Sale>();
        await foreach (var ticket in ListAsync(search.ToList(), cancellationToken))
        {
            // Filter first: tickets of the widened minutes and of other tills need no further calls.
            if (search.Matches(TicketMapping.Header(ticket, Currency)))
                sales.Add(await WithDetailsAsync(ticket, cancellationToken));
        }

        return [.. sales.OrderBy(sale => sale.CompletedAt).ThenBy(sale => sale.SaleId, StringComparer.Ordinal)];
    }

    /// <summary>One ticket with lines and payments.</summary>
    /// <param name="ticketId">The ticket's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Retail refused or failed; <see cref="FailureKind.Rejected"/> if there is no such ticket.</exception>
    public async Task<Sale> GetTicketAsync(string ticketId, CancellationToken cancellationToken)
    {
        var ticket = await GetAsync($"sales/tickets/{Uri.EscapeDataString(ticketId)}?_include%5B%5D=lines&_include%5B%5D=payments", cancellationToken);
        return await WithDetailsAsync(ticket, cancellationToken);
    }

    /// <summary>The shops that the token's user may see.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<RetailLocation>> ListLocationsAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAllAsync(new RetailList("locations"), cancellationToken)).Select(RetailLocation.From)];

    /// <summary>One shop.</summary>
    /// <param name="locationId">The shop's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<RetailLocation> GetLocationAsync(string locationId, CancellationToken cancellationToken) =>
        RetailLocation.From(await GetAsync($"locations/{Uri.EscapeDataString(locationId)}", cancellationToken));

    /// <summary>The tills of a shop.</summary>
    /// <param name="locationId">The shop's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<RetailStation>> ListStationsAsync(string locationId, CancellationToken cancellationToken)
    {
        var stations = await ReadAllAsync(new RetailList($"locations/{Uri.EscapeDataString(locationId)}/stations"), cancellationToken);
        return [.. stations.Select(station => RetailStation.From(station, locationId))];
    }

    /// <summary>The ways to pay that the account is set up with.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<RetailPaymentType>> ListPaymentTypesAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAllAsync(new RetailList("payment_types"), cancellationToken)).Select(RetailPaymentType.From)];

    // Embedding is a convenience that an account's version may not have; the sub-resources always answer.
    private async Task<Sale> WithDetailsAsync(JsonElement ticket, CancellationToken cancellationToken)
    {
        var path = $"sales/tickets/{RetailJson.Text(ticket, "id")}";
        var lines = RetailJson.List(ticket, "lines") ?? await ReadAllAsync(new RetailList($"{path}/lines"), cancellationToken);
        var payments = RetailJson.List(ticket, "payments") ?? await ReadAllAsync(new RetailList($"{path}/payments"), cancellationToken);
        return TicketMapping.Header(ticket, Currency) with
        {
            Lines = [.. lines.Select(line => TicketMapping.Line(line, Currency))],
            Payments = [.. payments.Select(payment => TicketMapping.Payment(payment, Currency))],
        };
    }

    private async Task<IReadOnlyList<JsonElement>> ReadAllAsync(RetailList list, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        await foreach (var row in ListAsync(list, cancellationToken))
            rows.Add(row);
        return rows;
    }

    /// <summary>
    /// Reads page by page until the last, an empty page, or a page that brings nothing new. Rows move while pages are read, so a row that
    /// comes twice is given once.
    /// </summary>
    private async IAsyncEnumerable<JsonElement> ListAsync(RetailList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; ; page++)
        {
            if (page > MostPages)
                throw new ActivityException(FailureKind.InvalidData, $"Heartland Retail's list '{list.Path}' has more than {MostPages} pages. Ask for less at a time.");
            var envelope = await GetAsync(list.PageAddress(page), cancellationToken);
            var rows = RetailJson.List(envelope, "results")
                ?? (envelope.ValueKind == JsonValueKind.Array ? [.. envelope.EnumerateArray()] : throw NotRetail(list.Path, "it has no 'results'"));
            var news = rows.Where(row => RetailJson.Text(row, "id") is not { } id || seen.Add(id)).ToList();
            foreach (var row in news)
                yield return row;
            var pages = RetailJson.Decimal(envelope, "pages");
            if (news.Count == 0 || page >= pages || envelope.ValueKind == JsonValueKind.Array)
                yield break;
        }
    }

    private Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => gate.RunAsync(
        async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(baseAddress, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            var answer = await VendorCall.SendAsync(http, request, "Heartland Retail", changesSomething: false, time, cancellationToken);
            var resource = path.Split('?')[0];
            if (!answer.IsSuccess)
                throw RetailFailure.From(answer, resource);
            try
            {
                return JsonSerializer.Deserialize<JsonElement>(answer.Body);
            }
            catch (JsonException exception)
            {
                throw NotRetail(resource, "it is not JSON", exception);
            }
        },
        cancellationToken);

    private static ActivityException NotRetail(string path, string why, Exception? inner = null) =>
        new(FailureKind.Transient, $"The answer of Heartland Retail to '{path}' cannot be read: {why}. It is tried again; if it stays so, check the connection's base address.", inner);
}
