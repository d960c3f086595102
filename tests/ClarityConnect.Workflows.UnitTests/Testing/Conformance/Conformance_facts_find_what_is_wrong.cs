using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Testing.Conformance;
using ClarityConnect.Workflows.Testing.Workflows;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

public sealed class Conformance_facts_find_what_is_wrong
{
    private const string Event = """{ "number": "P-1", "reference": "R-1", "at": "2026-03-02T09:00:00Z" }""";

    public static TheoryData<string> OfActivities => [.. ActivityConformance.Facts];

    public static TheoryData<string> OfPolls => [.. PollingConformance.Facts];

    public static TheoryData<string> OfWebhooks => [.. WebhookConformance.Facts];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OfActivities))]
    public Task An_activity_without_a_flaw_keeps_each(string fact) => ActivityConformance.CheckAsync(Activity(Flaw.None), fact, Token);

    [Theory]
    [MemberData(nameof(OfPolls))]
    public Task A_poll_without_a_flaw_keeps_each(string fact) => PollingConformance.CheckAsync(Poll(Flaw.None), fact, Token);

    [Theory]
    [MemberData(nameof(OfWebhooks))]
    public Task A_webhook_without_a_flaw_keeps_each(string fact) => WebhookConformance.CheckAsync(Webhook(Flaw.None), fact, Token);

    [Theory]
    [InlineData(Flaw.SaysTransientWhenLost, "One effect, wherever an answer is lost", "SendParcel: when call 2 (POST /parcels) breaks off after it was carried out, it succeeds with 2 effects instead of one effect.")]
    [InlineData(Flaw.SaysNoEffect, "One effect, wherever an answer is lost", "SendParcel: run once, one effect took place, but GetEffect says None.")]
    [InlineData(Flaw.SaysNoEffect, "One effect, when the server crashes before it is stored", "SendParcel: run once, one effect took place, but GetEffect says None.")]
    [InlineData(Flaw.NeverLooksUp, "One effect, wherever an answer is lost", "it succeeds with 2 effects instead of one effect.")]
    [InlineData(Flaw.NeverLooksUp, "One effect, when the server crashes before it is stored", "SendParcel: after a crash behind call 2 (POST /parcels), the step is settled (Reconcilable) with 2 effects instead of one effect.")]
    [InlineData(Flaw.ForgetsOutputs, "One effect, when the server crashes before it is stored", "the step that is settled does not set the output 'Remark'.")]
    [InlineData(Flaw.CallsOnAfterCancellation, "Cancelled soon, and as a cancellation", "SendParcel: cancelled while call 1 (GET /rates) hangs, it goes on for more than 3 s.")]
    [InlineData(Flaw.FailsWhenCancelled, "Cancelled soon, and as a cancellation", "it says that it failed (ActivityException: The answer of the parcel service was lost:")]
    [InlineData(Flaw.SaysTransientWhenLost, "Failures have their kind, and say where", "SendParcel: when call 2 (POST /parcels) is answered with half of its answer, it fails with kind Transient")]
    [InlineData(Flaw.LetsExceptionsOut, "Failures have their kind, and say where", "it lets a HttpRequestException out")]
    [InlineData(Flaw.SaysRejectedWhenUnauthorized, "Failures have their kind, and say where", "SendParcel: when call 1 (GET /rates) is answered 401, it fails with kind Rejected (The parcel service answered 401.). It has to be Unauthorized.")]
    [InlineData(Flaw.ForgetsThePause, "Failures have their kind, and say where", "when call 1 (GET /rates) is answered 429 with Retry-After: 7, its pause is not given.")]
    [InlineData(Flaw.DoesNotSayWhere, "Failures have their kind, and say where", "the text of its failure does not say where ('It did not work.'). It has to name the parcel service.")]
    [InlineData(Flaw.SwallowsFailures, "Failures have their kind, and say where", "when call 1 (GET /rates) is answered 401, it goes on as if nothing had happened.")]
    [InlineData(Flaw.LogsTheKey, "No secret is shown", "SendParcel: where nothing goes wrong, the log shows the secret 'Key'.")]
    [InlineData(Flaw.OutputsTheKey, "No secret is shown", "SendParcel: where nothing goes wrong, the output 'Remark' shows the secret 'Key'.")]
    [InlineData(Flaw.TellsTheKeyInTheTest, "No secret is shown", "SendParcel: in the connection's test call, with no fault, the result shows the secret 'Key'.")]
    public async Task An_activity_with_a_flaw_is_found_out(Flaw flaw, string fact, string found) =>
        (await Should.ThrowAsync<ConformanceException>(() => ActivityConformance.CheckAsync(Activity(flaw), fact, Token))).Message.ShouldContain(found);

    [Theory]
    [InlineData(Flaw.MissesTheSameMoment, "What happens comes once", "ParcelCame: when 2 new things happened before poll 2, it brings 0 new ones.")]
    [InlineData(Flaw.MakesUpIds, "What happens comes once", "it brings 3 new ones.")]
    [InlineData(Flaw.MakesUpIds, "What comes again has the same id", "ParcelCame: polled twice from one cursor, it brings")]
    [InlineData(Flaw.MovesOnAfterFailures, "A poll that fails loses nothing", "ParcelCame: after a poll in which call 1 (GET /parcels) failed (LostBefore), what had happened never comes.")]
    [InlineData(Flaw.CallsOnAfterCancellation, "Cancelled soon, and as a cancellation", "ParcelCame: cancelled while call 1 (GET /parcels) hangs, it goes on for more than 3 s.")]
    [InlineData(Flaw.MovesOnAfterFailures, "Failures have their kind, and say where", "it goes on as if nothing had happened.")]
    [InlineData(Flaw.LogsTheKey, "No secret is shown", "ParcelCame: where nothing goes wrong, the log shows the secret 'Key'.")]
    public async Task A_poll_with_a_flaw_is_found_out(Flaw flaw, string fact, string found) =>
        (await Should.ThrowAsync<ConformanceException>(() => PollingConformance.CheckAsync(Poll(flaw), fact, Token))).Message.ShouldContain(found);

    [Theory]
    [InlineData(Flaw.MakesUpIds, "An event starts one run, however often it is called", "ParcelCalled: called three times with one event, it has started 3 runs instead of 1.")]
    [InlineData(Flaw.TrustsEverybody, "A wrong signature starts nothing", "it answers 200. It has to refuse the call")]
    [InlineData(Flaw.TakesOldCalls, "A call that is too old starts nothing", "ParcelCalled: called 00:05:00 after the call was signed, it answers 200.")]
    [InlineData(Flaw.FailsAtNonsense, "What is no event is refused", "ParcelCalled: called with a signed body that is no event (''), it answers 503.")]
    [InlineData(Flaw.LogsTheKey, "No secret is shown", "ParcelCalled: called, the log shows the secret 'Key'.")]
    public async Task A_webhook_with_a_flaw_is_found_out(Flaw flaw, string fact, string found) =>
        (await Should.ThrowAsync<ConformanceException>(() => WebhookConformance.CheckAsync(Webhook(flaw), fact, Token))).Message.ShouldContain(found);

    [Fact]
    public async Task Inputs_with_which_nothing_works_are_no_excuse()
    {
        var subject = Activity(Flaw.None);
        var unknown = await Should.ThrowAsync<ConformanceException>(() => ActivityConformance.CheckAsync(subject with { Inputs = new { Colour = "red" } }, ActivityConformance.Facts[0], Token));
        var broken = await Should.ThrowAsync<ConformanceException>(() => ActivityConformance.CheckAsync(
            subject with { OpenTwinAsync = async token => new ConnectorTwin((await ParcelTwin.OpenAsync(Flaw.None, null, token)).Address, at => new { address = at, key = "another", allowPrivateAddresses = true }) },
            ActivityConformance.Facts[0],
            Token));
        var other = await Should.ThrowAsync<ArgumentException>(() => ActivityConformance.CheckAsync(subject, "It is nice", Token));

        unknown.Message.ShouldBe("SendParcel has no input 'colour'.");
        broken.Message.ShouldBe("SendParcel: where nothing goes wrong, it fails: The parcel service answered 401. Give it inputs and a twin with which it succeeds.");
        other.Message.ShouldStartWith("There is no fact 'It is nice'. There are: One effect, wherever an answer is lost; ");
    }

    private static ActivityUnderTest Activity(Flaw flaw) => new()
    {
        Type = typeof(SendParcel),
        ConnectionType = typeof(ParcelConnection),
        Inputs = new { Effect = flaw == Flaw.SaysNoEffect ? EffectKind.None : EffectKind.Reconcilable },
        SystemName = "parcel service",
        OpenTwinAsync = token => ParcelTwin.OpenAsync(flaw, null, token),
    };

    private static PollingTriggerUnderTest Poll(Flaw flaw)
    {
        var time = new FakeTime(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        return new()
        {
            Type = typeof(ParcelCame),
            ConnectionType = typeof(ParcelConnection),
            SystemName = "parcel service",
            Time = time,
            OpenTwinAsync = token => ParcelTwin.OpenAsync(flaw, time, token),
        };
    }

    private static WebhookUnderTest Webhook(Flaw flaw) => new()
    {
        Type = typeof(ParcelCalled),
        ConnectionType = typeof(ParcelConnection),
        SystemName = "parcel service",
        OpenTwinAsync = token => ParcelTwin.OpenAsync(flaw, null, token),
        Sign = at => ParcelTwin.Sign(Event, at),
        SignText = ParcelTwin.Sign,
    };
}
