using ClarityConnect.Workflows.Connectors.Opayo.Instructions;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Tests;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

public sealed class PaymentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SUCCESSFUL", "Payment", "Paid", PaymentStatus.Paid)]
    [InlineData("SUCCESSFUL", "Deferred", "Authorised", PaymentStatus.Authorised)]
    [InlineData("SUCCESSFUL", "Authenticate", "Card checked", PaymentStatus.Authenticated)]
    [InlineData("NOTENROLLED", "Payment", "Paid", PaymentStatus.Paid)]
    [InlineData("PROOFATTEMPT", "Payment", "Paid", PaymentStatus.Paid)]
    [InlineData("TECHDIFFICULTIES", "Payment", "Paid", PaymentStatus.Paid)]
    [InlineData("CHALLENGE", "Payment", "Needs 3-D Secure", PaymentStatus.RequiresAction)]
    [InlineData("NOTAUTH", "Payment", "Declined", PaymentStatus.Declined)]
    [InlineData("DECLINED", "Payment", "Declined", PaymentStatus.Declined)]
    [InlineData("FRAUD", "Payment", "Declined", PaymentStatus.Declined)]
    [InlineData("TIMEOUT", "Payment", "Declined", PaymentStatus.Declined)]
    public async Task Each_end_has_its_port(string cardholder, string type, string outcome, PaymentStatus status)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var (run, activity) = await stage.PaymentAsync(cardholder, type: type);

        await run.RunAsync();

        run.Outcomes.ShouldBe([outcome]);
        run.Output(activity.Status).ShouldBe(status);
        stage.Opayo.Find("CC-SO-10042-1")!.MajorAmount.ShouldBe(124.95m);
    }

    [Fact]
    public async Task An_error_at_the_bank_is_looked_up_and_waits_for_a_person_if_nobody_knows()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var (run, _) = await stage.PaymentAsync("BANKERROR");

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
    }

    [Fact]
    public async Task A_soft_decline_passes_when_3_D_secure_is_forced()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var (declined, activity) = await stage.PaymentAsync("SOFTDECLINE");
        await declined.RunAsync();
        declined.Output(activity.Result).Details["softDecline"].ShouldBe("true");

        var (forced, again) = await stage.PaymentAsync("SOFTDECLINE", "CC-SO-10042-2");
        await forced.With(again.ApplyThreeDSecure, "Force").RunAsync();

        forced.Outcomes.ShouldBe(["Paid"]);
    }

    [Theory]
    [InlineData(true, "Paid", PaymentStatus.Paid, 0)]
    [InlineData(true, "Paid", PaymentStatus.Paid, 3)]
    [InlineData(false, "Declined", PaymentStatus.Declined, 0)]
    public async Task A_challenge_is_completed_once_even_if_the_banks_page_posts_twice(bool authenticated, string outcome, PaymentStatus status, int readsMissed)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        stage.Opayo.ReadsMissedAfterThreeDSecure = readsMissed;
        var id = await ChallengedAsync(stage);
        for (var post = 0; post < 2; post++)
        {
            var (run, activity) = Completion(stage, id, stage.Opayo.ChallengeResponse(id, authenticated));
            await run.RunAsync();
            run.Outcomes.ShouldBe([outcome]);
            (run.Output(activity.Result).Status, run.Output(activity.Result).MerchantReference, run.Output(activity.Result).Amount).ShouldBe((status, "CC-SO-10042-1", 124.95m));
        }

        stage.Host.Ledger.Succeeded("opayo", "complete 3-d secure", id).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, Reconciliation.Applied)]
    [InlineData(false, Reconciliation.NotApplied)]
    public async Task A_lost_answer_to_a_challenge_is_read_again(bool afterCommit, Reconciliation found)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var id = await ChallengedAsync(stage);
        stage.Host.Faults.Set(new Fault(FaultKind.Drop) { System = "opayo", Operation = "complete 3-d secure", Times = 1, AfterCommit = afterCommit });
        var (run, _) = Completion(stage, id, stage.Opayo.ChallengeResponse(id));

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(found);
        if (found == Reconciliation.NotApplied)
            await run.RunAsync();

        run.Outcomes.ShouldBe(["Paid"]);
        stage.Opayo.Takings("GBP").ShouldBe(124.95m);
    }

    [Fact]
    public async Task A_challenge_that_the_customer_abandons_is_cancelled_after_a_quarter_of_an_hour()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await ChallengedAsync(stage);
        stage.Clock.Now += TimeSpan.FromMinutes(16);

        var found = await stage.Reporting.FindByVendorTxCodeAsync("CC-SO-10042-1", Token);

        found!.Status.ShouldBe(PaymentStatus.Cancelled);
    }

    [Fact]
    public async Task A_challenge_whose_address_was_lost_waits_for_a_person()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        stage.Host.Faults.Set(new Fault(FaultKind.Drop) { System = "opayo", Operation = "create payment", Times = 1, AfterCommit = true });
        var (run, _) = await stage.PaymentAsync("CHALLENGE");

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
    }

    [Fact]
    public async Task A_hold_is_released_once_and_the_second_release_finds_the_first()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var id = await HeldAsync(stage);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var release = new ReleasePayment();
            var run = await Instruct(stage, release, id).With(release.Amount, 97.38m).With(release.Currency, "GBP").RunAsync();
            run.Outcomes.ShouldBe(["Released"]);
            run.Output(release.Result).AlreadyDone.ShouldBe(attempt == 1);
        }

        stage.Opayo.Takings("GBP").ShouldBe(97.38m);
        var abort = new AbortPayment();
        (await Instruct(stage, abort, id).RunAsync()).Outcomes.ShouldBe(["Not possible"]);
    }

    [Fact]
    public async Task A_hold_is_let_go()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var id = await HeldAsync(stage);

        (await Instruct(stage, new AbortPayment(), id).RunAsync()).Outcomes.ShouldBe(["Aborted"]);

        var read = new GetPayment();
        var run = await new ActivityRun(read, Token).Connected(read.Connection, stage.Pi).With(read.TransactionId, id).RunAsync();
        run.Outcomes.ShouldBe(["Found"]);
        (run.Output(read.Result).Status, run.Output(read.Result).IsVoided).ShouldBe((PaymentStatus.Cancelled, true));
    }

    [Theory]
    [InlineData(FaultKind.Drop, true, Reconciliation.Applied)]
    [InlineData(FaultKind.ServerError, true, Reconciliation.Applied)]
    [InlineData(FaultKind.Truncated, true, Reconciliation.Applied)]
    [InlineData(FaultKind.Drop, false, Reconciliation.NotApplied)]
    [InlineData(FaultKind.HtmlPage, false, Reconciliation.NotApplied)]
    public async Task A_void_whose_answer_was_lost_is_found_among_the_instructions(FaultKind fault, bool afterCommit, Reconciliation found)
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var id = (await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 10 })).TransactionId;
        stage.Host.Faults.Set(new Fault(fault) { System = "opayo", Operation = "instruct void", Times = 1, AfterCommit = afterCommit });
        var run = Instruct(stage, new VoidPayment(), id);

        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await run.ReconcileAsync()).ShouldBe(found);
        if (found == Reconciliation.NotApplied)
            await run.RunAsync();

        run.Outcomes.ShouldBe(["Voided"]);
        stage.Opayo.Find("SO-1")!.Instructions.ShouldHaveSingleItem().Type.ShouldBe("void");
    }

    [Fact]
    public async Task A_void_after_midnight_in_london_is_not_possible()
    {
        await using var stage = await OpayoStage.OpenAsync(Token, new DateTimeOffset(2026, 7, 1, 22, 0, 0, TimeSpan.Zero));
        var id = (await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 10 })).TransactionId;
        stage.Clock.Now += TimeSpan.FromMinutes(75);
        var activity = new VoidPayment();

        var run = await Instruct(stage, activity, id).RunAsync();

        run.Outcomes.ShouldBe(["Not possible"]);
        run.Output(activity.StatusDetail).ShouldContain("does not allow");
    }

    [Fact]
    public async Task A_checked_card_is_authorised_in_parts_up_to_115_percent_and_then_ended()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var (check, checking) = await stage.PaymentAsync("SUCCESSFUL", "CC-1", 100m, type: "Authenticate");
        await check.RunAsync();
        var id = check.Output(checking.TransactionId);
        foreach (var (amount, fails) in new[] { (60m, false), (55m, false), (0.01m, true) })
        {
            var activity = new AuthorisePayment();
            var run = stage.Connect(new ActivityRun(activity, Token), activity.Connection, activity.Reporting)
                .With(activity.ReferenceTransactionId, id).With(activity.Amount, amount).With(activity.Currency, "GBP").With(activity.Description, "Part").With(activity.VendorTxCode, $"CC-A{amount}");
            if (fails)
                (await Should.ThrowAsync<ActivityException>(run.RunAsync)).VendorCode.ShouldBe("4044");
            else
                (await run.RunAsync()).Outcomes.ShouldBe(["Paid"]);
        }

        stage.Opayo.Takings("GBP").ShouldBe(115m);
        (await Instruct(stage, new CancelCardCheck(), id).RunAsync()).Outcomes.ShouldBe(["Cancelled"]);
    }

    [Fact]
    public async Task A_stored_card_is_charged_again_and_repeats_go_by_the_earlier_payment()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var (first, activity) = await stage.PaymentAsync("SUCCESSFUL");
        await first.With(activity.SaveCard, true).RunAsync();
        var stored = first.Output(activity.Result).Details["storedCard"];
        var (second, again) = await stage.PaymentAsync("", "CC-SO-10043-1", card: new OpayoCard { CardIdentifier = stored, Reusable = true });
        await second.RunAsync();
        second.Outcomes.ShouldBe(["Paid"]);

        var repeat = new RepeatPayment();
        var run = await stage.Connect(new ActivityRun(repeat, Token), repeat.Connection, repeat.Reporting)
            .With(repeat.ReferenceTransactionId, second.Output(again.TransactionId)).With(repeat.Amount, 5m).With(repeat.Currency, "EUR").With(repeat.Description, "Monthly").RunAsync();

        run.Outcomes.ShouldBe(["Paid"]);
        stage.Opayo.Takings("EUR").ShouldBe(5m);
        run.Output(repeat.Result).Details["relatedTransactionId"].ShouldBe(second.Output(again.TransactionId));
    }

    private static async Task<string> ChallengedAsync(OpayoStage stage)
    {
        var (run, activity) = await stage.PaymentAsync("CHALLENGE");
        await run.RunAsync();
        return run.Output(activity.TransactionId);
    }

    private static async Task<string> HeldAsync(OpayoStage stage)
    {
        var (run, activity) = await stage.PaymentAsync("SUCCESSFUL", type: "Deferred");
        await run.RunAsync();
        return run.Output(activity.TransactionId);
    }

    private static (ActivityRun Run, CompleteThreeDSecure Activity) Completion(OpayoStage stage, string id, string response)
    {
        var activity = new CompleteThreeDSecure();
        return (new ActivityRun(activity, Token).Connected(activity.Connection, stage.Pi).With(activity.TransactionId, id)
            .With(activity.ChallengeResponse, response).With(activity.VendorTxCode, "CC-SO-10042-1"), activity);
    }

    private static ActivityRun Instruct(OpayoStage stage, InstructionActivity activity, string id) =>
        new ActivityRun(activity, Token).Connected(activity.Connection, stage.Pi).With(activity.TransactionId, id);
}
