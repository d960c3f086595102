using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Rows of the Retail API as they look on the wire.</summary>
internal static class RetailJson
{
    private static readonly string[] ReasonNames = ["Correction", "Damage", "Stock taken over"];

    /// <summary>Amounts are unquoted and without trailing zeros (7, 71.5), as the vendor's server writes them.</summary>
    public static JsonNode Amount(decimal amount) => JsonValue.Create(amount / 1.0000000000000000000000000000m);

    public static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Local(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static JsonObject Location(Store store, string stamp) => new()
    {
        ["id"] = store.LocationId,
        ["public_id"] = store.Code,
        ["name"] = store.Name,
        ["time_zone"] = store.Zone.IanaName,
        ["active?"] = true,
        ["created_at"] = stamp,
        ["updated_at"] = stamp,
    };

    public static JsonObject Station(Store store, Register register) => new()
    {
        ["id"] = register.StationId,
        ["location_id"] = store.LocationId,
        ["name"] = register.Name,
        ["active?"] = true,
    };

    public static JsonObject PaymentType(TenderType tender) => new()
    {
        ["id"] = tender.Id,
        ["name"] = tender.Name,
        ["type"] = tender.PaymentType,
        ["active?"] = true,
    };

    public static JsonObject Item(CatalogItem item, string stamp) => new()
    {
        ["id"] = item.Id,
        ["public_id"] = item.PublicId,
        ["description"] = item.Description,
        ["price"] = Amount(item.Price),
        ["cost"] = Amount(item.Cost),
        ["active"] = true,
        ["track_inventory"] = true,
        ["custom"] = new JsonObject(),
        ["created_at"] = stamp,
        ["updated_at"] = stamp,
    };

    public static JsonObject Customer(ShopCustomer customer, string stamp) => new()
    {
        ["id"] = customer.Id,
        ["public_id"] = customer.PublicId,
        ["first_name"] = customer.FirstName,
        ["last_name"] = customer.LastName,
        ["email"] = customer.Email,
        ["custom"] = new JsonObject(),
        ["created_at"] = stamp,
        ["updated_at"] = stamp,
        ["addresses"] = customer.Email is null ? new JsonArray() : new JsonArray(Address(customer)),
    };

    /// <summary>Why stock may be corrected.</summary>
    public static IEnumerable<JsonObject> Reasons() => ReasonNames
        .Select((name, i) => new JsonObject { ["id"] = i + 1L, ["name"] = name, ["active?"] = true });

    /// <summary>A ticket with its lines and payments, which leave only where they are asked for.</summary>
    public static JsonObject Ticket(Ticket ticket) => new()
    {
        ["id"] = ticket.Id,
        ["type"] = ticket.IsReturn ? "Return" : "Ticket",
        ["public_id"] = ticket.PublicId,
        ["status"] = ticket.Voided ? "void" : "complete",
        ["completed?"] = !ticket.Voided,
        ["voided?"] = ticket.Voided,
        ["station_id"] = ticket.Register.StationId,
        ["source_location_id"] = ticket.Store.LocationId,
        ["customer_id"] = ticket.Customer.Id,
        ["customer_name"] = $"{ticket.Customer.FirstName} {ticket.Customer.LastName}",
        ["sales_rep"] = $"Clerk {ticket.Store.Number}",
        ["subtotal"] = Amount(ticket.Subtotal),
        ["original_subtotal"] = Amount(ticket.OriginalSubtotal),
        ["total_discounts"] = Amount(ticket.TotalDiscounts),
        ["tax_total"] = Amount(ticket.TaxTotal),
        ["total"] = Amount(ticket.Total),
        ["total_paid"] = Amount(ticket.TotalPaid),
        ["balance"] = Amount(ticket.Balance),
        ["parent_transaction_id"] = ticket.ParentId,
        ["custom"] = new JsonObject(),
        ["created_at"] = Utc(ticket.CreatedAt),
        ["updated_at"] = Utc(ticket.UpdatedAt),
        ["completed_at"] = Utc(ticket.CompletedAt),
        ["local_completed_at"] = Local(ticket.CompletedAt),
        ["lines"] = new JsonArray([.. ticket.Lines.Select(Line)]),
        ["payments"] = new JsonArray([.. ticket.Payments.Select(p => Payment(p, ticket))]),
    };

    private static JsonObject Address(ShopCustomer customer) => new()
    {
        ["id"] = (customer.Id * 10) + 1,
        ["first_name"] = customer.FirstName,
        ["last_name"] = customer.LastName,
        ["line_1"] = $"{customer.Id % 100} Hudson Street",
        ["line_2"] = null,
        ["city"] = "New York",
        ["state"] = "NY",
        ["postal_code"] = "10013",
        ["country"] = "US",
        ["phone"] = $"(212) 555-01{customer.Id % 100:00}",
    };

    private static JsonObject Line(TicketLine line) => line.Type switch
    {
        TicketLine.ItemLine => new()
        {
            ["id"] = (long)line.Id,
            ["type"] = line.Type,
            ["item_id"] = line.ItemId,
            ["item_description"] = line.Description,
            ["qty"] = line.Quantity,
            ["original_unit_price"] = Amount(line.OriginalUnitPrice),
            ["adjusted_unit_price"] = line.AdjustedUnitPrice is { } adjusted ? Amount(adjusted) : null,
            ["unit_price"] = Amount(line.AdjustedUnitPrice ?? line.OriginalUnitPrice),
            ["unit_cost"] = Amount(line.UnitCost),
            ["price_adjustments"] = line.AdjustedUnitPrice is { } price
                ? new JsonArray(new JsonObject { ["id"] = 60000 + line.Id, ["delta_price"] = Amount(price - line.OriginalUnitPrice) })
                : new JsonArray(),
        },
        TicketLine.GiftCardLine => new()
        {
            ["id"] = (long)line.Id,
            ["type"] = line.Type,
            ["item_id"] = null,
            ["description"] = line.Description,
            ["qty"] = line.Quantity,
            ["original_unit_price"] = Amount(line.OriginalUnitPrice),
            ["adjusted_unit_price"] = null,
            ["unit_price"] = Amount(line.OriginalUnitPrice),
            ["value"] = Amount(line.Value),
            ["price_adjustments"] = new JsonArray(),
        },
        _ => new() { ["id"] = (long)line.Id, ["type"] = line.Type, ["description"] = line.Description, ["value"] = Amount(line.Value) },
    };

    private static JsonObject Payment(TicketPayment payment, Ticket ticket) => new()
    {
        ["id"] = payment.Id,
        ["type"] = payment.Tender.PaymentType,
        ["payment_type_id"] = payment.Tender.Id,
        ["amount"] = Amount(payment.Amount),
        ["description"] = payment.Description,
        ["deposit"] = false,
        ["status"] = ticket.Voided ? "voided" : "complete",
        ["completed_at"] = Utc(ticket.CompletedAt),
        ["local_completed_at"] = Local(ticket.CompletedAt),
    };
}
