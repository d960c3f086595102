using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Tests;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

/// <summary>Pi has no idempotency key: whatever is lost, a customer is charged once, or a person is asked.</summary>
public sealed class ExactlyOnceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<FaultKind, int> Lost => new()
    {
        { FaultKind.Drop, 500 }, { FaultKind.Hang, 500 }, { FaultKind.ServerError, 500 }, { FaultKind.ServerError, 503 }, { FaultKind.HtmlPage, 500 },
    };

    // Half an answer exists only of a request that was carried out.
    public static TheoryData<FaultKind, int> LostAfterwards => new(Lost) { { FaultKind.Truncated, 500 } };

    [Theory]
    [MemberData(nameof(LostAfterwards))]
    public async Task A_payment_whose_answer_was_lost_is_found_by_its_reference(FaultKind fault, int status)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        using var impatient = Impatient();
        Set(stage, fault, status, "create payment", afterCommit: true);
        var (run, activity) = await stage.PaymentAsync("SUCCESSFUL", pi: stage.PiThrough(impatient));

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Applied);

        run.Outcomes.ShouldBe(["Paid"]);
        var payment = run.Output(activity.Result);
        (payment.PaymentId, payment.Amount, payment.Status, payment.CardType).ShouldBe((stage.Opayo.Find("CC-SO-10042-1")!.TransactionId, 124.95m, PaymentStatus.Paid, "visa"));
        payment.Details["securityCodeCheck"].ShouldBe("MATCHED");
        stage.Opayo.Transactions.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_payment_that_never_arrived_is_sent_again_with_the_same_reference(FaultKind fault, int status)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        using var impatient = Impatient();
        Set(stage, fault, status, "create payment", afterCommit: false);
        var (run, _) = await stage.PaymentAsync("SUCCESSFUL", pi: stage.PiThrough(impatient));

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
        await run.RunAsync();

        run.Outcomes.ShouldBe(["Paid"]);
        stage.Opayo.Transactions.ShouldHaveSingleItem().VendorTxCode.ShouldBe("CC-SO-10042-1");
    }

    [Theory]
    [MemberData(nameof(LostAfterwards))]
    public async Task A_refund_whose_answer_was_lost_is_found_by_its_reference(FaultKind fault, int status)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        using var impatient = Impatient();
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 100 });
        Set(stage, fault, status, "create refund", afterCommit: true);
        var (run, activity) = stage.Refund(sale.TransactionId, 40, pi: stage.PiThrough(impatient));

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Applied);

        var refund = run.Output(activity.Result);
        (refund.PaymentId, refund.Reference, refund.Amount, refund.Currency, refund.Status).ShouldBe((sale.TransactionId, "CC-SO-10042-R", 40m, "GBP", PaymentStatus.Refunded));
        stage.Opayo.Takings("GBP").ShouldBe(60m);
    }

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_refund_that_never_arrived_is_sent_again(FaultKind fault, int status)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        using var impatient = Impatient();
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 100 });
        Set(stage, fault, status, "create refund", afterCommit: false);
        var (run, _) = stage.Refund(sale.TransactionId, 40, pi: stage.PiThrough(impatient));

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
        await run.RunAsync();

        stage.Opayo.Takings("GBP").ShouldBe(60m);
    }

    [Fact]
    public async Task Without_a_look_up_a_lost_answer_waits_for_a_person()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        Set(stage, FaultKind.Drop, 500, "create payment", afterCommit: true);
        var (run, _) = await stage.PaymentAsync("SUCCESSFUL", canLookUp: false);

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
    }

    [Fact]
    public async Task The_same_payment_asked_for_twice_charges_once()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (run, activity) = await stage.PaymentAsync("SUCCESSFUL");
            await run.RunAsync();
            run.Outcomes.ShouldBe(["Paid"]);
            run.Output(activity.TransactionId).ShouldBe(stage.Opayo.Find("CC-SO-10042-1")!.TransactionId);
        }

        stage.Opayo.Transactions.ShouldHaveSingleItem();
        stage.Host.Ledger.Succeeded("opayo", "create payment", "CC-SO-10042-1").ShouldBe(1);
    }

    [Fact]
    public async Task A_decline_that_is_asked_for_again_stays_a_decline()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await (await stage.PaymentAsync("DECLINED")).Run.RunAsync();
        var (run, _) = await stage.PaymentAsync("SUCCESSFUL");

        await run.RunAsync();

        run.Outcomes.ShouldBe(["Declined"]);
        stage.Opayo.Takings("GBP").ShouldBe(0);
    }

    [Fact]
    public async Task A_reference_that_belongs_to_another_amount_is_refused_and_told_apart()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await (await stage.PaymentAsync("SUCCESSFUL")).Run.RunAsync();
        var (run, _) = await stage.PaymentAsync("SUCCESSFUL", amount: 99m);

        var failure = await Should.ThrowAsync<ActivityException>(run.RunAsync);

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("124.95 GBP");
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
        stage.Opayo.Takings("GBP").ShouldBe(124.95m);
    }

    [Fact]
    public async Task Refunds_end_where_nothing_is_left_to_give_back()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 100 });
        foreach (var (code, amount, outcome) in new[] { ("R1", 33.33m, "Refunded"), ("R2", 33.33m, "Refunded"), ("R3", 33.34m, "Refunded"), ("R4", 0.01m, "Refused") })
        {
            var (run, activity) = stage.Refund(sale.TransactionId, amount, code);
            await run.RunAsync();
            run.Outcomes.ShouldBe([outcome]);
            if (outcome == "Refused")
                run.Output(activity.StatusDetail).ShouldContain("exceeds");
        }

        stage.Opayo.Takings("GBP").ShouldBe(0);
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_moves_nothing_and_a_throttle_says_how_long_to_wait()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        stage.Host.Faults.Set(new Fault(FaultKind.AuthenticationFailure) { System = "opayo", Times = 1 });
        (await Should.ThrowAsync<ActivityException>((await stage.PaymentAsync("SUCCESSFUL")).Run.RunAsync)).Kind.ShouldBe(FailureKind.Unauthorized);
        stage.Host.Faults.Set(new Fault(FaultKind.RateLimited) { System = "opayo", Times = 1, RetryAfter = TimeSpan.FromSeconds(7) });
        var failure = await Should.ThrowAsync<ActivityException>((await stage.PaymentAsync("SUCCESSFUL")).Run.RunAsync);

        (failure.Kind, failure.RetryAfter).ShouldBe((FailureKind.RateLimited, TimeSpan.FromSeconds(7)));
        stage.Opayo.Transactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_test_calls_say_who_was_found()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var pi = stage.PiConnection();
        (await pi.TestAsync(pi.CreateClient(stage.Context("pi")), Token)).ShouldBe(new(true, "Opayo accepts the integration key for vendor claritysandbox; it may take payments."));
        var wrong = stage.PiConnection("wrong");
        (await Should.ThrowAsync<ActivityException>(() => wrong.TestAsync(wrong.CreateClient(stage.Context("pi")), Token))).Kind.ShouldBe(FailureKind.Unauthorized);
        var reports = stage.ReportingConnection();
        (await reports.TestAsync(reports.CreateClient(stage.Context("reporting")), Token)).Message.ShouldContain("reportuser of vendor claritysandbox");
        var locked = stage.ReportingConnection("wrong");
        (await Should.ThrowAsync<ActivityException>(() => locked.TestAsync(locked.CreateClient(stage.Context("reporting")), Token))).Message.ShouldContain("0010");
    }

    private static void Set(OpayoStage stage, FaultKind kind, int status, string operation, bool afterCommit) => stage.Host.Faults.Set(
        new Fault(kind) { System = "opayo", Operation = operation, Times = 1, AfterCommit = afterCommit, Status = status });

    // A call that hangs is given up after a second instead of a hundred.
    private static HttpClient Impatient() => new() { Timeout = TimeSpan.FromSeconds(1) };
}
