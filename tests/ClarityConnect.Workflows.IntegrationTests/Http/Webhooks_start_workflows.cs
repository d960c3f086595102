using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Shop;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

/// <summary>A shop calls a webhook trigger over HTTP, signs what it sends, and sends it again.</summary>
[Collection(typeof(ServerTests))]
public sealed class Webhooks_start_workflows(RunningServer server) : IAsyncLifetime
{
    private SimulatorHost simulators = null!;
    private HttpClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        simulators = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, Token);
        client = await server.ClientAsync();
        using var saved = await client.PutAsJsonAsync(
            "/api/v1/connections/webhook-shop",
            new { type = "shop", fields = new { signingSecret = simulators.Options.ShopSigningSecret, statusAddress = simulators.ShopStatusEndpoint, allowPrivateAddresses = true } },
            Token);
        saved.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await simulators.DisposeAsync();
    }

    [Fact]
    public async Task An_event_starts_each_workflow_that_listens_once()
    {
        var path = await PublishAsync("webhook-one", "webhook-two");
        var address = new Uri(client.BaseAddress!, $"/webhooks/{path.ToUpperInvariant()}");

        (await simulators.Shop.PlaceOrderAsync(address, Order("W1"), ShopDelivery.Twice, Token)).ShouldBe(200);
        (await simulators.Shop.PlaceOrderAsync(address, Order("W2"), ShopDelivery.Once, Token)).ShouldBe(200);

        foreach (var definition in (string[])["webhook-one", "webhook-two"])
        {
            var instances = (await client.GetJsonAsync($"/elsa/api/workflow-instances?definitionId={definition}"))["items"]!.AsArray();
            instances.Select(instance => instance!["correlationId"]!.GetValue<string>()).Order().ShouldBe(["W1", "W2"]);
        }
    }

    [Fact]
    public async Task What_is_not_signed_by_the_shop_starts_nothing()
    {
        var address = new Uri(client.BaseAddress!, $"/webhooks/{await PublishAsync("webhook-guarded")}");

        (await simulators.Shop.PlaceOrderAsync(address, Order("G1"), ShopDelivery.WrongSignature, Token)).ShouldBe(401);
        (await simulators.Shop.PlaceOrderAsync(address, Order("G2"), ShopDelivery.Stale, Token)).ShouldBe(401);
        (await simulators.Shop.SendAsync(address, "order.created", "evt_bad", new JsonObject { ["orderId"] = "G3" }, ShopDelivery.Once, Token)).ShouldBe(400);
        (await simulators.Shop.SendAsync(address, "order.archived", "evt_other", Order("G4").Document, ShopDelivery.Once, Token)).ShouldBe(200);
        using var nobody = await client.PostAsync(new Uri("/webhooks/nobody-listens", UriKind.Relative), null, Token);
        nobody.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var large = new ByteArrayContent(new byte[11 * 1024 * 1024]);
        using var tooLarge = await client.PostAsync(address, large, Token);
        tooLarge.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        (await client.GetJsonAsync("/elsa/api/workflow-instances?definitionId=webhook-guarded"))["totalCount"]!.GetValue<int>().ShouldBe(0);
    }

    private static ShopOrder Order(string id) => new(id, new JsonObject
    {
        ["orderId"] = id,
        ["currency"] = "GBP",
        ["total"] = 12.5m,
        ["lines"] = new JsonArray(new JsonObject { ["sku"] = "MUG", ["quantity"] = 1, ["unitPrice"] = 12.5m, ["amount"] = 12.5m }),
    });

    /// <returns>The path that all of them listen at.</returns>
    private async Task<string> PublishAsync(params string[] definitions)
    {
        var path = $"shops/{definitions[0]}";
        foreach (var definition in definitions)
        {
            var drawing = Drawings.Flowchart(
                definition,
                Drawings.Activity("order", "ClarityConnect.Shop.OrderReceived", ("connection", "Literal", "webhook-shop"), ("path", "Literal", path)).Starting(),
                Drawings.WriteLine("write", "taken"));
            await client.PostJsonAsync("/elsa/api/workflow-definitions/import", drawing);
            await client.PostJsonAsync($"/elsa/api/workflow-definitions/{definition}/publish");
        }

        return path;
    }
}
