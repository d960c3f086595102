using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>Which customers to read. What is given has to fit all together.</summary>
public sealed record CustomerSearch
{
    /// <summary>The e-mail address; case does not matter.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number in any spelling; the last ten digits decide.</summary>
    public string? Phone { get; init; }

    /// <summary>The number that people use.</summary>
    public string? Number { get; init; }

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Email) && Digits(Phone).Length == 0 && string.IsNullOrWhiteSpace(Number);

    internal RetailList ToList(RetailNames names)
    {
        var filter = new JsonObject().With("public_id", Number?.Trim());
        // Stored with other capitals than it is asked for; $like does not look at them, and underscores in it are no wildcards.
        if (!string.IsNullOrWhiteSpace(Email))
            filter["email"] = new JsonObject { ["$like"] = Email.Trim() };
        // Numbers are stored as people typed them, so anything may stand between the digits.
        if (Digits(Phone) is { Length: > 0 } digits)
            filter[names.Phone] = new JsonObject { ["$like"] = digits.Length >= 7 ? $"*{digits[^7..^4]}*{digits[^4..]}*" : $"*{digits}*" };
        return new RetailList("customers") { Filter = filter, Include = ["addresses"] };
    }

    internal bool Matches(Customer customer, IEnumerable<string?> phones)
    {
        var wanted = Digits(Phone);
        return (string.IsNullOrWhiteSpace(Email) || string.Equals(customer.Email?.Trim(), Email.Trim(), StringComparison.OrdinalIgnoreCase))
            && (string.IsNullOrWhiteSpace(Number) || customer.Code == Number.Trim())
            && (wanted.Length == 0 || phones.Append(customer.Phone).Any(phone => Same(Digits(phone), wanted)));
    }

    private static bool Same(string left, string right)
    {
        var length = Math.Min(10, Math.Min(left.Length, right.Length));
        return length >= 7 ? left[^length..] == right[^length..] : left == right;
    }

    private static string Digits(string? text) => string.Concat((text ?? "").Where(char.IsAsciiDigit));
}
