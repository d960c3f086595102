using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.State;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Heartland Retail's REST API: shops, goods, customers, tickets, orders, stock, custom fields and webhooks.</summary>
internal sealed class RetailSystem : ISimulatedSystem
{
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _time;
    private readonly RetailTickets _tickets;
    private readonly RetailOrders _orders;
    private readonly RetailAdjustments _adjustments;
    private readonly RetailSettings _settings;

    public RetailSystem(SimulatorOptions options, StateJournal journal, TimeProvider time)
    {
        _options = options;
        _time = time;
        Tables = new RetailTables(journal);
        _tickets = new RetailTickets(Tables, time);
        _orders = new RetailOrders(Tables, _tickets, time);
        _adjustments = new RetailAdjustments(Tables, time);
        _settings = new RetailSettings(Tables, time);
        Webhooks = new RetailWebhooks(Tables, time);
    }

    public string Name => "retail";

    public RetailTables Tables { get; }

    public RetailWebhooks Webhooks { get; }

    public void Add(GeneratedDay day)
    {
        lock (Tables.Gate) Tables.Add(day);
    }

    public long Add(PaidOrder order)
    {
        lock (Tables.Gate)
        {
            try
            {
                var item = Tables[RetailTables.Items].Rows.FirstOrDefault(row => row["public_id"]?.ToString() == order.Sku)
                    ?? throw RetailRefusal.Invalid("sku", $"'{order.Sku}' is not an item");
                var row = _orders.Create(new JsonObject
                {
                    ["customer_id"] = order.CustomerId, ["source_location_id"] = order.LocationId, ["custom"] = Custom(order.Reference, order.TransactionId),
                });
                row = _orders.AddLine(row, new JsonObject { ["item_id"] = item["id"]!.DeepClone(), ["qty"] = 1, ["adjusted_unit_price"] = order.Amount });
                var payment = new JsonObject
                {
                    ["type"] = "CustomPayment", ["deposit"] = true, ["amount"] = order.Amount, ["payment_type_id"] = order.PaymentTypeId,
                    ["custom"] = Custom(order.PaymentReference ?? order.Reference, order.TransactionId),
                };
                if (order.PaidAt is { } at)
                    payment["completed_at"] = RetailJson.Utc(at);
                row = _orders.Pay(row, payment);
                return _orders.Update(row, new JsonObject { ["status"] = "open" })["id"]!.GetValue<long>();
            }
            catch (RetailRefusal refusal)
            {
                throw new InvalidOperationException($"The order '{order.Reference}' cannot be put in: {refusal.Message}.", refusal);
            }
        }
    }

    private static JsonObject Custom(string reference, string? transaction) =>
        transaction is null ? new JsonObject { ["external_key"] = reference } : new JsonObject { ["external_key"] = reference, ["transaction_id"] = transaction };

    public void Replay(RetailRow row)
    {
        lock (Tables.Gate) Tables.Replay(row);
    }

    public Call Read(HttpRequest request, string path, string body)
    {
        var route = RetailRoute.Of(request.Method, path);
        var key = RetailWriter.KeyOf(body) is { } own && (route.Id is null || route.Part is not null) ? own : route.Id?.ToString(CultureInfo.InvariantCulture);
        return new Call([new CallPart(route.Operation, key)], faults => Execute(request, route, body, faults));
    }

    public Answer Refuse(Fault fault, int status) => Answer.Json(status, status == 429
        ? new JsonObject { ["error"] = "rate_limited", ["message"] = "Too many requests" }
        : new JsonObject { ["error"] = "server_error", ["message"] = "Something went wrong" });

    private Answer Execute(HttpRequest request, RetailRoute route, string body, FaultSet faults)
    {
        try
        {
            if (faults.Has(FaultKind.AuthenticationFailure) || request.Headers.Authorization != $"Bearer {_options.RetailToken}")
                throw new RetailRefusal(401, "unauthorized", "The access token is missing or not valid");
            lock (Tables.Gate)
            {
                return route.Method switch
                {
                    "GET" => Get(request, route),
                    "POST" when route.Id is null => Create(route, RetailWriter.Parse(body)),
                    "POST" when route.PartId is null => Append(route, RetailWriter.Parse(body)),
                    "PUT" when route.Id is not null => Update(route, RetailWriter.Parse(body)),
                    "DELETE" when route is { Table: RetailTables.Webhooks, Id: not null, Part: null } => Delete(route),
                    _ => throw RetailRefusal.NotFound(),
                };
            }
        }
        catch (RetailRefusal refusal)
        {
            return refusal.ToAnswer();
        }
    }

    private Answer Get(HttpRequest request, RetailRoute route)
    {
        if (route.Table == "system/whoami")
            return Answer.Json(200, new JsonObject { ["id"] = 1, ["login"] = "sandbox", ["first_name"] = "Sandbox", ["last_name"] = "User" });
        if (route.Table == "system/host")
            return Answer.Json(200, new JsonObject { ["host"] = request.Host.Value });
        var page = new RetailPage(request.Query);
        if (route is { Table: "inventory/values", Id: null })
            return Answer.Json(200, page.Of(Tables.Stock.Values(_orders.Committed(), CostOf, request.Query["exclude_empty_locations"] != "true")));
        if (Tables.Readable(route.Table) is not { } table)
            throw RetailRefusal.NotFound();
        if (route.Id is not { } id)
            return Answer.Json(200, page.Of(table));
        var row = table.Find(id) ?? throw RetailRefusal.NotFound();
        return Answer.Json(200, (route.Table, route.Part, route.PartId) switch
        {
            (_, null, _) => page.Row(row),
            (RetailTables.Locations, "stations", null) => page.Of(Tables[RetailTables.Stations].Rows.Where(s => s["location_id"]!.GetValue<long>() == id)),
            (_, "lines" or "payments" or "addresses", null) when row[route.Part] is JsonArray rows => page.Of(rows.Select(r => r!.AsObject())),
            (_, "lines" or "payments" or "addresses", { } inner) when row[route.Part] is JsonArray rows =>
                page.Row(rows.OfType<JsonObject>().FirstOrDefault(r => r["id"]!.GetValue<long>() == inner) ?? throw RetailRefusal.NotFound()),
            _ => throw RetailRefusal.NotFound(),
        });
    }

