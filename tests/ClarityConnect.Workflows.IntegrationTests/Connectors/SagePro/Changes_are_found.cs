using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>Changes in tables that tell nobody.</summary>
public sealed class Changes_are_found(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task New_and_changed_items_are_told_once_to_everybody_who_asks(bool isFoxPro)
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token, isFoxPro);
        var begin = await AskAsync(twin, ChangeKind.Items, null);
        await twin.Simulator.SetItemAsync("W-100", "Water bottle, steel", 14.00m, Token);
        await twin.Simulator.SetItemAsync("N-900", "Novelty", 3.25m, Token);

        var one = await AskAsync(twin, ChangeKind.Items, begin.Through);
        var other = await AskAsync(twin, ChangeKind.Items, begin.Through);
        var none = await AskAsync(twin, ChangeKind.Items, one.Through);

        begin.Changes.ShouldBeEmpty();
        begin.Through.ShouldBe(3);
        var products = one.Changes.Select(change => SageProJson.Read<Product>(change.Row)).ToList();
        products.Select(product => (product.Sku, product.Name, product.Price)).ShouldBe([("N-900", "Novelty", 3.25m), ("W-100", "Water bottle, steel", 14.00m)], ignoreOrder: true);
        other.Changes.Select(change => change.Number).ShouldBe(one.Changes.Select(change => change.Number));
        none.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stock_is_told_for_each_location_in_portions()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        var all = await AskAsync(twin, ChangeKind.Stock, 0, most: 4);
        var rest = await AskAsync(twin, ChangeKind.Stock, all.Through, most: 4);
        await twin.Simulator.SetStockAsync("W-100", "LOC2", 11, Token);
        var changed = await AskAsync(twin, ChangeKind.Stock, rest.Through);

        all.Changes.Count.ShouldBe(4);
        rest.Changes.Count.ShouldBe(2);
        var level = SageProJson.Read<StockLevel>(changed.Changes.ShouldHaveSingleItem().Row);
        (level.Sku, level.LocationId, level.OnHand).ShouldBe(("W-100", "LOC2", 11m));
    }

    [Fact]
    public async Task Customers_are_found_by_one_of_several_addresses_and_by_telephone()
    {
        await using var twin = await SageProTwin.StartAsync(postgres, Token);
        (await FindAsync(new { email = "ORDERS@cedar.example" })).ShouldBe(["C00003"]);
        (await FindAsync(new { phone = "+1 (503) 555-0101" })).ShouldBe(["C00001"]);
        (await FindAsync(new { number = "c00002" })).ShouldBe(["C00002"]);
        (await FindAsync(new { name = "nobody at all" })).ShouldBeEmpty();

        async Task<IEnumerable<string>> FindAsync(object query) =>
            (await twin.Database.ExecuteAsync(SageProOperation.FindCustomers, SageProJson.Write(query), "", Token)).Rows.Select(row => SageProJson.Read<Customer>(row).CustomerId);
    }

    private static async Task<ChangeList> AskAsync(SageProTwin twin, string kind, long? after, int most = 100)
    {
        var answer = await twin.Database.ExecuteAsync(SageProOperation.Changes, SageProJson.Write(new ChangeRequest(kind, after, most)), "", Token);
        return new ChangeList([.. answer.Rows.Select(SageProJson.Read<SageProChange>)], answer.Result.GetProperty("through").GetInt64());
    }
}
