using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>The customers of an account.</summary>
internal sealed class RetailCustomers(RetailTransport transport, RetailNames names)
{
    /// <summary>A customer with addresses, and whether it still says what a workflow wrote; null where there is none.</summary>
    public async Task<(Customer Customer, bool IsOurs)?> FindAsync(string customerId, CancellationToken cancellationToken) =>
        await transport.FindAsync($"{Path(customerId)}?_include%5B%5D=addresses", cancellationToken) is { } row
            ? Judged(row, await AddressesAsync(row, cancellationToken))
            : null;

    public async Task<IReadOnlyList<Customer>> SearchAsync(CustomerSearch search, CancellationToken cancellationToken)
    {
        var found = new List<Customer>();
        await foreach (var row in transport.ListAsync(search.ToList(names), cancellationToken))
        {
            var addresses = await AddressesAsync(row, cancellationToken);
            var customer = CustomerMapping.From(row, addresses, names);
            if (search.Matches(customer, addresses.Select(address => RetailJson.Text(address, "phone"))))
                found.Add(customer);
        }

        return found;
    }

    /// <summary>Customers that changed since a moment, oldest change first.</summary>
    public async Task<IReadOnlyList<(Customer Customer, bool IsOurs)>> ListChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = new List<(Customer, bool)>();
        await foreach (var row in transport.ListAsync(RetailList.ChangedSince("customers", since) with { Include = ["addresses"] }, cancellationToken))
            changed.Add(Judged(row, await AddressesAsync(row, cancellationToken)));
        return changed;
    }

    /// <summary>The customer with a number, if it has all its addresses; null where there is none.</summary>
    public async Task<(Customer Customer, bool IsWhole)?> FindByNumberAsync(string number, Customer wanted, CancellationToken cancellationToken)
    {
        if (await RowByNumberAsync(number, cancellationToken) is not { } row)
            return null;
        var addresses = await AddressesAsync(row, cancellationToken);
        return (Confirm(CustomerMapping.From(row, addresses, names), wanted), addresses.Count >= CustomerMapping.Addresses(wanted).Count);
    }

    /// <summary>Makes a customer, once for each number.</summary>
    /// <returns>The customer, and whether it was there before.</returns>
    public Task<(Customer Customer, bool Existed)> CreateAsync(Customer customer, string number, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            var addresses = CustomerMapping.Addresses(customer);
            var known = await RowByNumberAsync(number, cancellationToken);
            string id;
            if (known is { } row)
            {
                Confirm(CustomerMapping.From(row, [], names), customer);
                id = RetailJson.Text(row, "id")!;
            }
            else
            {
                var body = CustomerMapping.Body(customer, number);
                RetailMark.Put(body, RetailMark.Of(Predicted(RetailBody.Merged(null, body), addresses)), names);
                id = await transport.CreateAsync("customers", body, cancellationToken);
            }

            if (addresses.Count > 0)
                await AddMissingAsync(id, addresses, cancellationToken);
            return ((await FindAsync(id, cancellationToken) ?? throw Vanished(id)).Customer, known is not null);
        },
        cancellationToken);

    /// <summary>Changes a customer; what is not given stays. The same change twice is one change.</summary>
    /// <returns>The customer as it is now; null where there is none.</returns>
    public Task<Customer?> UpdateAsync(string customerId, Customer changes, CancellationToken cancellationToken) =>
        transport.OnceAsync(() => ChangeAsync(customerId, changes, cancellationToken), cancellationToken);

    private async Task<Customer?> ChangeAsync(string customerId, Customer changes, CancellationToken cancellationToken)
    {
        if (await transport.FindAsync($"{Path(customerId)}?_include%5B%5D=addresses", cancellationToken) is not { } row)
            return null;
        var existing = await AddressesAsync(row, cancellationToken);
        var wanted = CustomerMapping.Addresses(changes);
        var merged = Enumerable.Range(0, Math.Max(existing.Count, wanted.Count))
            .Select(i => RetailBody.Merged(i < existing.Count ? existing[i] : null, i < wanted.Count ? wanted[i] : []))
            .ToList();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (i < existing.Count)
                await transport.UpdateAsync($"{Path(customerId)}/addresses/{RetailJson.Text(existing[i], "id")}", wanted[i], cancellationToken);
            else
                await transport.CreateAsync($"{Path(customerId)}/addresses", wanted[i], cancellationToken);
        }

        var body = CustomerMapping.Body(changes, changes.Code);
        RetailMark.Put(body, RetailMark.Of(CustomerMapping.From(RetailBody.Merged(row, body), merged, names)), names);
        await transport.UpdateAsync(Path(customerId), body, cancellationToken);
        return (await FindAsync(customerId, cancellationToken))?.Customer;
    }

    private async Task AddMissingAsync(string id, IReadOnlyList<JsonObject> wanted, CancellationToken cancellationToken)
    {
        var existing = await transport.ReadAllAsync(new RetailList($"{Path(id)}/addresses"), cancellationToken);
        foreach (var address in wanted.Skip(existing.Count))
            await transport.CreateAsync($"{Path(id)}/addresses", address, cancellationToken);
    }

    private Customer Predicted(JsonElement row, IReadOnlyList<JsonObject> addresses) =>
        CustomerMapping.From(row, [.. addresses.Select(address => JsonSerializer.SerializeToElement(address))], names);

    private (Customer, bool) Judged(JsonElement row, IReadOnlyList<JsonElement> addresses)
    {
        var customer = CustomerMapping.From(row, addresses, names);
        return (customer, RetailMark.IsOurs(row, RetailMark.Of(customer), names));
    }

    private async Task<JsonElement?> RowByNumberAsync(string number, CancellationToken cancellationToken)
    {
        var rows = await transport.ReadAllAsync(new RetailList("customers") { Filter = new JsonObject { ["public_id"] = number } }, cancellationToken);
        return rows.Where(row => RetailJson.Text(row, "public_id") == number).Cast<JsonElement?>().FirstOrDefault();
    }

    // Embedding is a convenience that an account's version may not have.
    private async Task<IReadOnlyList<JsonElement>> AddressesAsync(JsonElement row, CancellationToken cancellationToken) =>
        RetailJson.List(row, "addresses") ?? await transport.ReadAllAsync(new RetailList($"{Path(RetailJson.Text(row, "id")!)}/addresses"), cancellationToken);

    private static Customer Confirm(Customer found, Customer wanted) =>
        found.Email is null || wanted.Email is null || string.Equals(found.Email, wanted.Email, StringComparison.OrdinalIgnoreCase)
            ? found
            : throw new ActivityException(
                FailureKind.Rejected, $"Customer number {found.Code} belongs to {found.Email} at Heartland Retail, not to {wanted.Email}. Give the new customer another number, or update that one.");

    private static ActivityException Vanished(string id) =>
        new(FailureKind.OutcomeUnknown, $"Heartland Retail made customer {id} and does not show it. Look whether the token's user may see customers.");

    private static string Path(string customerId) => $"customers/{Uri.EscapeDataString(customerId)}";
}
