using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Finds customers. KashFlow's list of customers has no filters that are documented, so look-ups by anything but the code read all of it.</summary>
internal static class CustomerLookup
{
    /// <summary>The customer with a code; null where there is none.</summary>
    public static Task<JsonElement?> ByCodeAsync(KashFlowClient client, string code, CancellationToken cancellationToken) =>
        client.Rest.FindAsync(PathOf(code), cancellationToken);

    /// <summary>The first customer with a key of another system or with an e-mail address; null where there is none.</summary>
    public static async Task<JsonElement?> ByKeyOrEmailAsync(KashFlowClient client, string? key, string? email, CancellationToken cancellationToken)
    {
        await foreach (var row in client.Rest.ListAsync("customers?perpage=100", cancellationToken))
        {
            if (Same(KashFlowJson.Text(row, "CustomerKey"), key) || Emails(row).Any(one => Same(one, email)))
                return KashFlowJson.Text(row, "Code") is { } code ? await ByCodeAsync(client, code, cancellationToken) ?? row : row;
        }

        return null;
    }

    public static string PathOf(string code) => $"customers/{Uri.EscapeDataString(code.Trim())}";

    private static IEnumerable<string?> Emails(JsonElement row) =>
        (KashFlowJson.List(row, "Contacts") ?? []).Select(contact => KashFlowJson.Text(contact, "Email")).Append(KashFlowJson.Text(row, "Email"));

    private static bool Same(string? left, string? right) =>
        !string.IsNullOrWhiteSpace(right) && right.Trim().Equals(left?.Trim(), StringComparison.OrdinalIgnoreCase);
}
