using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

public sealed class IntacctJournalTests
{
    private const string Reference = "HPS-2409001-512233-SALES";

    private static readonly object[] Lines =
    [
        new { account = "1210", side = "Debit", amount = "110.25", location = "100", description = "Clearing visa", currency = "USD" },
        new { account = "4000", side = "credit", amount = 100.00m, location = "100", department = "POS" },
        new { account = "2200", side = "Credit", amount = "10.25", location = "100", document = "512233" },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<FaultKind, int> LostRequests => new()
    {
        { FaultKind.Drop, 500 }, { FaultKind.Hang, 500 }, { FaultKind.ServerError, 500 }, { FaultKind.ServerError, 503 }, { FaultKind.ServerError, 504 },
        { FaultKind.HtmlPage, 500 },
    };

    // Half an answer exists only of a request that was carried out.
    public static TheoryData<FaultKind, int> LostAnswers => new(LostRequests) { { FaultKind.Truncated, 500 } };

    [Fact]
    public async Task A_journal_is_posted_and_read_back_line_by_line()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        var (run, activity) = Post(client);
        await run.RunAsync();
        run.Output(activity.AlreadyPosted).ShouldBeFalse();
        run.Output(activity.BatchNo).ShouldBe("1");
        (run.Output(activity.TotalDebit), run.Output(activity.TotalCredit)).ShouldBe((110.25m, 110.25m));

        var read = new ReadJournal();
        var back = (await new ActivityRun(read, Token).Connected(read.Connection, client).With(read.RecordNo, run.Output(activity.RecordNo)).RunAsync()).Output(read.Result);
        back.Lines.Select(line => (line.Account, line.Side.ToString(), line.Amount, line.Location)).ShouldBe(
            [("1210", "Debit", 110.25m, "100"), ("4000", "Credit", 100m, "100"), ("2200", "Credit", 10.25m, "100")]);
        (back.Date, back.State, back.Reference).ShouldBe((new DateOnly(2026, 3, 2), "Posted", Reference));

        var byReference = new ReadJournal();
        var again = (await new ActivityRun(byReference, Token).Connected(byReference.Connection, client)
            .With(byReference.Journal, "SJ").With(byReference.Reference, Reference).RunAsync()).Output(byReference.Result);
        again.RecordNo.ShouldBe(back.RecordNo);
    }

