using System.Globalization;
using System.Text;
using ClarityConnect.Workflows.Connectors.Shop;
using ClarityConnect.Workflows.Connectors.Shop.Customers;
using ClarityConnect.Workflows.Testing.Conformance;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Shop;

public sealed class Shop_keeps_what_connectors_promise
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Event = """{ "type": "customer.created", "timestamp": "2026-03-02T09:00:00Z", "data": { "customerId": "C-1", "lastName": "Hill" } }""";

    public static TheoryData<string> Facts => [.. WebhookConformance.Facts];

    [Theory]
    [MemberData(nameof(Facts))]
    public Task Customers_are_received(string fact) => WebhookConformance.CheckAsync(
        new WebhookUnderTest
        {
            Type = typeof(CustomerReceived),
            ConnectionType = typeof(ShopConnection),
            SystemName = "shop",
            OpenTwinAsync = _ => Task.FromResult(new ConnectorTwin(new Uri("https://shop.example/"), _ => new { signingSecret = Secret })),
            Sign = at => Sign(Event, at),
            SignText = Sign,
        },
        fact,
        TestContext.Current.CancellationToken);

    private static SignedCall Sign(string body, DateTimeOffset at) => new(body, new Dictionary<string, string>
    {
        [StandardWebhook.IdHeader] = "msg_1",
        [StandardWebhook.TimestampHeader] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        [StandardWebhook.SignatureHeader] = new StandardWebhook(Secret).Sign("msg_1", at, Encoding.UTF8.GetBytes(body)),
    });
}
