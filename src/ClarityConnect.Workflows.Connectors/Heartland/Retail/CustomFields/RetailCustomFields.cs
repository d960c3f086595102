using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>The fields that the account defines itself, and their values.</summary>
internal sealed class RetailCustomFields(RetailTransport transport, RetailCustomers customers, RetailItems items, RetailOrders orders)
{
    public async Task<IReadOnlyList<RetailField>> ListAsync(string? group, CancellationToken cancellationToken)
    {
        var list = new RetailList("custom_fields") { Filter = group is null ? null : new JsonObject { ["group_id"] = group } };
        return [.. (await transport.ReadAllAsync(list, cancellationToken)).Select(From).Where(field => group is null || field.Group == group)];
    }

    public async Task<RetailField?> FindAsync(string group, string key, CancellationToken cancellationToken) =>
        (await ListAsync(group, cancellationToken)).FirstOrDefault(field => field.Key == key);

    /// <summary>Defines a field, once for each group and key.</summary>
    /// <returns>The field, and whether it was there before.</returns>
    public Task<(RetailField Field, bool Existed)> DefineAsync(string group, string key, string name, string kind, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            if (await FindAsync(group, key, cancellationToken) is { } known)
                return (known, true);
            // Never required: a field that tills insist on would stop sales.
            await transport.CreateAsync(
                "custom_fields", new JsonObject { ["group_id"] = group, ["key"] = key, ["name"] = name, ["type"] = kind, ["required"] = false }, cancellationToken);
            return (await FindAsync(group, key, cancellationToken)
                ?? throw new ActivityException(FailureKind.OutcomeUnknown, $"Heartland Retail took the definition of '{key}' and does not show it. Look at the account's custom fields."), false);
        },
        cancellationToken);

    /// <summary>Sets values of a record's custom fields; other fields stay. The same twice is one change.</summary>
    /// <returns>False where there is no such record.</returns>
    public async Task<bool> SetAsync(RecordKind kind, string recordId, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var body = new JsonObject().WithCustom(values);
        switch (kind)
        {
            case RecordKind.Customer:
                return await customers.UpdateAsync(recordId, new Customer { CustomFields = values }, cancellationToken) is not null;
            case RecordKind.Item:
                return await items.UpdateAsync(recordId, body, cancellationToken) is not null;
            case RecordKind.Order:
                return await orders.UpdateAsync(recordId, body, cancellationToken) is not null;
            default:
                var path = $"sales/tickets/{Uri.EscapeDataString(recordId)}";
                if (await transport.FindAsync(path, cancellationToken) is null)
                    return false;
                await transport.UpdateAsync(path, body, cancellationToken);
                return true;
        }
    }

    /// <summary>The values of a record's custom fields; null where there is no such record.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> ReadAsync(RecordKind kind, string recordId, CancellationToken cancellationToken)
    {
        var table = kind switch { RecordKind.Customer => "customers", RecordKind.Item => "items", RecordKind.Order => "sales/orders", _ => "sales/tickets" };
        return await transport.FindAsync($"{table}/{Uri.EscapeDataString(recordId)}", cancellationToken) is { } row
            ? RetailCustom.Read(row, RetailNames.Default with { Mark = null })
            : null;
    }

    private static RetailField From(JsonElement row) => new()
    {
        FieldId = RetailJson.Text(row, "id") ?? "",
        Group = RetailJson.Text(row, "group_id") ?? "",
        Key = RetailJson.Text(row, "key") ?? RetailJson.Text(row, "name") ?? "",
        Name = RetailJson.Text(row, "name") ?? "",
        Kind = RetailJson.Text(row, "type"),
        IsRequired = RetailJson.Flag(row, "required") ?? false,
    };
}
