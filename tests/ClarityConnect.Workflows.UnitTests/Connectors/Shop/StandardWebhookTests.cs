using System.Text;
using ClarityConnect.Workflows.Connectors.Shop;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Shop;

/// <summary>Signatures against the vector that the reference libraries of Standard Webhooks are tested with.</summary>
public sealed class StandardWebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void A_signature_is_as_the_specification_has_it() => new StandardWebhook(Secret).Sign(Id, At, Encoding.UTF8.GetBytes(Body)).ShouldBe(Signature);

    [Theory]
    [InlineData(Signature, 0, null)]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= " + Signature, 299, null)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 0, "No signature")]
    [InlineData("v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", 0, "No signature")]
    [InlineData("v1,", 0, "No signature")]
    [InlineData("", 0, "No signature")]
    [InlineData(Signature, 301, "5 minutes off")]
    [InlineData(Signature, -301, "5 minutes off")]
    public void A_request_is_taken_only_with_a_right_and_fresh_signature(string signature, int secondsLater, string? problem)
    {
        var found = new StandardWebhook(Secret).ProblemOf(Request(signature), At.AddSeconds(secondsLater));

        if (problem is null)
            found.ShouldBeNull();
        else
            found.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void A_changed_body_is_not_taken() =>
        new StandardWebhook(Secret).ProblemOf(Request(Signature) with { Body = Encoding.UTF8.GetBytes("""{"test": 2432232315}""") }, At).ShouldNotBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, is it?")]
    public void A_secret_that_is_none_is_refused(string secret) =>
        Should.Throw<ActivityException>(() => new StandardWebhook(secret)).Kind.ShouldBe(FailureKind.Misconfigured);

    private static WebhookRequest Request(string signature) => new()
    {
        Method = "POST",
        Address = new Uri("https://clarity.example/webhooks/shop"),
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Webhook-Id"] = Id, ["Webhook-Timestamp"] = "1614265330", ["Webhook-Signature"] = signature,
        },
        Query = new Dictionary<string, string>(),
        Body = Encoding.UTF8.GetBytes(Body),
    };
}
