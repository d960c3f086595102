using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Retail_api : SimulatorTest
{
    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Refuses_other_tokens(string token)
    {
        using var response = await RetailAsync(HttpMethod.Get, "locations", token: token);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Host.Ledger.Find("retail", "GET locations").ShouldHaveSingleItem().Outcome.ShouldBe("HTTP 401 unauthorized");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("sales/tickets/1")]
    [InlineData("locations/100001/nonsense")]
    public async Task Answers_404_for_what_it_does_not_have(string path)
    {
        using var response = await RetailAsync(HttpMethod.Get, path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lists_locations_with_their_time_zones_and_stations()
    {
        var locations = (await GetAsync("locations"))["results"]!.AsArray();
        locations.Select(l => l!["time_zone"]!.GetValue<string>()).ShouldBe(["America/New_York", "America/Chicago", "America/Los_Angeles"]);
        var stations = await GetAsync($"locations/{locations[0]!["id"]}/stations");
        stations["total"]!.GetValue<int>().ShouldBe(1);
        stations["results"]![0]!["location_id"]!.ToString().ShouldBe(locations[0]!["id"]!.ToString());
    }

    [Theory]
    [InlineData("payment_types", 5)]
    [InlineData("items", 15)]
    [InlineData("customers", 9)]
    [InlineData("sales/tickets", 120)]
    public async Task Counts_cheaply_with_one_row_a_page(string path, int total)
    {
        var page = await GetAsync($"{path}?per_page=1");
        page["total"]!.GetValue<int>().ShouldBe(total);
        page["pages"]!.GetValue<int>().ShouldBe(total);
        page["results"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_through_all_tickets_once()
    {
        var ids = new List<long>();
        for (var page = 1; ; page++)
        {
            var answer = await GetAsync($"sales/tickets?page={page}&per_page=50&sort[]=updated_at&sort[]=id");
            if (answer["results"]!.AsArray().Count == 0)
                break;
            answer["pages"]!.GetValue<int>().ShouldBe(3);
            ids.AddRange(answer["results"]!.AsArray().Select(t => t!["id"]!.GetValue<long>()));
        }
        ids.ShouldBeUnique();
        ids.Count.ShouldBe(120);
    }

    [Fact]
    public async Task Gives_twenty_rows_a_page_by_default_and_all_on_request()
    {
        (await GetAsync("sales/tickets"))["results"]!.AsArray().Count.ShouldBe(20);
        (await GetAsync("sales/tickets?per_page=all"))["results"]!.AsArray().Count.ShouldBe(120);
    }

    [Fact]
    public async Task Sorts_in_both_directions()
    {
        var totals = (await GetAsync("sales/tickets?per_page=all&sort[]=total,desc"))["results"]!.AsArray().Select(t => t!["total"]!.GetValue<decimal>()).ToList();
        totals.ShouldBe(totals.OrderDescending());
        var ids = (await GetAsync("sales/tickets?per_page=all&sort=public_id"))["results"]!.AsArray().Select(t => t!["public_id"]!.GetValue<string>()).ToList();
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Leaves_lines_and_payments_out_unless_they_are_included()
    {
        var plain = (await GetAsync("sales/tickets?per_page=1"))["results"]![0]!.AsObject();
        plain.ContainsKey("lines").ShouldBeFalse();
        var full = (await GetAsync($"sales/tickets/{plain["id"]}?_include[]=lines&_include[]=payments"))!.AsObject();
        full["lines"]!.AsArray().Count.ShouldBeGreaterThan(1);
        full["payments"]!.AsArray().Count.ShouldBeGreaterThan(0);
        var few = (await GetAsync("sales/tickets?per_page=1&_only[]=id&_only[]=total"))["results"]![0]!.AsObject();
        few.Select(p => p.Key).ShouldBe(["id", "total"]);
    }

    [Fact]
    public async Task Shows_lines_and_payments_as_collections_of_their_own()
    {
        var ticket = Day.Tickets[0];
        var lines = await GetAsync($"sales/tickets/{ticket.Id}/lines");
        lines["total"]!.GetValue<int>().ShouldBe(ticket.Lines.Count);
        lines["results"]!.AsArray().Select(l => l!["type"]!.GetValue<string>()).Last().ShouldBe("TaxLine");
        var payments = await GetAsync($"sales/tickets/{ticket.Id}/payments?sort[]=amount,desc");
        payments["results"]!.AsArray().Sum(p => p!["amount"]!.GetValue<decimal>()).ShouldBe(ticket.TotalPaid);
    }

    [Fact]
    public async Task Writes_amounts_as_numbers_without_trailing_zeros_and_times_in_two_zones()
    {
        var body = (await GetAsync("items/108001")).ToJsonString();
        body.ShouldContain("\"price\":18,");
        body.ShouldContain("\"cost\":6.1,");
        var ticket = (await GetAsync("sales/tickets?per_page=1&_filter={\"source_location_id\":100003}"))["results"]![0]!;
        ticket["completed_at"]!.GetValue<string>().ShouldEndWith("Z");
        ticket["local_completed_at"]!.GetValue<string>().ShouldEndWith("-08:00");
        ticket["completed?"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Tickets_on_the_wire_come_to_what_the_day_expects()
    {
        var tickets = (await GetAsync("sales/tickets?per_page=all&_include[]=lines&_include[]=payments"))["results"]!.AsArray();
        foreach (var store in Expected.Stores)
        {
            var own = tickets.Select(t => t!.AsObject())
                .Where(t => t["source_location_id"]!.GetValue<long>() == store.LocationId && t["status"]!.GetValue<string>() == "complete").ToList();
            own.Count.ShouldBe(store.Tickets);
            own.Sum(t => Money(t, "total")).ShouldBe(store.Total);
            own.Sum(t => Money(t, "tax_total")).ShouldBe(store.Tax);
            (own.Sum(t => Money(t, "subtotal")) - store.GiftCardsSold).ShouldBe(store.NetRevenue);
            own.Select(t => Money(t, "total") - Money(t, "total_paid")).ShouldBe(own.Select(t => Money(t, "balance")));
            foreach (var type in (await GetAsync("payment_types"))["results"]!.AsArray())
            {
                var paid = own.SelectMany(t => t["payments"]!.AsArray()).Where(p => p!["payment_type_id"]!.ToString() == type!["id"]!.ToString())
                    .Sum(p => p!["amount"]!.GetValue<decimal>());
                var change = type!["name"]!.ToString() == "Cash" ? own.Sum(t => Money(t, "balance")) : 0;
                (paid + change).ShouldBe(store.Tenders[type["name"]!.ToString()]);
            }
        }

        static decimal Money(JsonObject row, string name) => row[name]!.GetValue<decimal>();
    }

    [Theory]
    [InlineData("""{"type":"Return"}""")]
    [InlineData("""{"status":{"$neq":"complete"}}""")]
    [InlineData("""{"total":{"$gt":100,"$lte":200.5}}""")]
    [InlineData("""{"completed?":false}""")]
    [InlineData("""{"source_location_id":{"$in":[100001,100003]}}""")]
    [InlineData("""{"source_location_id":{"$nin":[100001,100003]}}""")]
    [InlineData("""{"public_id":{"$like":"s2r1-*"}}""")]
    [InlineData("""{"$or":[{"type":"Return"},{"status":"void"}]}""")]
    [InlineData("""{"$and":[{"total":{"$lt":0}},{"type":"Ticket"}]}""")]
    [InlineData("""[{"total":{"$gte":50}},{"source_location_id":100002}]""")]
    public async Task Filters_with_json(string filter)
    {
        Func<ClarityConnect.Workflows.Simulators.Day.Ticket, bool> same = filter switch
        {
            """{"type":"Return"}""" => t => t.IsReturn,
            """{"status":{"$neq":"complete"}}""" => t => t.Voided,
            """{"total":{"$gt":100,"$lte":200.5}}""" => t => t.Total is > 100 and <= 200.5m,
            """{"completed?":false}""" => t => t.Voided,
            """{"source_location_id":{"$in":[100001,100003]}}""" => t => t.Store.Number != 2,
            """{"source_location_id":{"$nin":[100001,100003]}}""" => t => t.Store.Number == 2,
            """{"public_id":{"$like":"s2r1-*"}}""" => t => t.Store.Number == 2,
            """{"$or":[{"type":"Return"},{"status":"void"}]}""" => t => t.IsReturn || t.Voided,
            """{"$and":[{"total":{"$lt":0}},{"type":"Ticket"}]}""" => t => t.Total < 0 && !t.IsReturn,
            _ => t => t.Total >= 50 && t.Store.Number == 2,
        };
        var answer = await GetAsync($"sales/tickets?per_page=all&_filter={Uri.EscapeDataString(filter)}");
        var found = answer["results"]!.AsArray().Select(t => t!["id"]!.GetValue<long>());
        var expected = Day.Tickets.Where(same).Select(t => t.Id).ToList();
        expected.ShouldNotBeEmpty();
        found.ShouldBe(expected);
    }

    [Theory]
    [InlineData("~[status]=void", 1)]
    [InlineData("~[id][$in]=108001,108002", 2)]
    [InlineData("~[price][$gte]=119", 2)]
    [InlineData("~[price][$gte]=100&~[price][$lt]=130", 1)]
    [InlineData("~[active]=true", 15)]
    [InlineData("~[description][$like]=*lamp", 1)]
    public async Task Filters_with_the_short_form(string query, int count) =>
        (await GetAsync($"{(query.Contains("status", StringComparison.Ordinal) ? "sales/tickets" : "items")}?per_page=1&{query}"))["total"]!.GetValue<int>().ShouldBe(count);

    [Fact]
    public async Task Date_filters_are_no_finer_than_a_minute()
    {
        var ticket = Day.Tickets.First(t => t.CompletedAt.Second is > 5 and < 50);
        string Filter(string operation, int seconds) => string.Create(CultureInfo.InvariantCulture,
            $"sales/tickets?_filter={{\"id\":{ticket.Id},\"completed_at\":{{\"{operation}\":\"{ticket.CompletedAt.UtcDateTime.AddSeconds(seconds):yyyy-MM-dd'T'HH:mm:ss'Z'}\"}}}}");
        // Five seconds too late, yet found; five seconds early, yet not "after".
        (await GetAsync(Filter("$gte", 5)))["total"]!.GetValue<int>().ShouldBe(1);
        (await GetAsync(Filter("$gt", -5)))["total"]!.GetValue<int>().ShouldBe(0);
        (await GetAsync(Filter("$gt", -60)))["total"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task The_local_day_is_found_by_local_time()
    {
        const string Filter = """{"local_completed_at":{"$gte":"2026-03-02T00:00:00","$lt":"2026-03-03T00:00:00"}}""";
        (await GetAsync($"sales/tickets?_filter={Filter}"))["total"]!.GetValue<int>().ShouldBe(120);
        // The same hours in UTC miss the evening on the west coast.
        const string Utc = """{"completed_at":{"$gte":"2026-03-02T00:00:00Z","$lt":"2026-03-03T00:00:00Z"}}""";
        (await GetAsync($"sales/tickets?_filter={Utc}"))["total"]!.GetValue<int>().ShouldBeLessThan(120);
    }

    [Theory]
    [InlineData("_filter={")]
    [InlineData("_filter=7")]
    [InlineData("_filter={\"total\":{\"$around\":7}}")]
    [InlineData("page=0")]
    [InlineData("per_page=many")]
    public async Task Answers_422_for_parameters_it_does_not_understand(string query)
    {
        using var response = await RetailAsync(HttpMethod.Get, $"sales/tickets?{query}");
        ((int)response.StatusCode).ShouldBe(422);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
        body["error"]!.GetValue<string>().ShouldBe("validation_error");
        body["details"]!.AsObject().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Creates_a_customer_with_an_empty_body_and_a_location()
    {
        using var created = await RetailAsync(HttpMethod.Post, "customers", """{"first_name":"Zoë","last_name":"Lang","email":"zoe@example.com","public_id":"EXT-1","custom@crm_id":"77"}""");
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await created.Content.ReadAsStringAsync(Ct)).ShouldBeEmpty();
        var path = created.Headers.Location!.OriginalString;
        path.ShouldStartWith("/api/customers/");
        var customer = await GetAsync(path["/api/".Length..]);
        customer["first_name"]!.GetValue<string>().ShouldBe("Zoë");
        customer["custom"]!["crm_id"]!.GetValue<string>().ShouldBe("77");
        (await GetAsync("customers?_filter={\"custom@crm_id\":\"77\"}"))["total"]!.GetValue<int>().ShouldBe(1);
        Host.Ledger.Succeeded("retail", "POST customers", "EXT-1").ShouldBe(1);
    }

    [Fact]
    public async Task Updates_only_what_is_sent()
    {
        using var response = await RetailAsync(HttpMethod.Put, "customers/100601", """{"last_name":"Hill-Park"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var customer = await GetAsync("customers/100601");
        customer["first_name"]!.GetValue<string>().ShouldBe("Ada");
        customer["last_name"]!.GetValue<string>().ShouldBe("Hill-Park");
    }

    [Theory]
    [InlineData("customers", """{"first_name":"A","email":"nobody"}""", "email")]
    [InlineData("customers", """{"email":"a@example.com"}""", "last_name")]
    [InlineData("customers", "not json", "body")]
    [InlineData("sales/tickets", """{"station_id":1}""", "station_id")]
    [InlineData("sales/tickets", """{"station_id":100101,"item_lines":[{"item_id":108001,"qty":1.5,"unit_price":1}]}""", "qty")]
    public async Task Refuses_what_is_not_valid(string path, string body, string field)
    {
        using var response = await RetailAsync(HttpMethod.Post, path, body);
        ((int)response.StatusCode).ShouldBe(422);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["details"]!.AsObject().Select(p => p.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task Creates_a_ticket_whose_payments_add_up()
    {
        string Body(decimal paid) => $$"""
            {"public_id":"WEB-10042","station_id":100101,"customer_id":100601,"completed_at":"2026-03-02T18:00:00Z",
             "item_lines":[{"type":"ItemLine","item_id":108001,"qty":2,"unit_price":60.0,"original_unit_price":67.5}],
             "tax_lines":[{"type":"TaxLine","description":"Sales Tax","value":7.5}],
             "payments":[{"type":"Payments::ExternalPayment","payment_type_id":2,"amount":{{paid.ToString(CultureInfo.InvariantCulture)}},"deposit":false}],
             "status":"complete","custom@external_key":"CC-1"}
            """;
        using var refused = await RetailAsync(HttpMethod.Post, "sales/tickets", Body(127.4m));
        ((int)refused.StatusCode).ShouldBe(422);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("payment_error");

        using var created = await RetailAsync(HttpMethod.Post, "sales/tickets", Body(127.5m));
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var found = (await GetAsync("sales/tickets?_filter={\"public_id\":\"WEB-10042\"}&_include[]=lines"))["results"]!.AsArray().ShouldHaveSingleItem()!;
        found["total"]!.GetValue<decimal>().ShouldBe(127.5m);
        found["total_discounts"]!.GetValue<decimal>().ShouldBe(15m);
        found["completed?"]!.GetValue<bool>().ShouldBeTrue();
        found["lines"]!.AsArray().Count.ShouldBe(2);
    }
}
