using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

/// <summary>
/// A process that is killed leaves its state file as it is at that moment. The tests copy the file while the first host is
/// still running and has flushed nothing on its way out, and start a second one on the copy.
/// </summary>
public sealed class Restart : IDisposable
{
    private const string BatchClose =
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><PosRequest xmlns=\"http://Hps.Exchange.PosGateway\"><Ver1.0>"
        + "<Header><SecretAPIKey>skapi_cert_SANDBOX</SecretAPIKey></Header><Transaction><BatchClose/></Transaction></Ver1.0></PosRequest></soap:Body></soap:Envelope>";

    private readonly string _folder = Directory.CreateTempSubdirectory("simulators-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Whatever_was_answered_is_there_after_a_crash()
    {
        var options = new SimulatorOptions { StateFile = Path.Combine(_folder, "first.jsonl") };
        await using var first = await SimulatorHost.StartAsync(options, TimeProvider.System, Ct);
        using var http = new HttpClient();
        var day = new DayOptions { BusinessDay = new DateOnly(2026, 3, 2), CloseBatches = false };
        var expected = await first.Heartland.AddDayAsync(day);
        await PostAsync(http, first.IntacctEndpoint, CreateBatch("R-1", "c-1"));
        await PostAsync(http, first.IntacctEndpoint, CreateBatch("R-2", "c-2"));
        await PostAsync(http, first.IntacctEndpoint, DeleteBatch(first.Intacct.Batches[1].RecordNo));
        await PostAsync(http, first.PorticoEndpoint, BatchClose);
        using (var customer = new HttpRequestMessage(HttpMethod.Post, new Uri(first.RetailBaseAddress, "customers")))
        {
            customer.Headers.Add("Authorization", "Bearer retail-sandbox-token");
            customer.Content = JsonContent.Create(new { last_name = "Lang", public_id = "EXT-9" });
            (await http.SendAsync(customer, Ct)).EnsureSuccessStatusCode();
        }

        await using var second = await CrashAndRestartAsync(first);

        second.Ledger.Requests.ShouldBe(first.Ledger.Requests);
        second.Ledger.Requests.Count.ShouldBe(5);
        second.Intacct.Batches.Select(b => (b.RecordNo, b.ReferenceNo, b.Deleted, b.Entries.Count)).ShouldBe([(6001, "R-1", false, 2), (6004, "R-2", true, 2)]);
        second.Heartland.Expectations.Select(e => e.Stores.Sum(s => s.Total)).ShouldBe([expected.Stores.Sum(s => s.Total)]);
        // The control id is still known, the closed batch is closed, the customer exists, and numbers go on.
        (await PostAsync(http, second.IntacctEndpoint, CreateBatch("R-1", "c-1"))).ShouldContain("SIM-DUP-CONTROLID");
        (await PostAsync(http, second.IntacctEndpoint, CreateBatch("R-3", "c-3"))).ShouldContain("<RECORDNO>6007</RECORDNO>");
        (await PostAsync(http, second.PorticoEndpoint, BatchClose)).ShouldContain($"<BatchId>{expected.Batches[1].BatchId}</BatchId>");
        http.DefaultRequestHeaders.Add("Authorization", "Bearer retail-sandbox-token");
        JsonNode.Parse(await http.GetStringAsync(new Uri(second.RetailBaseAddress, "customers?~[public_id]=EXT-9"), Ct))!["total"]!.GetValue<int>().ShouldBe(1);
        // The same day again is no change; another one under its date is refused.
        (await second.Heartland.AddDayAsync(day)).Stores.Count.ShouldBe(3);
        await Should.ThrowAsync<InvalidOperationException>(() => second.Heartland.AddDayAsync(day with { Seed = 2 }));
    }

    [Fact]
    public async Task A_line_that_was_being_written_is_dropped()
    {
        var options = new SimulatorOptions { StateFile = Path.Combine(_folder, "first.jsonl") };
        await using (var first = await SimulatorHost.StartAsync(options, TimeProvider.System, Ct))
        {
            using var http = new HttpClient();
            await PostAsync(http, first.IntacctEndpoint, CreateBatch("R-1", "c-1"));
        }
        await File.AppendAllTextAsync(options.StateFile, "{\"kind\":\"intacct.com", Ct);
        await using var second = await SimulatorHost.StartAsync(options, TimeProvider.System, Ct);
        second.Intacct.Batches.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_hosts_cannot_share_a_state_file()
    {
        var options = new SimulatorOptions { StateFile = Path.Combine(_folder, "one.jsonl") };
        await using var first = await SimulatorHost.StartAsync(options, TimeProvider.System, Ct);
        await Should.ThrowAsync<IOException>(() => SimulatorHost.StartAsync(options, TimeProvider.System, Ct));
    }

    private async Task<SimulatorHost> CrashAndRestartAsync(SimulatorHost first)
    {
        var copy = Path.Combine(_folder, "copy.jsonl");
        await using (var from = new FileStream(first.Options.StateFile!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        await using (var to = File.Create(copy))
            await from.CopyToAsync(to, Ct);
        return await SimulatorHost.StartAsync(first.Options with { StateFile = copy }, TimeProvider.System, Ct);
    }

    private static async Task<string> PostAsync(HttpClient http, Uri address, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "text/xml");
        using var response = await http.PostAsync(address, content, Ct);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static string CreateBatch(string reference, string controlId) =>
        Request($"<function controlid=\"{controlId}\">{Create(Batch(reference))}</function>", uniqueId: true);

    private static string DeleteBatch(long recordNo) =>
        Request($"<function controlid=\"d\"><delete><object>GLBATCH</object><keys>{recordNo}</keys></delete></function>");
}
