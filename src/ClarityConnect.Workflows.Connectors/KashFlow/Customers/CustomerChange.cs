using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Changes a customer. KashFlow replaces the whole record, so it is read, changed and written back; doing so twice changes nothing more.</summary>
internal static class CustomerChange
{
    /// <returns>The customer as it is now; null where there is none.</returns>
    public static Task<Customer?> ApplyAsync(KashFlowClient client, string code, Action<JsonElement, JsonObject> change, CancellationToken cancellationToken) => client.Turns.RunAsync(
        $"customer code {code}",
        async () =>
        {
            if (await CustomerLookup.ByCodeAsync(client, code, cancellationToken) is not { } before)
                return null;
            var body = JsonObject.Create(before) ?? [];
            change(before, body);
            var written = JsonSerializer.SerializeToElement(body);
            if (!JsonElement.DeepEquals(before, written))
                await client.Rest.PutAsync(CustomerLookup.PathOf(code), body, cancellationToken);
            return (Customer?)CustomerMapping.Read(written);
        },
        cancellationToken);
}
