using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>
/// The mark by which our own writes are recognised, so that a sync in both directions does not answer itself: a digest of what was written,
/// kept in a custom field of the record. As long as the record still says what we wrote, its change was ours; when a person edits it, it no
/// longer fits. What the server itself changes makes a mark that does not fit, so at worst a change is handed on once too often.
/// </summary>
internal static class RetailMark
{
    /// <summary>The mark of a customer.</summary>
    public static string Of(Customer customer) => Digest(customer with { CustomerId = "", UpdatedAt = null, CustomFields = Sorted(customer.CustomFields) });

    /// <summary>The mark of an item.</summary>
    public static string Of(Product product) => Digest(product with { ProductId = "", UpdatedAt = null, CustomFields = Sorted(product.CustomFields) });

    /// <summary>The mark of an order: status, customer, lines, payments and custom fields.</summary>
    public static string Of(Order order) => Digest(new
    {
        order.Status,
        order.CustomerId,
        order.Shipping,
        Lines = order.Lines.Select(line => new { line.ProductId, line.Quantity, line.Amount }),
        Payments = order.Payments.Select(payment => new { payment.Amount, payment.IsVoided, payment.Reference }),
        Fields = Sorted(order.CustomFields),
    });

    /// <summary>Whether a record still says what we wrote.</summary>
    /// <param name="row">The record as Retail gives it.</param>
    /// <param name="mark">The mark that its content makes.</param>
    /// <param name="names">The name of the field.</param>
    public static bool IsOurs(JsonElement row, string mark, RetailNames names) =>
        names.Mark is { } field && RetailJson.Find(row, "custom") is { } custom && RetailJson.Text(custom, field) == mark;

    /// <summary>Puts the mark into a body that is about to be sent.</summary>
    public static void Put(JsonObject body, string mark, RetailNames names)
    {
        if (names.Mark is { } field)
            body[$"custom@{field}"] = mark;
    }

    private static SortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> fields) => new(fields.ToDictionary(), StringComparer.Ordinal);

    private static string Digest(object content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Written(WorkflowJson.ToElement(content)))))[..16];

    // 7 and 7.00 are the same amount, and servers write either.
    private static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"{member.Name}:{Written(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Written))}]",
        JsonValueKind.Number when value.TryGetDecimal(out var number) => (number / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
