using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Opayo.Statuses;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Tests;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

public sealed class MapPaymentStatusTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Payment", "OK", "0000", PaymentStatus.Paid, "Paid", "Payment received", "Known")]
    [InlineData("Payment", "Ok", "0000 : The Authorisation was Successful.", PaymentStatus.Paid, "Paid", "Payment received", "Known")]
    [InlineData("Deferred", "Ok", "0000", PaymentStatus.Authorised, "Authorized", "Payment reserved", "Known")]
    [InlineData("Payment", "Ok", "2005", PaymentStatus.Voided, "Voided", "Payment cancelled", "Known")]
    [InlineData("Payment", "OK", "2014", PaymentStatus.RequiresAction, "Pending", "Waiting for the customer", "Known")]
    [InlineData("Payment", "NOTAUTHED", "2000", PaymentStatus.Declined, "Declined", "Payment declined", "Known")]
    [InlineData("Payment", "ABORT", "2005", PaymentStatus.Cancelled, "Cancelled", "Payment cancelled", "Known")]
    [InlineData("Payment", "Error", "5003", PaymentStatus.Unknown, "Review", "Payment is being checked", "Unknown")]
    [InlineData("", "Ok", "0000", PaymentStatus.Unknown, "Review", "Payment is being checked", "Unknown")]
    [InlineData("Payment", "", "", PaymentStatus.Unknown, "Review", "Payment is being checked", "Unknown")]
    public async Task The_shipped_table_says_what_opayo_means(string type, string status, string code, PaymentStatus meaning, string heartland, string shop, string outcome)
    {
        var activity = new MapPaymentStatus();
        var run = await new ActivityRun(activity, Token).With(activity.TransactionType, type).With(activity.Status, status).With(activity.StatusCode, code).RunAsync();

        (run.Output(activity.PaymentStatus), run.Output(activity.HeartlandStatus), run.Output(activity.ShopStatus)).ShouldBe((meaning, heartland, shop));
        run.Outcomes.ShouldBe([outcome]);
    }

    [Fact]
    public async Task A_business_users_table_goes_first_and_leaves_the_rest_to_the_shipped_one()
    {
        var table = JsonSerializer.SerializeToElement(new
        {
            rules = new object[] { new { status = "NotAuthed", statusCode = "200*", paymentStatus = "Cancelled" }, new { transactionType = "*", status = "Error", paymentStatus = "Declined" } },
            wordings = new object[] { new { paymentStatus = "Cancelled", heartland = "Open again" } },
        });
        foreach (var (status, code, meaning, heartland, shop) in new[]
                 {
                     ("NotAuthed", "2002", PaymentStatus.Cancelled, "Open again", "Payment cancelled"),
                     ("NotAuthed", "4047", PaymentStatus.Declined, "Declined", "Payment declined"),
                     ("Error", "2009", PaymentStatus.Declined, "Declined", "Payment declined"),
                     ("Ok", "0000", PaymentStatus.Paid, "Paid", "Payment received"),
                 })
        {
            var activity = new MapPaymentStatus();
            var run = await new ActivityRun(activity, Token).With(activity.TransactionType, "Payment").With(activity.Status, status).With(activity.StatusCode, code).With(activity.Table, table).RunAsync();
            (run.Output(activity.PaymentStatus), run.Output(activity.HeartlandStatus), run.Output(activity.ShopStatus)).ShouldBe((meaning, heartland, shop));
        }
    }

    [Fact]
    public async Task A_status_that_is_known_already_has_its_wording()
    {
        var activity = new MapPaymentStatus();

        var run = await new ActivityRun(activity, Token).With(activity.KnownStatus, "Settled").RunAsync();

        run.Output(activity.HeartlandStatus).ShouldBe("Paid");
    }

    [Fact]
    public void Every_status_has_a_wording() =>
        Enum.GetValues<PaymentStatus>().ShouldAllBe(status => PaymentStatusTable.Default.WordingOf(status).Heartland != null && PaymentStatusTable.Default.WordingOf(status).Shop != null);
}
