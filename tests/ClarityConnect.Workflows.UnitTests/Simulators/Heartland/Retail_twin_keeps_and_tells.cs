using System.Net;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Simulators.Heartland;

/// <summary>The twin alone, with requests that are written by hand.</summary>
public sealed class Retail_twin_keeps_and_tells : IDisposable
{
    private readonly HttpClient http = new();
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"twin-{Guid.NewGuid():n}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_order_goes_from_pending_to_fulfilled_and_takes_its_goods()
    {
        await using var host = await StartAsync();
        var before = host.Heartland.Holdings.OnHand(108001, 100001);
        var order = await CreateAsync(host, "sales/orders", """{"customer_id":100601,"station_id":100101,"source_location_id":100001,"shipping_charge":5,"custom":{"external_key":"W-1"}}""");
        await CreateAsync(host, $"{order}/lines", """{"item_id":108001,"qty":2,"adjusted_unit_price":17.5}""");
        await CreateAsync(host, $"{order}/payments", """{"type":"CustomPayment","deposit":true,"amount":40,"payment_type_id":2}""");
        (await SendAsync(host, HttpMethod.Post, "sales/invoices", $$"""{"type":"Invoice","order_id":{{order.Split('/')[^1]}}}""")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(host, HttpMethod.Put, order, """{"status":"open"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var row = JsonDocument.Parse((await SendAsync(host, HttpMethod.Get, $"{order}?_include[]=lines")).Body).RootElement;
        (row.GetProperty("total").GetDecimal(), row.GetProperty("balance").GetDecimal(), row.GetProperty("lines").GetArrayLength()).ShouldBe((40m, 0m, 1));
        (await ValuesAsync(host)).ShouldBe((before, 2m));
        var invoice = await CreateAsync(host, "sales/invoices", $$"""{"type":"Invoice","order_id":{{order.Split('/')[^1]}}}""");
        await SendAsync(host, HttpMethod.Put, invoice, """{"status":"complete"}""");
        await SendAsync(host, HttpMethod.Put, invoice, """{"status":"complete"}""");
        (await ValuesAsync(host)).ShouldBe((before - 2, 0m));
        await SendAsync(host, HttpMethod.Put, invoice, """{"status":"void"}""");
        (await ValuesAsync(host)).ShouldBe((before, 2m));
    }

    [Fact]
    public async Task Stock_is_what_the_days_tickets_left()
    {
        await using var host = await StartAsync();
        var day = host.Heartland.FindDay(new DateOnly(2026, 3, 2))!;
        foreach (var item in Catalogue.Items)
        {
            var sold = day.Tickets.Where(t => !t.Voided).SelectMany(t => t.Lines).Where(line => line.ItemId == item.Id).Sum(line => line.Quantity);
            host.Heartland.Holdings.OnHand(item.Id, 100001).ShouldBe(500 - sold);
        }
    }

    [Fact]
    public async Task What_callers_wrote_outlives_the_process()
    {
        var options = new SimulatorOptions { StateFile = Path.Combine(folder, "state.jsonl") };
        decimal left;
        await using (var host = await StartAsync(options))
        {
            await CreateAsync(host, "customers", """{"last_name":"Lang","public_id":"C-9"}""");
            await SendAsync(host, HttpMethod.Put, "items/108001", """{"price":19}""");
            var set = await CreateAsync(host, "inventory/adjustment_sets", """{"location_id":100001,"adjustment_reason_id":1,"status":"pending"}""");
            await CreateAsync(host, $"{set}/lines", """{"item_id":108001,"qty":-3}""");
            await SendAsync(host, HttpMethod.Put, set, """{"status":"complete"}""");
            var hook = JsonDocument.Parse((await SendAsync(host, HttpMethod.Post, "webhooks", """{"url":"https://x.example/a","events":["item_updated"]}""")).Body).RootElement.GetProperty("id").GetInt64();
            (await SendAsync(host, HttpMethod.Delete, $"webhooks/{hook}")).Status.ShouldBe(HttpStatusCode.NoContent);
            left = host.Heartland.Holdings.OnHand(108001, 100001);
        }

        await using var again = await SimulatorHost.StartAsync(options, TimeProvider.System, Token);
        again.Heartland.Holdings.OnHand(108001, 100001).ShouldBe(left);
        again.Heartland.Holdings.Rows("customers").Count(row => row.GetProperty("public_id").GetString() == "C-9").ShouldBe(1);
        again.Heartland.Holdings.Rows("items").Single(row => row.GetProperty("id").GetInt64() == 108001).GetProperty("price").GetDecimal().ShouldBe(19m);
        again.Heartland.Holdings.Rows("webhooks").ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscribers_are_called_with_the_bare_record_also_twice_and_with_a_wrong_secret()
    {
        await using var host = await StartAsync();
        using var listener = new Listener();
        await SendAsync(host, HttpMethod.Post, "webhooks", $$"""{"url":"{{listener.Address}}hooks/right-secret","events":["item_updated"]}""");
        host.Heartland.Webhooks.Duplicates = 1;
        await SendAsync(host, HttpMethod.Put, "items/108001", """{"price":19,"custom@tax_category":"Yes"}""");
        await host.Heartland.Webhooks.IdleAsync();
        host.Heartland.Webhooks.Duplicates = 0;
        host.Heartland.Webhooks.WrongSecret = true;
        host.Heartland.Webhooks.Announce("item_updated", 108002).ShouldBe(1);
        await host.Heartland.Webhooks.IdleAsync();

        listener.Calls.Select(call => call.Path).ShouldBe(["/hooks/right-secret", "/hooks/right-secret", "/hooks/wrong-secret"]);
        var body = JsonDocument.Parse(listener.Calls[0].Body).RootElement;
        (body.GetProperty("publicId").GetString(), body.GetProperty("price").GetDecimal(), body.GetProperty("custom").GetProperty("taxCategory").GetString(), body.GetProperty("custom").GetProperty("tax_category").GetString())
            .ShouldBe(("SKU-001", 19m, "Yes", "Yes"));
        body.TryGetProperty("event", out _).ShouldBeFalse();
        host.Heartland.Holdings.Rows("webhook_events").Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("sales/orders", """{"source_location_id":1}""", "source_location_id")]
    [InlineData("items", """{"price":1}""", "description")]
    [InlineData("items", """{"description":"A","price":-1}""", "price")]
    [InlineData("inventory/adjustment_sets", """{"location_id":100001,"adjustment_reason_id":99}""", "adjustment_reason_id")]
    [InlineData("custom_fields", """{"group_id":"planet","key":"a"}""", "group_id")]
    [InlineData("webhooks", """{"url":"https://x.example","events":["order_created"]}""", "events")]
    public async Task What_is_not_valid_is_refused_by_field(string path, string body, string field)
    {
        await using var host = await StartAsync();
        var (status, answer) = await SendAsync(host, HttpMethod.Post, path, body);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonDocument.Parse(answer).RootElement.GetProperty("details").EnumerateObject().Select(member => member.Name).ShouldBe([field]);
    }

    [Fact]
    public async Task What_was_made_twice_is_found()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 2; i++)
            await CreateAsync(host, "customers", """{"last_name":"Lang","public_id":"C-9"}""");
        host.Heartland.Holdings.CreatedTwice.ShouldHaveSingleItem().ShouldBe(new("customers", "C-9", 2));
        host.Ledger.Succeeded("retail", "POST customers", "C-9").ShouldBe(2);
    }

    private static async Task<SimulatorHost> StartAsync(SimulatorOptions? options = null)
    {
        var host = await SimulatorHost.StartAsync(options ?? new SimulatorOptions(), TimeProvider.System, Token);
        await host.Heartland.AddDayAsync(new DayOptions { BusinessDay = new DateOnly(2026, 3, 2), Stores = 1, Tickets = 40 });
        return host;
    }

    private async Task<(decimal OnHand, decimal Committed)> ValuesAsync(SimulatorHost host)
    {
        var body = (await SendAsync(host, HttpMethod.Get, """inventory/values?group[]=item_id&group[]=location_id&_filter={"item_id":108001,"location_id":100001}""")).Body;
        var row = JsonDocument.Parse(body).RootElement.GetProperty("results")[0];
        return (row.GetProperty("qty_on_hand").GetDecimal(), row.GetProperty("qty_committed").GetDecimal());
    }

    private async Task<string> CreateAsync(SimulatorHost host, string path, string body)
    {
        using var response = await CallAsync(host, HttpMethod.Post, path, body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBeEmpty();
        return response.Headers.Location!.OriginalString["/api/".Length..];
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(SimulatorHost host, HttpMethod method, string path, string? body = null)
    {
        using var response = await CallAsync(host, method, path, body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private async Task<HttpResponseMessage> CallAsync(SimulatorHost host, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.RetailBaseAddress, path));
        request.Headers.Add("Authorization", $"Bearer {host.Options.RetailToken}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, Token);
    }

    private sealed class Listener : IDisposable
    {
        private readonly HttpListener listener = new();

        public Listener()
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            }

            listener.Prefixes.Add(Address);
            listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public List<(string Path, string Body)> Calls { get; } = [];

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var call = await listener.GetContextAsync();
                    using var reader = new StreamReader(call.Request.InputStream);
                    Calls.Add((call.Request.Url!.AbsolutePath, await reader.ReadToEndAsync(Token)));
                    call.Response.StatusCode = 200;
                    call.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // closed
            }
        }
    }
}
