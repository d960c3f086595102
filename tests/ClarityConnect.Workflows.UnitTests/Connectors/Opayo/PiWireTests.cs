using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Tests;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

public sealed class PiWireTests : IDisposable
{
    private const string Id = "3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4";

    private const string Paid = """
        {"transactionId":"3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4","transactionType":"Payment",
         "status":"Ok","statusCode":"0000","statusDetail":"The Authorisation was Successful.",
         "retrievalReference":18240977,"bankResponseCode":"00","bankAuthorisationCode":"T99777",
         "amount":{"totalAmount":12495,"saleAmount":12495,"surchargeAmount":0},"currency":"GBP",
         "paymentMethod":{"card":{"cardType":"Visa","lastFourDigits":"0006","expiryDate":"1227","cardIdentifier":"D1A7C2F4-8B0E-4C57-A3E9-6B4F1C2D3E50","reusable":false}},
         "3DSecure":{"status":"Authenticated"},
         "avsCvcCheck":{"status":"AllMatched","address":"Matched","postalCode":"Matched","securityCode":"Matched"}}
        """;

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_payment_is_asked_for_as_documented()
    {
        http.Answer(Paid, HttpStatusCode.Created);
        var (run, activity) = Payment();

        await run.RunAsync();

        var (method, address, body, message) = http.Requests.ShouldHaveSingleItem();
        (method, address.AbsoluteUri).ShouldBe((HttpMethod.Post, "https://sandbox.opayo.eu.elavon.com/api/v1/transactions"));
        message.Headers.Authorization!.ToString().ShouldBe("Basic aW50ZWdyYXRpb25LZXlEZW1vOmludGVncmF0aW9uUGFzc3dvcmREZW1v");
        message.Content!.Headers.ContentType!.MediaType.ShouldBe("application/json");
        message.IsRepeatable().ShouldBeFalse();
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse("""
            {"transactionType":"Payment",
             "paymentMethod":{"card":{"merchantSessionKey":"0B7E5D5E-6E2E-4F2B-9E63-0F8C5A7B2D10","cardIdentifier":"D1A7C2F4-8B0E-4C57-A3E9-6B4F1C2D3E50","save":false}},
             "vendorTxCode":"CC-SO-10042-1","amount":12495,"currency":"GBP","description":"Order 10042",
             "customerFirstName":"Ada","customerLastName":"Hill",
             "billingAddress":{"address1":"88 High Road","city":"Leeds","postalCode":"LS1 4AB","country":"GB"},
             "entryMethod":"Ecommerce","apply3DSecure":"UseMSPSetting",
             "settlementReferenceText":"SO10042",
             "strongCustomerAuthentication":{"notificationURL":"https://shop.example/3ds/return","browserIP":"203.0.113.9","browserAcceptHeader":"text/html","browserJavascriptEnabled":true,"browserJavaEnabled":false,"browserLanguage":"en-GB","browserColorDepth":"24","browserScreenHeight":"1080","browserScreenWidth":"1920","browserTZ":"0","browserUserAgent":"Mozilla/5.0","challengeWindowSize":"Medium","transType":"GoodsAndServicePurchase"}}
            """)).ShouldBeTrue(body);
        run.Outcomes.ShouldBe(["Paid"]);
        var payment = run.Output(activity.Result);
        (payment.PaymentId, payment.MerchantReference, payment.Amount, payment.Currency, payment.Status, payment.CardType)
            .ShouldBe((Id, "CC-SO-10042-1", 124.95m, "GBP", PaymentStatus.Paid, "visa"));
        payment.Details["bankAuthorisationCode"].ShouldBe("T99777");
        payment.Details["avsCvcCheck"].ShouldBe("AllMatched");
        payment.Details["threeDSecure"].ShouldBe("Authenticated");
        payment.Details["retrievalReference"].ShouldBe("18240977");
    }

    [Fact]
    public async Task A_challenge_is_handed_over()
    {
        http.Answer("""
            {"statusCode":"2021","statusDetail":"Please redirect your customer to the ACS to complete the 3DS Transaction","transactionId":"3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4",
             "acsUrl":"https://acs.example/challenge","acsTransId":"0c4b8a1e-93a5-4d0f-8c1d-2a7c1b0d9f33","dsTransId":"5f2b1d7c-1a3e-4f6b-9c8d-7e6f5a4b3c2d",
             "cReq":"eyJtZXNzYWdlVHlwZSI6IkNSZXEifQ","status":"3DAuth"}
            """, HttpStatusCode.Accepted);
        var (run, activity) = Payment();

        await run.RunAsync();

        run.Outcomes.ShouldBe(["Needs 3-D Secure"]);
        (run.Output(activity.AcsUrl), run.Output(activity.ChallengeRequest), run.Output(activity.TransactionId), run.Output(activity.Status))
            .ShouldBe(("https://acs.example/challenge", "eyJtZXNzYWdlVHlwZSI6IkNSZXEifQ", Id, PaymentStatus.RequiresAction));
        run.Output(activity.Result).Amount.ShouldBe(124.95m);
    }

    [Theory]
    [InlineData("Payment", "Ok", "0000", PaymentStatus.Paid)]
    [InlineData("Payment", "OK", "0000", PaymentStatus.Paid)]
    [InlineData("Repeat", "Ok", "0000", PaymentStatus.Paid)]
    [InlineData("Deferred", "Ok", "0000", PaymentStatus.Authorised)]
    [InlineData("Deferred", "Ok", "2004", PaymentStatus.Paid)]
    [InlineData("Payment", "Ok", "2005", PaymentStatus.Voided)]
    [InlineData("Deferred", "Ok", "2006", PaymentStatus.Cancelled)]
    [InlineData("Authenticate", "Ok", "2012", PaymentStatus.Cancelled)]
    [InlineData("Refund", "Ok", "0000", PaymentStatus.Refunded)]
    [InlineData("Authenticate", "Registered", "2011", PaymentStatus.Authenticated)]
    [InlineData("Payment", "NotAuthed", "2002", PaymentStatus.Declined)]
    [InlineData("Payment", "Rejected", "4026", PaymentStatus.Declined)]
    [InlineData("Payment", "Ok", "9999", PaymentStatus.Unknown)]
    [InlineData("Payment", "Wonderful", "0000", PaymentStatus.Unknown)]
    public async Task A_transaction_that_is_read_stands_where_code_and_word_together_say(string type, string status, string code, PaymentStatus meaning)
    {
        // After a void or abort the reference is 0, and numbers come as text or as numbers.
        http.Answer($$"""{"amount":{"totalAmount":9540},"transactionId":"TB40","transactionType":"{{type}}","status":"{{status}}","statusCode":"{{code}}","retrievalReference":"0","currency":"JPY"}""");

        var found = await Client().FindAsync("TB40", patient: false, Token);

        (found!.Status, found.Amount, found.TransactionId).ShouldBe((meaning, 9540m, "TB40"));
    }

    [Theory]
    [InlineData(422, """{"errors":[{"description":"Contains invalid value","property":"paymentMethod.card.cardIdentifier","code":1009}]}""", FailureKind.InvalidData, "1009")]
    [InlineData(422, """{"errors":[{"clientMessage":"Card expired","code":1011},{"statusDetail":"x","code":1003}]}""", FailureKind.Rejected, "1011")]
    [InlineData(401, """{"description":"Authentication failed","code":1002}""", FailureKind.Unauthorized, "1002")]
    [InlineData(400, """{"description":"Incorrect","property":"amount","code":1000}""", FailureKind.InvalidData, "1000")]
    [InlineData(403, """{"description":"Not allowed","code":1014}""", FailureKind.Rejected, "1014")]
    [InlineData(403, """{"description":"Forbidden"}""", FailureKind.Unauthorized, null)]
    [InlineData(404, """{"description":"Not found","code":1012}""", FailureKind.Rejected, "1012")]
    [InlineData(405, "", FailureKind.Misconfigured, null)]
    [InlineData(429, "{}", FailureKind.RateLimited, null)]
    [InlineData(408, "", FailureKind.OutcomeUnknown, null)]
    [InlineData(500, "{}", FailureKind.OutcomeUnknown, null)]
    [InlineData(502, "<html>Bad gateway</html>", FailureKind.OutcomeUnknown, null)]
    [InlineData(200, "<html>Maintenance</html>", FailureKind.OutcomeUnknown, null)]
    [InlineData(201, "{}", FailureKind.OutcomeUnknown, null)]
    [InlineData(201, """{"transactionId":"3C9E1A52","sta""", FailureKind.OutcomeUnknown, null)]
    [InlineData(422, """{"statusCode":"3013","statusDetail":"The Description is missing.","status":"Malformed"}""", FailureKind.InvalidData, "3013")]
    [InlineData(422, """{"statusCode":"4008","statusDetail":"The Currency is not supported on this account.","status":"Invalid"}""", FailureKind.Misconfigured, "4008")]
    [InlineData(422, """{"statusCode":"4020","statusDetail":"Information received from an Invalid IP address.","status":"Invalid"}""", FailureKind.Unauthorized, "4020")]
    [InlineData(422, """{"statusCode":"4044","statusDetail":"Above 115%.","status":"Invalid"}""", FailureKind.Rejected, "4044")]
    [InlineData(201, """{"transactionId":"3C","statusCode":"2009","statusDetail":"Bank network.","status":"Error"}""", FailureKind.OutcomeUnknown, "2009")]
    public async Task Each_refusal_has_its_kind_and_the_vendors_code(int status, string body, FailureKind kind, string? code)
    {
        http.Answer(body, (HttpStatusCode)status);

        var failure = await Should.ThrowAsync<ActivityException>(() => Payment().Run.RunAsync());

        (failure.Kind, failure.VendorCode).ShouldBe((kind, code));
    }

    [Fact]
    public async Task A_decline_is_a_port_whatever_the_http_status_and_says_why()
    {
        http.Answer("""{"transactionId":"3C","transactionType":"Payment","status":"NotAuthed","statusCode":"2000","statusDetail":"Declined","bankResponseCode":"65","additionalDeclineDetail":{"additionalDeclineCode":"65","additionalDeclineDescription":"Authenticate first","additionalDeclineCategory":"03"}}""", HttpStatusCode.PaymentRequired);
        var (run, activity) = Payment();

        await run.RunAsync();

        run.Outcomes.ShouldBe(["Declined"]);
        var details = run.Output(activity.Result).Details;
        (details["declineCategory"], details["declineReason"], details["softDecline"], details["statusCode"]).ShouldBe(("03", "Authenticate first", "true", "2000"));
    }

    [Theory]
    [InlineData("124.955", "GBP")]
    [InlineData("0", "GBP")]
    [InlineData("-5", "GBP")]
    [InlineData("9540.5", "JPY")]
    [InlineData("10", "Pound")]
    public async Task Amounts_that_do_not_fit_the_currency_are_not_even_sent(string amount, string currency)
    {
        var failure = await Should.ThrowAsync<ActivityException>(() => Payment(amount, currency).Run.RunAsync());

        failure.Kind.ShouldBe(FailureKind.InvalidData);
        http.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("146.20", "GBP", 14620)]
    [InlineData("9540", "JPY", 9540)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("0.01", "EUR", 1)]
    public async Task Amounts_go_out_in_the_currencys_own_minor_units(string amount, string currency, long minor)
    {
        http.Answer(Paid, HttpStatusCode.Created);

        await Payment(amount, currency).Run.RunAsync();

        JsonNode.Parse(http.Requests[0].Body)!["amount"]!.GetValue<long>().ShouldBe(minor);
    }

    [Fact]
    public async Task A_card_number_in_place_of_an_identifier_is_refused_without_repeating_it()
    {
        var (run, activity) = Payment();
        run.With(activity.CardIdentifier, "4929 0000 0000 6");

        var failure = await Should.ThrowAsync<ActivityException>(run.RunAsync);

        failure.Message.ShouldNotContain("4929");
        http.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_reference_of_the_author_every_attempt_has_the_same()
    {
        http.Answer(Paid, HttpStatusCode.Created).Answer(Paid, HttpStatusCode.Created);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (run, activity) = Payment();
            await run.With(activity.VendorTxCode, "").RunAsync();
        }

        http.Requests.Select(request => (string?)JsonNode.Parse(request.Body)!["vendorTxCode"]).ShouldBe(["CC-0123456789abcdef0123456789abcdef01234", "CC-0123456789abcdef0123456789abcdef01234"]);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("12345678901234567890123456789012345678901")]
    [InlineData("slash/1")]
    public async Task A_reference_that_opayo_would_not_take_is_refused(string code)
    {
        var (run, activity) = Payment();

        (await Should.ThrowAsync<ActivityException>(run.With(activity.VendorTxCode, code).RunAsync)).Kind.ShouldBe(FailureKind.InvalidData);
    }

    private (ActivityRun Run, TakePayment Activity) Payment(string amount = "124.95", string currency = "GBP")
    {
        var activity = new TakePayment();
        var run = new ActivityRun(activity, Token).Connected(activity.Connection, Client())
            .With(activity.Amount, amount).With(activity.Currency, currency).With(activity.Description, "Order 10042").With(activity.VendorTxCode, "CC-SO-10042-1")
            .With(activity.MerchantSessionKey, "0B7E5D5E-6E2E-4F2B-9E63-0F8C5A7B2D10").With(activity.CardIdentifier, "D1A7C2F4-8B0E-4C57-A3E9-6B4F1C2D3E50")
            .With(activity.Customer, OpayoStage.Ada).With(activity.Browser, OpayoStage.Browser).With(activity.SettlementReference, "SO10042");
        return (run, activity);
    }

    private OpayoPiClient Client() => new OpayoPiConnection
    {
        BaseAddress = "https://sandbox.opayo.eu.elavon.com/api/v1",
        VendorName = "claritydemo",
        IntegrationKey = "integrationKeyDemo",
        IntegrationPassword = new Secret("integrationPasswordDemo"),
    }.CreateClient(http.Context(new JumpingClock()));
}
