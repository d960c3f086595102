using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Heartland;
using ClarityConnect.Workflows.Simulators.KashFlow;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Simulators;

/// <summary>What tests and cases put into the vendors before the story begins.</summary>
public sealed class Records_that_are_put_in : IAsyncLifetime
{
    private SimulatorHost host = null!;

    public async ValueTask InitializeAsync() => host = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_invoice_that_is_paid_has_its_payment_with_VAT()
    {
        await host.KashFlow.AddInvoiceAsync(new KashFlowInvoice(1042, "ACME01", 99.99m) { PaidBy = "3C9E0A51" });

        host.KashFlow.TimesRecorded(1042, "3C9E0A51").ShouldBe(1);
        host.KashFlow.Payments.Single().Amount.ShouldBe(119.99m);
        host.KashFlow.Invoices.Single().Due.ShouldBe(0m);
    }

    [Fact]
    public async Task A_paid_order_is_open_and_has_its_payment()
    {
        await host.Heartland.AddDayAsync(new DayOptions { BusinessDay = new DateOnly(2026, 3, 1), Stores = 1, Tickets = 0 });

        var id = await host.Heartland.AddOrderAsync(new PaidOrder("SO-1042", 120m) { PaymentReference = "INV-1042-1", TransactionId = "3C9E0A51" });

        var order = host.Heartland.Holdings.Rows("sales/orders").Single();
        order.GetProperty("id").GetInt64().ShouldBe(id);
        order.GetProperty("status").GetString().ShouldBe("open");
        order.GetProperty("total").GetDecimal().ShouldBe(120m);
        order.GetProperty("balance").GetDecimal().ShouldBe(0m);
        order.GetProperty("payments")[0].GetProperty("custom").GetProperty("external_key").GetString().ShouldBe("INV-1042-1");
        host.Heartland.Holdings.CreatedTwice.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_needs_goods_that_are_known()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => host.Heartland.AddOrderAsync(new PaidOrder("SO-1042", 120m)));

        refused.Message.ShouldContain("The order 'SO-1042' cannot be put in");
    }
}
