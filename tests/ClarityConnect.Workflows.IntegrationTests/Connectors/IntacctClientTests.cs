using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Setup;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

public sealed class IntacctClientTests
{
    private static readonly IntacctQuery Accounts = new("GLACCOUNT", ["ACCOUNTNO", "TITLE"]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Objects_are_read_in_pages_until_the_last()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var rows = await twins.Intacct().QueryAsync(Accounts with { PageSize = 5, OrderBy = ["-ACCOUNTNO"] }, Token);
        rows.Count.ShouldBe(20);
        rows[0]["accountno"].ShouldBe("6900");
        twins.Host.Ledger.Succeeded("intacct", "query GLACCOUNT").ShouldBe(4);
    }

    [Fact]
    public async Task Conditions_and_a_limit_narrow_what_is_read()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        (await client.QueryAsync(Accounts with { Conditions = [new() { Field = "ACCOUNTNO", Operator = IntacctOperator.In, Values = ["1000", "4000"] }] }, Token)).Count.ShouldBe(2);
        (await client.QueryAsync(Accounts with { Conditions = [IntacctCondition.Equal("ACCOUNTNO", "nothing")] }, Token)).ShouldBeEmpty();
        (await client.QueryAsync(Accounts with { MaxRecords = 3 }, Token)).Count.ShouldBe(3);
        var both = Accounts with
        {
            Conditions = [new() { Field = "ACCOUNTNO", Operator = IntacctOperator.Between, Values = ["4000", "4999"] }, new() { Field = "TITLE", Operator = IntacctOperator.Like, Value = "%Refunds" }],
        };
        (await client.QueryAsync(both, Token)).ShouldHaveSingleItem()["ACCOUNTNO"].ShouldBe("4200");
    }

    [Fact]
    public async Task What_the_company_is_set_up_with_is_listed()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        var accounts = new ListAccounts();
        var listed = (await new ActivityRun(accounts, Token).Connected(accounts.Connection, client).RunAsync()).Output(accounts.Result);
        listed.Single(account => account.AccountNo == "4990").IsActive.ShouldBeFalse();
        listed.Single(account => account.AccountNo == "4000").Title.ShouldBe("Sales");
        var journals = new ListJournals();
        (await new ActivityRun(journals, Token).Connected(journals.Connection, client).RunAsync()).Output(journals.Result).Select(entry => entry.Id).ShouldBe(["CRJ", "GJ", "SJ"]);
        var locations = new ListLocations();
        (await new ActivityRun(locations, Token).Connected(locations.Connection, client).RunAsync()).Output(locations.Result)[0].ShouldBe(new SetupEntry("100", "Store 1", true));
        var departments = new ListDepartments();
        (await new ActivityRun(departments, Token).Connected(departments.Connection, client).RunAsync()).Output(departments.Result).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_object_that_the_user_may_not_read_is_a_matter_of_permission()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var failure = await Should.ThrowAsync<ActivityException>(() => twins.Intacct().QueryAsync(new IntacctQuery("PAYROLL", ["RECORDNO"]), Token));
        (failure.Kind, failure.VendorCode).ShouldBe((FailureKind.Unauthorized, "PL04000005"));
        var field = await Should.ThrowAsync<ActivityException>(() => twins.Intacct().QueryAsync(Accounts with { Fields = ["NOSUCH"] }, Token));
        (field.Kind, field.VendorCode).ShouldBe((FailureKind.Rejected, "Invalid fields list NOSUCH"));
    }

    [Fact]
    public async Task Many_calls_at_once_sign_in_once()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.QueryAsync(Accounts, Token)));
        twins.Host.Ledger.Succeeded("intacct", "getAPISession").ShouldBe(1);
        twins.Host.Ledger.Succeeded("intacct", "query GLACCOUNT").ShouldBe(12);
    }

    [Fact]
    public async Task A_session_that_was_ended_over_there_is_renewed_once()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        await client.QueryAsync(Accounts, Token);
        twins.Host.Faults.Set(new Fault(FaultKind.InvalidSession) { Times = 1, Operation = "query GLACCOUNT" });
        (await client.QueryAsync(Accounts, Token)).Count.ShouldBe(20);
        twins.Host.Ledger.Succeeded("intacct", "getAPISession").ShouldBe(2);

        twins.Host.Faults.Set(new Fault(FaultKind.InvalidSession) { Operation = "query GLACCOUNT" });
        (await Should.ThrowAsync<ActivityException>(() => client.QueryAsync(Accounts, Token))).Kind.ShouldBe(FailureKind.Unauthorized);
        twins.Host.Ledger.Succeeded("intacct", "getAPISession").ShouldBe(3);
    }

    [Fact]
    public async Task A_session_that_is_about_to_end_is_renewed_before_it_is_used()
    {
        var options = new SimulatorOptions { IntacctSessionTimeout = TimeSpan.FromSeconds(90) };
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12, options);
        var client = twins.Intacct();
        await client.QueryAsync(Accounts, Token);
        await client.QueryAsync(Accounts, Token);
        twins.Host.Ledger.Succeeded("intacct", "getAPISession").ShouldBe(2);
    }

    [Theory]
    [InlineData(FaultKind.ControlFailure, 500, FailureKind.Unauthorized, "XL03000006")]
    [InlineData(FaultKind.AuthenticationFailure, 500, FailureKind.Unauthorized, "XL03000006")]
    [InlineData(FaultKind.RateLimited, 500, FailureKind.RateLimited, "GW-0010")]
    [InlineData(FaultKind.ServerError, 503, FailureKind.Transient, null)]
    [InlineData(FaultKind.Drop, 500, FailureKind.Transient, null)]
    [InlineData(FaultKind.Truncated, 500, FailureKind.Transient, null)]
    [InlineData(FaultKind.HtmlPage, 500, FailureKind.Transient, null)]
    public async Task What_goes_wrong_with_a_read_is_told_by_its_kind(FaultKind fault, int status, FailureKind kind, string? code)
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        var client = twins.Intacct();
        await client.SignInAsync(Token);
        twins.Host.Faults.Set(new Fault(fault) { System = "intacct", Times = 1, Status = status, EmptyBody = true, RetryAfter = fault == FaultKind.RateLimited ? TimeSpan.FromSeconds(9) : null });
        var failure = await Should.ThrowAsync<ActivityException>(() => client.QueryAsync(Accounts, Token));
        failure.Kind.ShouldBe(kind);
        failure.VendorCode.ShouldBe(code);
        if (fault == FaultKind.RateLimited)
            failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Sign_in_to_an_entity_works_in_that_entity()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        (await twins.Intacct(connection => connection.EntityId = "200").SignInAsync(Token)).ShouldBe("200");
        (await twins.Intacct().SignInAsync(Token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_connection_test_says_who_was_refused()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        (await twins.IntacctConnection().TestAsync(twins.Intacct(), Token)).Succeeded.ShouldBeTrue();
        var user = await Should.ThrowAsync<ActivityException>(() => twins.IntacctConnection().TestAsync(twins.Intacct(connection => connection.UserPassword = new Secret("no")), Token));
        user.Message.ShouldContain("user password");
        var sender = await Should.ThrowAsync<ActivityException>(() => twins.IntacctConnection().TestAsync(twins.Intacct(connection => connection.SenderPassword = new Secret("no")), Token));
        sender.Message.ShouldContain("sender password");
    }

    [Fact]
    public async Task A_session_is_not_taken_to_a_host_that_is_not_intacct()
    {
        await using var twins = await VendorTwins.StartAsync(Token, 1, 12);
        Should.Throw<ActivityException>(() => twins.Intacct(connection => connection.AllowAnyEndpointHost = false)).Kind.ShouldBe(FailureKind.Misconfigured);
    }
}
