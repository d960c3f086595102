using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Simulators.SagePro;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>What was written from here is recognised when it shows in Sage Pro's tables, once, and nothing that a person does is taken for it.</summary>
public sealed class Own_changes_are_no_changes(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_customer_that_was_saved_is_ours_until_a_person_edits_it(bool crashes, bool isFoxPro)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token, isFoxPro);
        var begin = (await AskAsync(twin, ChangeKind.Customers, null)).Through;
        await SaveAsync(twin, "CUS-1", "C00001", "Alder Coffee Inc");
        twin.Simulator.CrashesBeforeStatus = crashes;
        await twin.Simulator.PostAsync(Token);
        var saved = await AskAsync(twin, ChangeKind.Customers, begin);
        await twin.Simulator.PostAsync(Token);
        var later = await AskAsync(twin, ChangeKind.Customers, saved.Through);
        var somebodyElse = await AskAsync(twin, ChangeKind.Customers, begin);
        await EditAsync(twin, "Alder Coffee Ltd");
        var edited = await AskAsync(twin, ChangeKind.Customers, saved.Through);
        await EditAsync(twin, "Alder Coffee Inc");
        var broughtBack = await AskAsync(twin, ChangeKind.Customers, edited.Through);

        saved.Changes.ShouldHaveSingleItem().IsOwn.ShouldBeTrue();
        later.Changes.ShouldBeEmpty();
        somebodyElse.Changes.ShouldHaveSingleItem().IsOwn.ShouldBeTrue();
        edited.Changes.ShouldHaveSingleItem().IsOwn.ShouldBeFalse();
        broughtBack.Changes.ShouldHaveSingleItem().IsOwn.ShouldBeFalse();
    }

    [Fact]
    public async Task An_edit_in_the_same_moment_is_told()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var begin = (await AskAsync(twin, ChangeKind.Customers, null)).Through;
        await SaveAsync(twin, "CUS-1", "C00001", "Alder Coffee Inc");
        await twin.Simulator.PostAsync(Token);
        await EditAsync(twin, "Alder Coffee Ltd");

        (await AskAsync(twin, ChangeKind.Customers, begin)).Changes.ShouldHaveSingleItem().IsOwn.ShouldBeFalse();
        // Nor is what was written taken for ours later, when a person writes the same.
        await EditAsync(twin, "Alder Coffee Inc");
        (await AskAsync(twin, ChangeKind.Customers, begin)).Changes.ShouldHaveSingleItem().IsOwn.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_two_that_are_saved_one_after_the_other_both_are_ours_and_a_new_customer_is_too()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var begin = (await AskAsync(twin, ChangeKind.Customers, null)).Through;
        await SaveAsync(twin, "CUS-1", "C00001", "Alder Coffee Inc");
        await twin.Simulator.PostAsync(Token);
        await SaveAsync(twin, "CUS-2", "C00001", "Alder Coffee and Tea");
        var first = await AskAsync(twin, ChangeKind.Customers, begin);
        await twin.Simulator.PostAsync(Token);
        await SaveAsync(twin, "CUS-3", null, "Dogwood Trading");
        await twin.Simulator.PostAsync(Token);
        var rest = await AskAsync(twin, ChangeKind.Customers, first.Through);

        first.Changes.ShouldHaveSingleItem().IsOwn.ShouldBeTrue();
        rest.Changes.Select(change => change.IsOwn).ShouldBe([true, true]);
    }

    [Fact]
    public async Task A_balance_that_moves_and_a_user_who_looks_change_no_customer()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var begin = (await AskAsync(twin, ChangeKind.Customers, null)).Through;
        await twin.DeliverAsync(
            new StagedBatch { ExtRef = "INV-1", Kind = BatchKind.Invoice, DocDate = SageProTwin.Day, Custno = "C00001", Lines = [new StagedLine { Account = "4000-00", Credit = 10.00m }] }, Token);
        await twin.Simulator.PostAsync(Token);
        await twin.Simulator.LockCustomerAsync("C00001", "ANN", Token);

        (await twin.Simulator.CustomerBalanceAsync("C00001", Token)).ShouldBe(10.00m);
        (await AskAsync(twin, ChangeKind.Customers, begin)).Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_that_was_posted_is_ours_until_it_is_shipped(bool crashes)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var begin = (await AskAsync(twin, ChangeKind.Orders, null)).Through;
        await twin.DeliverAsync(
            new StagedBatch
            {
                ExtRef = "HR-ORDER-1", Kind = BatchKind.Order, DocDate = SageProTwin.Day, Custno = "C00001",
                Lines = [new StagedLine { Item = "W-100", Qty = 2, Price = 12.50m, Credit = 25.00m, Ref = "WEB-1" }],
            },
            Token);
        twin.Simulator.CrashesBeforeStatus = crashes;
        await twin.Simulator.PostAsync(Token);
        var posted = await AskAsync(twin, ChangeKind.Orders, begin);
        await twin.Simulator.PostAsync(Token);
        await twin.Simulator.SetOrderStatusAsync("1001", "C", Token);
        var closed = await AskAsync(twin, ChangeKind.Orders, posted.Through);

        posted.Changes.ShouldHaveSingleItem().IsOwn.ShouldBeTrue();
        var change = closed.Changes.ShouldHaveSingleItem();
        change.IsOwn.ShouldBeFalse();
        change.Row.GetProperty("status").GetString().ShouldBe("Closed");
    }

    private static async Task<ChangeList> AskAsync(SageProTwin twin, string kind, long? after)
    {
        var answer = await twin.Database.ExecuteAsync(SageProOperation.Changes, SageProJson.Write(new ChangeRequest(kind, after, 100)), "", Token);
        return new ChangeList([.. answer.Rows.Select(SageProJson.Read<SageProChange>)], answer.Result.GetProperty("through").GetInt64());
    }

    private static Task SaveAsync(SageProTwin twin, string reference, string? number, string company) => twin.DeliverAsync(
        new StagedBatch
        {
            ExtRef = reference,
            Kind = BatchKind.Customer,
            DocDate = SageProTwin.Day,
            Customer = new StagedCustomer { Custno = number, Company = company, Contact = "Ruth Alder", Address1 = "1 Main Street", City = "Portland", Country = "US", Email = "ruth@alder.example" },
        },
        Token);

    private static Task EditAsync(SageProTwin twin, string company) =>
        twin.Simulator.SetCustomerAsync(new SageProCustomer("C00001", company, "Ruth Alder", "ruth@alder.example", "", "1 Main Street", "Portland"), Token);
}
