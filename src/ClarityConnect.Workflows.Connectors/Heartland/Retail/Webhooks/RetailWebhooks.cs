using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Webhooks;

/// <summary>The subscriptions of an account.</summary>
internal sealed class RetailWebhooks(RetailTransport transport)
{
    public async Task<IReadOnlyList<RetailWebhook>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await transport.ReadAllAsync(new RetailList("webhooks"), cancellationToken)).Select(From)];

    /// <summary>The subscription of an address to an event; null where there is none.</summary>
    public async Task<RetailWebhook?> FindAsync(string address, string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(hook => hook.Address == address && hook.Events.Contains(name));

    /// <summary>Subscribes an address to an event, once.</summary>
    /// <returns>The subscription, and whether it was there before.</returns>
    public Task<(RetailWebhook Webhook, bool Existed)> RegisterAsync(string address, string name, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            if (await FindAsync(address, name, cancellationToken) is { } known)
                return (known, true);
            var id = await transport.CreateAsync("webhooks", new JsonObject { ["url"] = address, ["events"] = new JsonArray(name) }, cancellationToken);
            return (new RetailWebhook(id, address, [name]), false);
        },
        cancellationToken);

    public Task RemoveAsync(string webhookId, CancellationToken cancellationToken) => transport.DeleteAsync($"webhooks/{Uri.EscapeDataString(webhookId)}", cancellationToken);

    private static RetailWebhook From(JsonElement row) => new(
        RetailJson.Text(row, "id") ?? "",
        RetailJson.Text(row, "url") ?? "",
        [.. (RetailJson.List(row, "events") ?? []).Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]);
}
