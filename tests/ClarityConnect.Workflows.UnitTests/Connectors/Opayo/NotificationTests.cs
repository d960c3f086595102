using System.Text;
using ClarityConnect.Workflows.Connectors.Opayo.Notifications;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Simulators.Opayo.Notifications;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

public sealed class NotificationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3.00")]
    [InlineData("4.00")]
    public async Task A_signed_notification_brings_the_payment_and_sends_the_customer_on(string protocol)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 1231.47m, CardType = "MasterCard" });

        var first = await ReceiveAsync(stage, sale, new NotificationDelivery { Protocol = protocol });
        var second = await ReceiveAsync(stage, sale, new NotificationDelivery { Protocol = protocol });

        first.Reply.ShouldBe(new WebhookReply(200, "text/plain", "Status=OK\r\nRedirectURL=https://shop.example/done?o=SO-1\r\nStatusDetail=\r\n"));
        var found = first.Events.ShouldHaveSingleItem();
        (found.Id, found.CorrelationId).ShouldBe(($"{sale.TransactionId}:OK", "SO-1"));
        second.Events.ShouldHaveSingleItem().Id.ShouldBe(found.Id);
        second.Reply.ShouldBe(first.Reply);
        var payment = (Payment)found.Payload!;
        (payment.PaymentId, payment.MerchantReference, payment.Status, payment.Amount, payment.Currency, payment.CardType)
            .ShouldBe((sale.TransactionId, "SO-1", PaymentStatus.Paid, 1231.47m, "GBP", "mastercard"));
        payment.Details["securityCodeCheck"].ShouldBe("MATCHED");
    }

    [Theory]
    [InlineData("Deferred", null, null, PaymentStatus.Authorised, "done")]
    [InlineData("Authenticate", null, null, PaymentStatus.Authenticated, "done")]
    [InlineData("Payment", OpayoState.Declined, null, PaymentStatus.Declined, "failed")]
    [InlineData("Payment", OpayoState.Rejected, null, PaymentStatus.Declined, "failed")]
    [InlineData("Payment", OpayoState.AbortedByCustomer, null, PaymentStatus.Cancelled, "failed")]
    [InlineData("Payment", null, "OK REPEATED", PaymentStatus.Paid, "done")]
    [InlineData("Payment", null, "PENDING", PaymentStatus.Unknown, "failed")]
    public async Task Each_status_has_its_meaning_and_its_page(string type, OpayoState? state, string? word, PaymentStatus meaning, string page)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 10, Type = type, State = state });

        var result = await ReceiveAsync(stage, sale, new NotificationDelivery { Status = word });

        ((Payment)result.Events.ShouldHaveSingleItem().Payload!).Status.ShouldBe(meaning);
        result.Reply.Body.ShouldStartWith($"Status=OK\r\nRedirectURL=https://shop.example/{page}");
    }

    [Fact]
    public async Task A_wrong_signature_is_invalid_and_starts_nothing()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 10 });

        var result = await ReceiveAsync(stage, sale, new NotificationDelivery { WrongSignature = true });

        result.Events.ShouldBeEmpty();
        result.Reply.Status.ShouldBe(200);
        result.Reply.Body.ShouldBe("Status=INVALID\r\nRedirectURL=https://shop.example/failed?o=\r\nStatusDetail=The signature is wrong.\r\n");
    }

    [Theory]
    [InlineData("VendorTxCode=SO-1", "VendorTxCode=SO-2", "another VendorTxCode")]
    [InlineData("Status=OK&", "Status=NOTAUTHED&", "signature is wrong")]
    [InlineData("VPSTxId=", "VPSTxId=1", "no such transaction")]
    [InlineData("VPSTxId=", "Other=", "no such transaction")]
    public async Task What_was_changed_on_the_way_is_invalid(string from, string to, string reason)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 10 });
        var body = Encoding.ASCII.GetString(stage.Opayo.Notification(sale.TransactionId, new NotificationDelivery())).Replace(from, to);

        var result = await ReceiveAsync(stage, Encoding.ASCII.GetBytes(body));

        result.Events.ShouldBeEmpty();
        result.Reply.Body.ShouldStartWith("Status=INVALID\r\n");
        result.Reply.Body.ShouldContain(reason);
    }

    [Fact]
    public async Task Where_the_reports_cannot_be_asked_the_answer_is_still_opayos_own()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 10 });
        stage.Host.Faults.Set(new Fault(FaultKind.ServerError) { System = "opayo-reporting", Status = 500 });

        var result = await ReceiveAsync(stage, sale, new NotificationDelivery());

        result.Reply.Status.ShouldBe(200);
        result.Reply.Body.ShouldStartWith("Status=ERROR\r\nRedirectURL=https://shop.example/failed");
        result.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_response_is_taken_from_the_address_or_the_body(bool inAddress)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 1231.47m });
        var crypt = stage.Opayo.FormResponse(sale.TransactionId);

        var result = await FormAsync(stage, crypt, inAddress);
        var again = await FormAsync(stage, crypt, inAddress);

        var found = result.Events.ShouldHaveSingleItem();
        again.Events.ShouldHaveSingleItem().Id.ShouldBe(found.Id);
        var payment = (Payment)found.Payload!;
        (payment.PaymentId, payment.MerchantReference, payment.Status, payment.Amount, payment.Currency).ShouldBe((sale.TransactionId, "SO-1", PaymentStatus.Paid, 1231.47m, "GBP"));
        result.Reply.ContentType.ShouldBe("text/html; charset=utf-8");
        result.Reply.Body.ShouldContain("0;url=https://shop.example/done?o=SO-1");
    }

    [Fact]
    public async Task A_form_response_of_another_password_is_refused()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await using var other = await OpayoStage.OpenAsync(Token, options: new() { OpayoFormPassword = "another-password" });
        var sale = await other.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 1 });

        var result = await FormAsync(stage, other.Opayo.FormResponse(sale.TransactionId), inAddress: true);

        result.Reply.Status.ShouldBe(400);
        result.Events.ShouldBeEmpty();
    }

    private static Task<WebhookResult> ReceiveAsync(OpayoStage stage, OpayoTransaction sale, NotificationDelivery delivery) =>
        ReceiveAsync(stage, stage.Opayo.Notification(sale.TransactionId, delivery));

    private static Task<WebhookResult> ReceiveAsync(OpayoStage stage, byte[] body)
    {
        var trigger = new ServerNotificationReceived();
        return stage.ReceiveAsync(trigger, Request("POST", body), Token, Pages(trigger));
    }

    private static Task<WebhookResult> FormAsync(OpayoStage stage, string crypt, bool inAddress)
    {
        var trigger = new FormResponseReceived();
        var request = inAddress ? Request("GET", [], ("crypt", crypt)) : Request("POST", Encoding.ASCII.GetBytes($"crypt={Uri.EscapeDataString(crypt)}"));
        return stage.ReceiveAsync(trigger, request, Token, Pages(trigger));
    }

    private static (Sdk.Activities.Input Input, object? Value)[] Pages(NotificationTrigger trigger) =>
        [(trigger.PaidPage, "https://shop.example/done?o={vendorTxCode}"), (trigger.OtherPage, "https://shop.example/failed?o={vendorTxCode}")];

    private static WebhookRequest Request(string method, byte[] body, params (string Name, string Value)[] query) => new()
    {
        Method = method,
        Address = new Uri("https://clarity.example/webhooks/opayo"),
        Headers = new Dictionary<string, string>(),
        Query = query.ToDictionary(),
        Body = body,
    };
}
