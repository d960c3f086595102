using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Control_endpoints : SimulatorTest
{
    private readonly HttpClient _other = new();

    public override ValueTask DisposeAsync()
    {
        _other.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Tell_the_addresses() =>
        (await CallAsync(HttpMethod.Get, ""))["intacctEndpoint"]!.GetValue<string>().ShouldBe(Host.IntacctEndpoint.ToString());

    [Fact]
    public async Task Show_the_ledger_and_the_entries()
    {
        await FunctionAsync(Create(Batch("R-1")));
        await FunctionAsync(Create(Batch("R-1")));
        await FunctionAsync(Create(Batch("R-2", account: "4999")));
        var ledger = await CallAsync(HttpMethod.Get, "ledger?system=intacct&key=R-1");
        ledger["count"]!.GetValue<int>().ShouldBe(2);
        ledger["requests"]![0]!["outcome"]!.GetValue<string>().ShouldBe("success");
        var counts = ledger["counts"]!.AsArray().Select(c => ($"{c!["key"]}", c["received"]!.GetValue<int>(), c["succeeded"]!.GetValue<int>()));
        counts.ShouldBe([("R-1", 2, 2), ("R-2", 1, 0)]);
        var batches = await CallAsync(HttpMethod.Get, "intacct/batches");
        batches["batches"]!.AsArray().Count.ShouldBe(2);
        batches["batches"]![0]!["entries"]![0]!["amount"]!.GetValue<decimal>().ShouldBe(100m);
        batches["postedTwice"]!.AsArray().ShouldHaveSingleItem()!["times"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Set_and_remove_faults()
    {
        var id = (await CallAsync(HttpMethod.Post, "faults", """{"kind":"serverError","system":"retail","status":503,"times":1,"for":"00:10:00"}"""))["id"]!.GetValue<int>();
        using var response = await RetailAsync(HttpMethod.Get, "items");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await CallAsync(HttpMethod.Get, "faults"))[0]!["fired"]!.GetValue<int>().ShouldBe(1);
        (await CallAsync(HttpMethod.Delete, $"faults?id={id}")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_a_day()
    {
        var day = await CallAsync(HttpMethod.Post, "day", """{"businessDay":"2026-03-03","stores":2,"tickets":30}""");
        day["stores"]!.AsArray().Count.ShouldBe(2);
        (await CallAsync(HttpMethod.Get, "day")).AsArray().Count.ShouldBe(2);
        (await GetAsync("sales/tickets?per_page=1"))["total"]!.GetValue<int>().ShouldBe(150);
    }

    [Theory]
    [InlineData("POST", "faults", """{"kind":"nonsense"}""", 400)]
    [InlineData("POST", "faults", """{"kind":"hang","tiems":1}""", 400)]
    [InlineData("POST", "day", """{"stores":1}""", 400)]
    [InlineData("POST", "day", """{"businessDay":"2026-03-02","seed":9}""", 400)]
    [InlineData("DELETE", "faults?id=77", "", 400)]
    [InlineData("GET", "nonsense", "", 404)]
    public async Task Say_what_is_wrong(string method, string path, string body, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Host.ControlBaseAddress, path));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _other.SendAsync(request, Ct);
        ((int)response.StatusCode).ShouldBe(status);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["error"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Host.ControlBaseAddress, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _other.SendAsync(request, Ct);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
    }
}
