namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Makes one record of several of the same customer.</summary>
public static class CustomerMerge
{
    /// <summary>Completes a record with what others have.</summary>
    /// <param name="kept">The record that stays, with its id and code.</param>
    /// <param name="others">The other records of the same customer, the most trusted first.</param>
    /// <returns>The kept record; only its empty parts, and custom fields that it does not have, come from the others.</returns>
    public static Customer Merge(Customer kept, IEnumerable<Customer> others) => others.Aggregate(kept, (whole, other) => whole with
    {
        Code = whole.Code ?? other.Code,
        FirstName = Filled(whole.FirstName, other.FirstName),
        LastName = Filled(whole.LastName, other.LastName),
        Company = Filled(whole.Company, other.Company),
        Email = Filled(whole.Email, other.Email),
        Phone = Filled(whole.Phone, other.Phone),
        Mobile = Filled(whole.Mobile, other.Mobile),
        BillingAddress = whole.BillingAddress ?? other.BillingAddress,
        ShippingAddress = whole.ShippingAddress ?? other.ShippingAddress,
        TaxNumber = Filled(whole.TaxNumber, other.TaxNumber),
        Currency = whole.Currency ?? other.Currency,
        UpdatedAt = whole.UpdatedAt > other.UpdatedAt ? whole.UpdatedAt : other.UpdatedAt ?? whole.UpdatedAt,
        CustomFields = whole.CustomFields.Concat(other.CustomFields.Where(field => !whole.CustomFields.ContainsKey(field.Key))).ToDictionary(field => field.Key, field => field.Value),
    });

    private static string? Filled(string? kept, string? other) => string.IsNullOrWhiteSpace(kept) ? other : kept;
}