    private Answer Create(RetailRoute route, JsonObject body)
    {
        var (row, announced) = route.Table switch
        {
            RetailTables.Customers => (Kept(RetailTables.Customers, RetailWriter.Customer(body, Next(RetailTables.Customers), _time.GetUtcNow())), "customer_created"),
            RetailTables.Items => (Kept(RetailTables.Items, RetailWriter.Item(body, Next(RetailTables.Items), _time.GetUtcNow())), "item_created"),
            RetailTables.Tickets => (_tickets.Create(body), "sales_transaction_completed"),
            RetailTables.Orders => (_orders.Create(body), null),
            RetailTables.Invoices => (_orders.Invoice(body), null),
            RetailTables.Adjustments => (_adjustments.Create(body), null),
            RetailTables.CustomFields => (_settings.DefineField(body), null),
            RetailTables.Webhooks => (_settings.Subscribe(body), null),
            _ => throw RetailRefusal.NotFound(),
        };
        if (announced is not null)
            Announce(announced, row);
        // The one resource that is answered with its object.
        return route.Table == RetailTables.Webhooks ? Answer.Json(201, row.DeepClone()) : Created($"{route.Table}/{row["id"]}");
    }

    private Answer Append(RetailRoute route, JsonObject body)
    {
        var row = Tables.Find(route.Table)?.Find(route.Id!.Value) ?? throw RetailRefusal.NotFound();
        var changed = (route.Table, route.Part) switch
        {
            (RetailTables.Customers, "addresses") => Kept(RetailTables.Customers, RetailWriter.Append(row, "addresses", body, _time.GetUtcNow())),
            (RetailTables.Orders, "lines") => _orders.AddLine(row, body),
            (RetailTables.Orders, "payments") => _orders.Pay(row, body),
            (RetailTables.Tickets, "payments") => _tickets.Pay(row, body),
            (RetailTables.Adjustments, "lines") => _adjustments.AddLine(row, body),
            _ => throw RetailRefusal.NotFound(),
        };
        if (route.Table == RetailTables.Customers)
            Announce("customer_updated", changed);
        return Created($"{route.Table}/{route.Id}/{route.Part}/{changed[route.Part!]!.AsArray()[^1]!["id"]}");
    }

    private Answer Update(RetailRoute route, JsonObject body)
    {
        var row = Tables.Find(route.Table)?.Find(route.Id!.Value) ?? throw RetailRefusal.NotFound();
        var (changed, announced) = (route.Table, route.Part) switch
        {
            (RetailTables.Customers, null) => (Kept(RetailTables.Customers, RetailWriter.Update(route.Table, row, body, _time.GetUtcNow())), "customer_updated"),
            (RetailTables.Customers, "addresses") => (Kept(RetailTables.Customers, RetailWriter.Change(row, "addresses", route.PartId ?? 0, body, _time.GetUtcNow())), "customer_updated"),
            (RetailTables.Items, null) => (Kept(RetailTables.Items, RetailWriter.Update(route.Table, row, body, _time.GetUtcNow())), "item_updated"),
            (RetailTables.Tickets, null) => (_tickets.Update(row, body), "sales_transaction_completed"),
            (RetailTables.Orders, null) => (_orders.Update(row, body), null),
            (RetailTables.Orders, "lines") => (_orders.ChangeLine(row, route.PartId ?? 0, body), null),
            (RetailTables.Invoices, null) => (_orders.UpdateInvoice(row, body), null),
            (RetailTables.Adjustments, null) => (_adjustments.Update(row, body), null),
            (RetailTables.CustomFields, null) => (Kept(RetailTables.CustomFields, RetailWriter.Merge(row, body, _time.GetUtcNow())), null),
            (RetailTables.Webhooks, null) => (_settings.ChangeSubscription(row, body), (string?)null),
            _ => throw RetailRefusal.NotFound(),
        };
        if (announced is not null)
            Announce(announced, changed);
        return Answer.Empty(200);
    }

    private Answer Delete(RetailRoute route)
    {
        Tables.Remove(route.Table, Tables[route.Table].Find(route.Id!.Value) ?? throw RetailRefusal.NotFound());
        return Answer.Empty(204);
    }

    // The event fires for completed tickets and for later edits of them, never for open baskets.
    private void Announce(string name, JsonObject row)
    {
        if (name != "sales_transaction_completed" || RetailWriter.Status(row) is "complete" or "void")
            Webhooks.Announce(name, row);
    }

    private JsonObject Kept(string table, JsonObject row)
    {
        Tables.Store(table, row);
        return row;
    }

    private long Next(string table) => Tables[table].NextId;

    private decimal? CostOf(long item) => Tables[RetailTables.Items].Find(item) is { } row ? RetailWriter.Number(row, "cost") : null;

    private static Answer Created(string path) => Answer.Empty(201) with { Headers = new Dictionary<string, string> { ["Location"] = $"/api/{path}" } };
}
