using Acme.Samples;
using Acme.Samples.Messages;
using Acme.Samples.Orders;
using Acme.Samples.Sheets;
using ClarityConnect.Workflows.Testing.Conformance;
using ClarityConnect.Workflows.Testing.Workflows;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>What the documents quote is right too.</summary>
public sealed class Samples_keep_what_connectors_promise
{
    public static TheoryData<string> OfActivities => [.. ActivityConformance.Facts];

    public static TheoryData<string> OfPolls => [.. PollingConformance.Facts];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OfActivities))]
    public Task A_text_message_is_sent(string fact) =>
        ActivityConformance.CheckAsync(Subject(typeof(SendTextMessage), new { Number = "+1 555 0100", Text = "Your order is on its way." }), fact, Token);

    [Theory]
    [MemberData(nameof(OfActivities))]
    public Task A_price_is_read(string fact) => ActivityConformance.CheckAsync(Subject(typeof(ReadRow), new { Sku = "A-1" }), fact, Token);

    // <polling-conformance>
    [Theory]
    [MemberData(nameof(OfPolls))]
    public Task Orders_are_polled(string fact)
    {
        var time = new FakeTime(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        return PollingConformance.CheckAsync(
            new PollingTriggerUnderTest
            {
                Type = typeof(OrderPlaced),
                ConnectionType = typeof(ShopConnection),
                SystemName = "shop",
                Time = time,
                OpenTwinAsync = token => ShopTwin.OpenAsync(time, token),
            },
            fact,
            Token);
    }
    // </polling-conformance>

    private static ActivityUnderTest Subject(Type type, object inputs) => new()
    {
        Type = type,
        ConnectionType = typeof(ShopConnection),
        Inputs = inputs,
        SystemName = "shop",
        OpenTwinAsync = token => ShopTwin.OpenAsync(TimeProvider.System, token),
    };
}
