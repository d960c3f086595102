using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Webhooks;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>A Heartland Retail account. Retail asks integrators not to call in parallel, so calls wait for each other.</summary>
public sealed class HeartlandRetailClient
{
    private readonly RetailTransport transport;

    internal HeartlandRetailClient(RetailTransport transport, string currency, RetailNames names)
    {
        (this.transport, Currency, Names) = (transport, currency, names);
        Customers = new RetailCustomers(transport, names);
        Items = new RetailItems(transport, currency, names);
        Orders = new RetailOrders(transport, Items, currency, names);
        Payments = new RetailPayments(transport, Orders, currency, names);
        Stock = new RetailStock(transport, Items, names);
        CustomFields = new RetailCustomFields(transport, Customers, Items, Orders);
        Webhooks = new RetailWebhooks(transport);
    }

    /// <summary>The account's currency, ISO 4217.</summary>
    public string Currency { get; }

    internal RetailNames Names { get; }

    internal RetailCustomers Customers { get; }

    internal RetailItems Items { get; }

    internal RetailOrders Orders { get; }

    internal RetailPayments Payments { get; }

    internal RetailStock Stock { get; }

    internal RetailCustomFields CustomFields { get; }

    internal RetailWebhooks Webhooks { get; }

    /// <summary>The name of the user whom the token belongs to.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<string> GetUserNameAsync(CancellationToken cancellationToken)
    {
        var user = await transport.GetAsync("system/whoami", cancellationToken);
        return RetailJson.Text(user, "login") ?? RetailJson.Text(user, "email") ?? RetailJson.Text(user, "name") ?? $"user {RetailJson.Text(user, "id")}";
    }

    /// <summary>The tickets that a search finds, with lines and payments, oldest first.</summary>
    /// <param name="search">Which tickets.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Retail refused or failed.</exception>
    public async Task<IReadOnlyList<Sale>> ListTicketsAsync(TicketSearch search, CancellationToken cancellationToken)
    {
        var sales = new List<Sale>();
        await foreach (var sale in ReadTicketsAsync(search, cancellationToken))
            sales.Add(sale);
        return [.. sales.OrderBy(sale => sale.CompletedAt).ThenBy(sale => sale.SaleId, StringComparer.Ordinal)];
    }

