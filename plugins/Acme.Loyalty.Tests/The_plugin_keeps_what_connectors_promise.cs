using ClarityConnect.Workflows.Testing.Conformance;
using Xunit;

namespace Acme.Loyalty.Tests;

// <conformance>
public sealed class The_plugin_keeps_what_connectors_promise
{
    private const string Joined = """{ "id": "ev-1", "type": "member.joined", "member": { "number": "M-2002", "name": "Bo Lind", "email": "bo@shop.example", "points": 0 } }""";

    public static TheoryData<string> OfActivities => [.. ActivityConformance.Facts];

    public static TheoryData<string> OfWebhooks => [.. WebhookConformance.Facts];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OfActivities))]
    public Task Points_are_given(string fact) => ActivityConformance.CheckAsync(
        new ActivityUnderTest
        {
            Type = typeof(GivePoints),
            ConnectionType = typeof(LoyaltyConnection),
            Inputs = new { MemberNumber = "M-1001", Points = 50, Campaign = "WELCOME" },
            SystemName = "loyalty program",
            OpenTwinAsync = OpenTwinAsync,
        },
        fact,
        Token);

    [Theory]
    [MemberData(nameof(OfActivities))]
    public Task Members_are_looked_up(string fact) => ActivityConformance.CheckAsync(
        new ActivityUnderTest
        {
            Type = typeof(LookUpMember),
            ConnectionType = typeof(LoyaltyConnection),
            Inputs = new { Email = "ada@shop.example" },
            SystemName = "loyalty program",
            OpenTwinAsync = OpenTwinAsync,
        },
        fact,
        Token);

    [Theory]
    [MemberData(nameof(OfWebhooks))]
    public Task Members_join(string fact) => WebhookConformance.CheckAsync(
        new WebhookUnderTest
        {
            Type = typeof(MemberJoined),
            ConnectionType = typeof(LoyaltyConnection),
            SystemName = "loyalty program",
            OpenTwinAsync = OpenTwinAsync,
            Sign = at => Signed(Joined, at),
            SignText = Signed,
        },
        fact,
        Token);

    private static SignedCall Signed(string body, DateTimeOffset at) => new(body, "Acme-Signature", LoyaltyTwin.Sign(body, at));

    private static async Task<ConnectorTwin> OpenTwinAsync(CancellationToken cancellationToken)
    {
        var program = await LoyaltyTwin.StartAsync();
        program.Join("M-1001", "Ada Hill", "ada@shop.example", points: 20);
        return new ConnectorTwin(
            program.Address,
            address => new { address, apiKey = LoyaltyTwin.ApiKey, signingSecret = LoyaltyTwin.SigningSecret, allowPrivateAddresses = true },
            program)
        {
            CountEffects = () => program.Awards.Count,
        };
    }
}
// </conformance>
