using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Sdk.Failures;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>The staging tables and Sage Pro's posting, on a real database.</summary>
public sealed class Batches_are_delivered_once(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_goes_from_delivered_to_posted_and_balances(bool isFoxPro)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token, isFoxPro);

        var delivered = await twin.DeliverAsync(SageProTwin.Journal("HPS-1"), Token);
        var before = await twin.StateAsync("HPS-1", Token);
        await twin.Simulator.PostAsync(Token);
        var after = await twin.StateAsync("HPS-1", Token);

        delivered.Status.ShouldBe("delivered");
        before.Status.ShouldBe("delivered");
        after.Status.ShouldBe("posted");
        after.SageProNumber.ShouldBe("B1001");
        var journal = (await twin.Simulator.JournalsAsync(Token)).ShouldHaveSingleItem();
        journal.Reference.ShouldBe("HPS-1");
        journal.Entries.Select(entry => (entry.Account, entry.Debit, entry.Credit)).ShouldBe([("1210-00", 1182.50m, 0m), ("4000-00", 0m, 1100.00m), ("2200-00", 0m, 82.50m)]);
        (await twin.Simulator.BalanceAsync("4000-00", Token)).ShouldBe(-1100m);
    }

    [Fact]
    public async Task The_same_reference_is_posted_once_however_often_it_comes()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await twin.DeliverAsync(SageProTwin.Journal("HPS-2"), Token);
            }
            catch (ActivityException exception)
            {
                exception.Kind.ShouldBe(FailureKind.Transient);
            }
        }));
        await twin.Simulator.PostAsync(Token);
        (await twin.DeliverAsync(SageProTwin.Journal("HPS-2"), Token)).Status.ShouldBe("posted");
        await twin.Simulator.PostAsync(Token);

        (await twin.Simulator.JournalsAsync(Token)).Count.ShouldBe(1);
        (await twin.Simulator.PostedTwiceAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_data_under_a_reference_that_stands_are_a_conflict_and_change_nothing()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(SageProTwin.Journal("HPS-3"), Token);

        var conflict = await Should.ThrowAsync<ActivityException>(() => twin.DeliverAsync(SageProTwin.Journal("HPS-3", 1000m), Token));

        conflict.Kind.ShouldBe(FailureKind.Rejected);
        conflict.VendorCode.ShouldBe("REF_CONFLICT");
        await twin.Simulator.PostAsync(Token);
        (await twin.Simulator.BalanceAsync("1210-00", Token)).ShouldBe(1182.50m);
    }

    [Fact]
    public async Task A_crash_between_books_and_status_posts_nothing_twice()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(SageProTwin.Journal("HPS-4"), Token);
        twin.Simulator.CrashesBeforeStatus = true;

        await twin.Simulator.PostAsync(Token);
        (await twin.StateAsync("HPS-4", Token)).Status.ShouldBe("claimed");
        await twin.Simulator.PostAsync(Token);

        (await twin.StateAsync("HPS-4", Token)).Status.ShouldBe("posted");
        (await twin.Simulator.JournalsAsync(Token)).Count.ShouldBe(1);
        (await twin.Simulator.PostedTwiceAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_that_is_missing_is_named_and_the_journal_goes_through_after_the_fix()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);

        var refused = await twin.DeliverAsync(SageProTwin.Journal("HPS-5", account: "4010-00"), Token);
        await twin.Simulator.SetAccountAsync("4010-00", isActive: false, Token);
        var inactive = await twin.DeliverAsync(SageProTwin.Journal("HPS-5", account: "4010-00"), Token);
        await twin.Simulator.SetAccountAsync("4010-00", isActive: true, Token);
        var delivered = await twin.DeliverAsync(SageProTwin.Journal("HPS-5", account: "4010-00"), Token);

        (refused.Status, refused.Code, refused.Text).ShouldBe(("rejected", "GL_ACCOUNT_NOT_FOUND", "Account 4010-00 not in chart (line 2)"));
        inactive.Code.ShouldBe("GL_ACCOUNT_INACTIVE");
        delivered.Status.ShouldBe("delivered");
    }

    [Fact]
    public async Task What_Sage_Pro_refused_is_delivered_again_with_other_data_by_another_order_only()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(SageProTwin.Journal("HPS-6"), Token, "first");
        await twin.Simulator.RemoveAccountAsync("4000-00", Token);
        await twin.Simulator.PostAsync(Token);

        (await twin.DeliverAsync(SageProTwin.Journal("HPS-6"), Token, "first")).Status.ShouldBe("rejected");
        (await twin.DeliverAsync(SageProTwin.Journal("HPS-6", account: "4100-00"), Token, "second")).ShouldBe(
            new PostingState { Reference = "HPS-6", Status = "delivered", Attempts = 2 });
        await twin.Simulator.PostAsync(Token);

        (await twin.StateAsync("HPS-6", Token)).Status.ShouldBe("posted");
        (await twin.Simulator.BalanceAsync("4100-00", Token)).ShouldBe(-1100m);
        (await twin.Simulator.BalanceAsync("1210-00", Token)).ShouldBe(1182.50m);
    }

    [Fact]
    public async Task A_closed_period_is_refused()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.Simulator.SetPeriodAsync(SageProTwin.Day, isClosed: true, Token);
        (await twin.DeliverAsync(SageProTwin.Journal("HPS-7"), Token)).Code.ShouldBe("PERIOD_CLOSED");
        await twin.Simulator.SetPeriodAsync(SageProTwin.Day, isClosed: false, Token);
        (await twin.DeliverAsync(SageProTwin.Journal("HPS-7"), Token)).Status.ShouldBe("delivered");
    }

    [Fact]
    public async Task A_receipt_pays_an_invoice_and_a_refund_takes_it_back()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.Simulator.AddInvoiceAsync("4711", "C00001", SageProTwin.Day, 516.00m, Token);

        (await twin.DeliverAsync(Receipt("PAY-1", "4711", credit: 422.20m), Token)).Status.ShouldBe("delivered");
        (await twin.DeliverAsync(Receipt("REF-1", "4711", debit: 93.80m), Token)).Status.ShouldBe("delivered");
        await twin.Simulator.PostAsync(Token);

        (await twin.Simulator.InvoiceAsync("4711", Token)).ShouldBe((516.00m, 328.40m, 187.60m));
        (await twin.Simulator.CustomerBalanceAsync("C00001", Token)).ShouldBe(-328.40m);
        (await twin.DeliverAsync(Receipt("PAY-2", "9999", credit: 1m), Token)).Code.ShouldBe("INVOICE_NOT_FOUND");
        (await twin.DeliverAsync(Receipt("PAY-3", "4711", credit: 1m) with { Custno = "NOBODY" }, Token)).Code.ShouldBe("CUSTOMER_NOT_FOUND");
    }

    [Fact]
    public async Task A_credit_memo_is_negative_in_Sage_Pro()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(new StagedBatch { ExtRef = "INV-1", Kind = BatchKind.Invoice, DocDate = SageProTwin.Day, Custno = "C00002", Lines = [new StagedLine { Account = "4000-00", Debit = 516.00m }] }, Token);
        await twin.Simulator.PostAsync(Token);

        var posted = await twin.StateAsync("INV-1", Token);
        posted.Status.ShouldBe("posted");
        (await twin.Simulator.InvoiceAsync(posted.SageProNumber!, Token)).ShouldBe((-516.00m, 0m, -516.00m));
    }

    [Fact]
    public async Task A_customer_that_somebody_has_open_waits_and_a_new_one_gets_a_number()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var made = await twin.DeliverAsync(Customer("CUS-1", null, "Dvořák Gitarren"), Token);
        var again = await twin.DeliverAsync(Customer("CUS-1", null, "Dvořák Gitarren"), Token);
        await twin.Simulator.LockCustomerAsync("C00001", "ANN", Token);
        await twin.DeliverAsync(Customer("CUS-2", "C00001", "Alder Coffee Inc"), Token);

        var first = await twin.Simulator.PostAsync(Token);
        await twin.Simulator.LockCustomerAsync("C00001", null, Token);
        var second = await twin.Simulator.PostAsync(Token);

        made.CustomerNumber.ShouldNotBeNull().ShouldMatch("^H[0-9A-Z]{5}$");
        again.CustomerNumber.ShouldBe(made.CustomerNumber);
        first.Posted.ShouldBe(["CUS-1"]);
        first.Retried.ShouldBe(["CUS-2"]);
        second.Posted.ShouldBe(["CUS-2"]);
        (await twin.StateAsync("CUS-1", Token)).CustomerNumber.ShouldBe(made.CustomerNumber);
        (await twin.Simulator.CustomerBalanceAsync(made.CustomerNumber!, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_customer_who_is_changed_keeps_what_the_change_does_not_say()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var change = Customer("CUS-3", "C00003", "Ann Fir") with { Customer = new StagedCustomer { Custno = "C00003", Company = "Ann Fir", Contact = "Ann Fir", Email = "orders@cedar.example", Country = "US", KeepsEmpty = true, IsPerson = true } };

        await twin.DeliverAsync(change, Token);
        await twin.Simulator.PostAsync(Token);

        var fields = (await twin.Simulator.CustomerFieldsAsync("C00003", Token))!;
        (fields["company"], fields["contact"], fields["email"], fields["phone"], fields["address1"], fields["country"]).ShouldBe(
            ("Cedar Outdoor", "Ann Fir", "ann@cedar.example; orders@cedar.example", "+1 503 555 0103", "1 Main Street", "USA"));
        (await twin.DeliverAsync(change, Token)).Status.ShouldBe("posted");
    }

    [Fact]
    public async Task A_status_without_anything_in_the_books_is_not_taken_for_posted()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        await twin.DeliverAsync(SageProTwin.Journal("HPS-8"), Token);
        await using var source = NpgsqlDataSource.Create(twin.Settings.ConnectionString);
        await source.CreateCommand("update cc_batch set status = 'posted', pro_ref = 'B9'").ExecuteNonQueryAsync(Token);

        (await twin.StateAsync("HPS-8", Token)).Status.ShouldBe("claimed");
        (await twin.Database.NewsAsync(Token)).ShouldBeEmpty();
        await source.CreateCommand("insert into glx_batch values ('B9', 'HPS-8', current_date, '')").ExecuteNonQueryAsync(Token);
        (await twin.StateAsync("HPS-8", Token)).Status.ShouldBe("posted");
        (await twin.Database.NewsAsync(Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Journals_are_refused_until_the_chart_of_accounts_is_named()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var unmapped = new ClarityConnect.Workflows.Connectors.SagePro.Database.SageProDatabase(twin.Settings with { TableMap = "items.price = prise" }, TimeProvider.System);

        var report = await unmapped.ProbeAsync(Token);
        var failure = await Should.ThrowAsync<ActivityException>(() => unmapped.ExecuteAsync(
            "sagepro.deliver", ClarityConnect.Workflows.Connectors.SagePro.Calling.SageProJson.Write(SageProTwin.Journal("HPS-9")), "1", Token));

        report.IsComplete.ShouldBeFalse();
        report.Missing.ShouldBe(["column prise of icitem (items)"]);
        report.Found.ShouldBe(["customers", "invoices", "stock", "orders", "orderLines"]);
        report.Candidates.ShouldContain("glx_chart");
        report.Describe().ShouldContain("Journals are refused until the table map names the chart of accounts");
        (failure.Kind, failure.VendorCode).ShouldBe((FailureKind.Misconfigured, "SCHEMA_MISMATCH"));
        (await twin.Database.ProbeAsync(Token)).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_is_away_is_a_failure_that_passes()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var away = new NpgsqlConnectionStringBuilder(twin.Settings.ConnectionString) { Port = 1, Timeout = 2 }.ConnectionString;
        var database = new ClarityConnect.Workflows.Connectors.SagePro.Database.SageProDatabase(twin.Settings with { ConnectionString = away }, TimeProvider.System);
        (await Should.ThrowAsync<ActivityException>(() => database.ProbeAsync(Token))).Kind.ShouldBe(FailureKind.Transient);
        var wrong = new NpgsqlConnectionStringBuilder(twin.Settings.ConnectionString) { Password = "wrong" }.ConnectionString;
        var refused = new ClarityConnect.Workflows.Connectors.SagePro.Database.SageProDatabase(twin.Settings with { ConnectionString = wrong }, TimeProvider.System);
        (await Should.ThrowAsync<ActivityException>(() => refused.ProbeAsync(Token))).Kind.ShouldBe(FailureKind.Unauthorized);
    }

    private static StagedBatch Receipt(string reference, string invoice, decimal? debit = null, decimal? credit = null) => new()
    {
        ExtRef = reference,
        Kind = BatchKind.Receipt,
        DocDate = SageProTwin.Day,
        Custno = "C00001",
        Lines = [new StagedLine { Ref = invoice, Debit = debit, Credit = credit, Account = "1010-00" }],
    };

    private static StagedBatch Customer(string reference, string? number, string company) => new()
    {
        ExtRef = reference,
        Kind = BatchKind.Customer,
        DocDate = SageProTwin.Day,
        Customer = new StagedCustomer { Custno = number, Company = company, Email = "info@example.com" },
    };
}