    [Fact]
    public async Task The_same_reference_is_never_posted_twice()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        var first = await Post(client).Run.RunAsync();
        var (run, activity) = Post(twins.Intacct());
        await run.RunAsync();
        run.Output(activity.AlreadyPosted).ShouldBeTrue();
        run.Output(activity.RecordNo).ShouldBe(first.Outputs.First(output => output.Key is Output<string>).Value.GetString());
        twins.Host.Intacct.TimesPosted("SJ", Reference).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_reference_with_other_totals_is_refused()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        await Post(client).Run.RunAsync();
        object[] other = [new { account = "1210", side = "Debit", amount = "5.00", location = "100" }, new { account = "4000", side = "Credit", amount = "5.00", location = "100" }];
        var failure = await Should.ThrowAsync<ActivityException>(() => Post(client, other).Run.RunAsync());
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("110.25");
        (await Post(client, other).Run.ReconcileAsync()).ShouldBe(Reconciliation.Unknown);
        twins.Host.Intacct.TimesPosted("SJ", Reference).ShouldBe(1);
    }

    [Fact]
    public async Task Two_that_post_the_same_reference_at_once_post_it_once()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var runs = Enumerable.Range(0, 6).Select(_ => Post(twins.Intacct()).Run).ToList();
        await Task.WhenAll(runs.Select(run => run.RunAsync()));
        twins.Host.Intacct.TimesPosted("SJ", Reference).ShouldBe(1);
        twins.Host.Intacct.PostedTwice.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task A_lost_answer_after_posting_is_unknown_and_then_found(FaultKind fault, int status)
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        using var impatient = Impatient();
        var client = twins.Intacct(through: impatient);
        twins.Host.Faults.Set(new Fault(fault)
        {
            System = "intacct", Operation = "create GLBATCH", Times = 1, AfterCommit = true, Status = status, EmptyBody = fault == FaultKind.ServerError,
        });
        var failure = await Should.ThrowAsync<ActivityException>(() => Post(client).Run.RunAsync());
        failure.Kind.ShouldBe(FailureKind.OutcomeUnknown);

        var (run, activity) = Post(client);
        (await run.ReconcileAsync()).ShouldBe(Reconciliation.Applied);
        run.Output(activity.AlreadyPosted).ShouldBeTrue();
        run.Outcomes.ShouldNotBeNull();
        twins.Host.Intacct.TimesPosted("SJ", Reference).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(LostRequests))]
    public async Task A_request_that_was_lost_before_posting_is_posted_once_in_the_end(FaultKind fault, int status)
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        using var impatient = Impatient();
        var client = twins.Intacct(through: impatient);
        twins.Host.Faults.Set(new Fault(fault)
        {
            System = "intacct", Operation = "create GLBATCH", Times = 1, Status = status, EmptyBody = fault == FaultKind.ServerError,
        });
        (await Should.ThrowAsync<ActivityException>(() => Post(client).Run.RunAsync())).Kind.ShouldBe(FailureKind.OutcomeUnknown);
        (await Post(client).Run.ReconcileAsync()).ShouldBe(Reconciliation.NotApplied);
        await Post(client).Run.RunAsync();
        twins.Host.Intacct.TimesPosted("SJ", Reference).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_account_is_refused_with_the_vendors_words_and_support_id()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        twins.Host.Faults.Set(new Fault(FaultKind.UnknownAccount) { Account = "4000" });
        foreach (var aborted in new[] { false, true })
        {
            if (aborted)
                twins.Host.Faults.Set(new Fault(FaultKind.CulpritAborted));
            var failure = await Should.ThrowAsync<ActivityException>(() => Post(twins.Intacct()).Run.RunAsync());
            failure.Kind.ShouldBe(FailureKind.Rejected);
            failure.VendorCode.ShouldBe("BL01001973");
            failure.Message.ShouldContain("Invalid GL Account number '4000' specified");
            failure.Message.ShouldContain("Check the account number");
            failure.Message.ShouldNotContain("Support ID");
            failure.SupportId.ShouldNotBeNullOrEmpty();
        }

        twins.Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_journal_is_posted_after_the_mistake_was_corrected()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var fault = twins.Host.Faults.Set(new Fault(FaultKind.UnknownAccount) { Account = "4000" });
        await Should.ThrowAsync<ActivityException>(() => Post(twins.Intacct()).Run.RunAsync());
        twins.Host.Faults.Remove(fault);
        await Post(twins.Intacct()).Run.RunAsync();
        twins.Host.Intacct.TimesPosted("SJ", Reference).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_period_and_an_unknown_journal_are_refused()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        (await Should.ThrowAsync<ActivityException>(() => Post(twins.Intacct(), journal: "XX").Run.RunAsync())).Message.ShouldContain("Invalid Journal 'XX'");
        twins.Host.Intacct.CloseBooksThrough(new DateOnly(2026, 3, 31));
        (await Should.ThrowAsync<ActivityException>(() => Post(twins.Intacct()).Run.RunAsync())).Kind.ShouldBe(FailureKind.Rejected);
    }

    [Fact]
    public async Task A_journal_out_of_balance_is_not_even_sent()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        object[] lines = [new { account = "1210", side = "Debit", amount = "110.25", location = "100" }, new { account = "4000", side = "Credit", amount = "100", location = "100" }];
        var failure = await Should.ThrowAsync<ActivityException>(() => Post(twins.Intacct(), lines).Run.RunAsync());
        failure.Kind.ShouldBe(FailureKind.InvalidData);
        failure.Message.ShouldContain("10.25 is missing on the credit side");
        twins.Host.Ledger.Requests.ShouldBeEmpty();
    }

    private static (ActivityRun Run, PostJournal Activity) Post(IntacctClient client, object[]? lines = null, string journal = "SJ")
    {
        var activity = new PostJournal();
        var run = new ActivityRun(activity, Token).Connected(activity.Connection, client)
            .With(activity.Journal, journal)
            .With(activity.Date, "2026-03-02")
            .With(activity.Title, "Sales Hudson Street 2026-03-02")
            .With(activity.Reference, Reference)
            .With(activity.Lines, JsonSerializer.SerializeToElement(lines ?? Lines));
        return (run, activity);
    }

    // A call that hangs is given up after a second instead of a hundred.
    private static HttpClient Impatient() => new() { Timeout = TimeSpan.FromSeconds(1) };
}