    /// <summary>The tickets that a search finds, with lines and payments, one by one as Retail gives them: those that were read are not kept.</summary>
    internal async IAsyncEnumerable<Sale> ReadTicketsAsync(TicketSearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var ticket in transport.ListAsync(search.ToList(), cancellationToken))
        {
            // Filter first: tickets of the widened minutes and of other tills need no further calls.
            var header = TicketMapping.Header(ticket, Currency);
            if (search.Matches(header))
                yield return await WithDetailsAsync(ticket, header, cancellationToken);
        }
    }

    /// <summary>The tickets that changed since a moment, with when they changed, oldest change first.</summary>
    internal async Task<IReadOnlyList<(Sale Sale, DateTimeOffset UpdatedAt)>> ListChangedTicketsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = new List<(Sale, DateTimeOffset)>();
        await foreach (var ticket in transport.ListAsync(RetailList.ChangedSince("sales/tickets", since) with { Include = ["lines", "payments"] }, cancellationToken))
            changed.Add((await WithDetailsAsync(ticket, cancellationToken), RetailJson.Moment(ticket, "updated_at") ?? since));
        return changed;
    }

    /// <summary>One ticket with lines and payments.</summary>
    /// <param name="ticketId">The ticket's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Retail refused or failed; <see cref="FailureKind.Rejected"/> if there is no such ticket.</exception>
    public async Task<Sale> GetTicketAsync(string ticketId, CancellationToken cancellationToken) =>
        await WithDetailsAsync(await transport.GetAsync(TicketPath(ticketId), cancellationToken), cancellationToken);

    /// <summary>One ticket with lines and payments; null where there is none.</summary>
    internal async Task<Sale?> FindTicketAsync(string ticketId, CancellationToken cancellationToken) =>
        await transport.FindAsync(TicketPath(ticketId), cancellationToken) is { } ticket ? await WithDetailsAsync(ticket, cancellationToken) : null;

    /// <summary>The ticket with a number; null where there is none.</summary>
    internal async Task<Sale?> FindTicketByNumberAsync(string number, CancellationToken cancellationToken)
    {
        var list = new RetailList("sales/tickets") { Filter = new JsonObject { ["public_id"] = number }, Include = ["lines", "payments"] };
        var found = (await transport.ReadAllAsync(list, cancellationToken)).Where(row => RetailJson.Text(row, "public_id") == number).ToList();
        return found.Count == 0 ? null : await WithDetailsAsync(found[0], cancellationToken);
    }

    /// <summary>Records a sale that was made elsewhere, once for each number.</summary>
    /// <returns>The ticket, and whether it was there before.</returns>
    internal Task<(Sale Sale, bool Existed)> RecordSaleAsync(Sale sale, string? salesRep, bool movesStock, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            if (await FindTicketByNumberAsync(sale.Number!, cancellationToken) is { } known)
                return (TicketBody.Confirm(known, sale), true);
            var id = await transport.CreateAsync("sales/tickets", TicketBody.Of(sale, salesRep, movesStock, Names), cancellationToken);
            return (await GetTicketAsync(id, cancellationToken), false);
        },
        cancellationToken);

    /// <summary>The shops that the token's user may see.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<RetailLocation>> ListLocationsAsync(CancellationToken cancellationToken) =>
        [.. (await transport.ReadAllAsync(new RetailList("locations"), cancellationToken)).Select(RetailLocation.From)];

    /// <summary>One shop.</summary>
    /// <param name="locationId">The shop's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<RetailLocation> GetLocationAsync(string locationId, CancellationToken cancellationToken) =>
        RetailLocation.From(await transport.GetAsync($"locations/{Uri.EscapeDataString(locationId)}", cancellationToken));

    /// <summary>The tills of a shop.</summary>
    /// <param name="locationId">The shop's id.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<RetailStation>> ListStationsAsync(string locationId, CancellationToken cancellationToken)
    {
        var stations = await transport.ReadAllAsync(new RetailList($"locations/{Uri.EscapeDataString(locationId)}/stations"), cancellationToken);
        return [.. stations.Select(station => RetailStation.From(station, locationId))];
    }

    /// <summary>The ways to pay that the account is set up with.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<RetailPaymentType>> ListPaymentTypesAsync(CancellationToken cancellationToken) =>
        [.. (await transport.ReadAllAsync(new RetailList("payment_types"), cancellationToken)).Select(RetailPaymentType.From)];

    /// <summary>Whether the mark of our own writes has no field at customers.</summary>
    internal async Task<bool> LacksMarkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Names.Mark is { } mark && await CustomFields.FindAsync("customer", mark, cancellationToken) is null;
        }
        catch (ActivityException exception) when (exception.Kind is FailureKind.Unauthorized or FailureKind.Rejected)
        {
            return false; // a user who may not see definitions of fields may still work with their values
        }
    }

    private static string TicketPath(string ticketId) => $"sales/tickets/{Uri.EscapeDataString(ticketId)}?_include%5B%5D=lines&_include%5B%5D=payments";

    private Task<Sale> WithDetailsAsync(JsonElement ticket, CancellationToken cancellationToken) =>
        WithDetailsAsync(ticket, TicketMapping.Header(ticket, Currency), cancellationToken);

    // Embedding is a convenience that an account's version may not have; the sub-resources always answer.
    private async Task<Sale> WithDetailsAsync(JsonElement ticket, Sale header, CancellationToken cancellationToken)
    {
        var path = $"sales/tickets/{RetailJson.Text(ticket, "id")}";
        var lines = RetailJson.List(ticket, "lines") ?? await transport.ReadAllAsync(new RetailList($"{path}/lines"), cancellationToken);
        var payments = RetailJson.List(ticket, "payments") ?? await transport.ReadAllAsync(new RetailList($"{path}/payments"), cancellationToken);
        return header with
        {
            Lines = [.. lines.Select(line => TicketMapping.Line(line, Currency))],
            Payments = [.. payments.Select(payment => TicketMapping.Payment(payment, Currency, Names))],
        };
    }
}
