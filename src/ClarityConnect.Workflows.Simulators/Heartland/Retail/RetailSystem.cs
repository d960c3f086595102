using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.State;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Heartland Retail's REST API: reads of shops, goods and tickets, creation of tickets and customers.</summary>
internal sealed class RetailSystem(SimulatorOptions options, StateJournal journal, TimeProvider time) : ISimulatedSystem
{
    private const string Tickets = "sales/tickets";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RetailTable> _tables = new()
    {
        ["locations"] = new(),
        ["stations"] = new(),
        ["payment_types"] = new(),
        ["items"] = new(),
        ["customers"] = new(),
        [Tickets] = new(),
    };

    public string Name => "retail";

    public void Add(GeneratedDay day)
    {
        lock (_gate)
        {
            var stamp = RetailJson.Utc(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
            foreach (var store in day.Stores)
            {
                _tables["locations"].Put(RetailJson.Location(store, stamp));
                foreach (var register in store.Registers)
                    _tables["stations"].Put(RetailJson.Station(store, register));
            }
            foreach (var tender in Catalogue.Tenders)
                _tables["payment_types"].Put(RetailJson.PaymentType(tender));
            foreach (var item in Catalogue.Items)
                _tables["items"].Put(RetailJson.Item(item, stamp));
            foreach (var customer in Catalogue.Customers)
                _tables["customers"].Put(RetailJson.Customer(customer, stamp));
            foreach (var ticket in day.Tickets)
                _tables[Tickets].Put(RetailJson.Ticket(ticket));
        }
    }

    public void Replay(RetailRow row)
    {
        lock (_gate) _tables[row.Table].Put(row.Row);
    }

    public Call Read(HttpRequest request, string path, string body)
    {
        var route = RetailRoute.Of(request.Method, path);
        var key = route.Id?.ToString(CultureInfo.InvariantCulture) ?? RetailWriter.KeyOf(body);
        return new Call([new CallPart(route.Operation, key)], faults => Execute(request, route, body, faults));
    }

    public Answer Refuse(Fault fault, int status) => Answer.Json(status, status == 429
        ? new JsonObject { ["error"] = "rate_limited", ["message"] = "Too many requests" }
        : new JsonObject { ["error"] = "server_error", ["message"] = "Something went wrong" });

    private Answer Execute(HttpRequest request, RetailRoute route, string body, FaultSet faults)
    {
        try
        {
            if (faults.Has(FaultKind.AuthenticationFailure) || request.Headers.Authorization != $"Bearer {options.RetailToken}")
                throw new RetailRefusal(401, "unauthorized", "The access token is missing or not valid");
            lock (_gate)
            {
                return route.Method switch
                {
                    "GET" => Get(request, route),
                    "POST" when route.Id is null && route.Table is "customers" or Tickets => Create(route, body),
                    "PUT" when route is { Id: not null, Part: null, Table: "customers" or Tickets } => Update(route, body),
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
        if (!_tables.TryGetValue(route.Table, out var table) || route.Table == "stations")
            throw RetailRefusal.NotFound();
        var page = new RetailPage(request.Query);
        if (route.Id is not { } id)
            return Answer.Json(200, page.Of(table.Rows));
        var row = table.Find(id) ?? throw RetailRefusal.NotFound();
        return Answer.Json(200, (route.Table, route.Part) switch
        {
            (_, null) => page.Row(row),
            (Tickets, "lines" or "payments") => page.Of(row[route.Part]!.AsArray().Select(r => r!.AsObject())),
            ("locations", "stations") => page.Of(_tables["stations"].Rows.Where(s => s["location_id"]!.GetValue<long>() == id)),
            _ => throw RetailRefusal.NotFound(),
        });
    }

    private Answer Create(RetailRoute route, string body)
    {
        var table = _tables[route.Table];
        var row = RetailWriter.Create(route.Table, Parse(body), table.NextId, _tables["stations"], time.GetUtcNow());
        Store(route.Table, row);
        return Answer.Empty(201) with
        {
            Headers = new Dictionary<string, string> { ["Location"] = $"/api/{route.Table}/{row["id"]!.GetValue<long>()}" },
        };
    }

    private Answer Update(RetailRoute route, string body)
    {
        var row = _tables[route.Table].Find(route.Id!.Value) ?? throw RetailRefusal.NotFound();
        Store(route.Table, RetailWriter.Merge(row, Parse(body), time.GetUtcNow()));
        return Answer.Empty(200);
    }

    private void Store(string table, JsonObject row)
    {
        _tables[table].Put(row);
        journal.Append(StateJournal.RetailRow, new RetailRow(table, row));
    }

    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw RetailRefusal.Invalid("body", "must be a JSON object");
        }
        catch (JsonException)
        {
            throw RetailRefusal.Invalid("body", "is not valid JSON");
        }
    }
}
