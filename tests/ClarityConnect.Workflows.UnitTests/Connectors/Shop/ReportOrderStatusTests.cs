using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Shop;
using ClarityConnect.Workflows.Connectors.Shop.Orders;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Shop;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Shop;

public sealed class ReportOrderStatusTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private SimulatorHost simulators = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        simulators = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, Token);
        simulators.Shop.Add(new ShopOrder("1001", new JsonObject { ["orderId"] = "1001" }));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await simulators.DisposeAsync();
    }

    [Fact]
    public async Task The_shop_is_told_once_however_often_the_report_is_sent()
    {
        (await ReportAsync("1001")).ShouldBe("Done");
        (await ReportAsync("1001")).ShouldBe("Done");

        simulators.Shop.Reports.ShouldHaveSingleItem().ShouldBe(
            new ShopReport("0123456789abcdef0123456789abcdef01234567", "1001", "paid", "Thank you", "3C9E1A52-7B40"));
        simulators.Ledger.Succeeded("shop", "order.status", "1001").ShouldBe(2);
    }

    [Fact]
    public async Task An_order_that_the_shop_does_not_know_leaves_by_its_own_port() => (await ReportAsync("9")).ShouldBe("Unknown order");

    [Theory]
    [InlineData(FaultKind.ServerError, FailureKind.Transient)]
    [InlineData(FaultKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(FaultKind.AuthenticationFailure, FailureKind.Unauthorized)]
    [InlineData(FaultKind.Drop, FailureKind.Transient)]
    public async Task A_refusal_says_what_kind_it_is(FaultKind fault, FailureKind kind)
    {
        simulators.Faults.Set(new Fault(fault) { System = "shop", Status = 503, RetryAfter = TimeSpan.FromSeconds(7) });

        var failure = await Should.ThrowAsync<ActivityException>(() => ReportAsync("1001"));

        failure.Kind.ShouldBe(kind);
        simulators.Shop.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_whose_answer_was_lost_is_sent_again_and_taken_once()
    {
        simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "shop", AfterCommit = true, Times = 1 });

        (await Should.ThrowAsync<ActivityException>(() => ReportAsync("1001"))).Kind.ShouldBe(FailureKind.Transient);
        (await ReportAsync("1001")).ShouldBe("Done");

        simulators.Shop.Reports.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_test_call_says_whether_the_secret_is_right()
    {
        (await TestAsync(simulators.Options.ShopSigningSecret)).Succeeded.ShouldBeTrue();
        var refused = await Should.ThrowAsync<ActivityException>(() => TestAsync("whsec_b3RoZXItc2VjcmV0LW9mLXRoZS1zaG9w"));
        refused.Message.ShouldContain("Check the signing secret");
    }

    private async Task<ConnectionTest> TestAsync(string secret)
    {
        var connection = Connection(secret);
        return await connection.TestAsync(connection.CreateClient(Context()), Token);
    }

    private async Task<string> ReportAsync(string orderId)
    {
        var activity = new ReportOrderStatus();
        var run = await new ActivityRun(activity, Token)
            .Connected(activity.Connection, Connection(simulators.Options.ShopSigningSecret).CreateClient(Context()))
            .With(activity.OrderId, orderId).With(activity.Status, "paid").With(activity.Message, "Thank you").With(activity.PaymentReference, "3C9E1A52-7B40")
            .RunAsync();
        return run.Outcomes.ShouldHaveSingleItem();
    }

    private ShopConnection Connection(string secret) => new()
    {
        SigningSecret = new Secret(secret), StatusAddress = simulators.ShopStatusEndpoint.AbsoluteUri, AllowPrivateAddresses = true,
    };

    private ConnectionContext Context() => new("shop", http, TimeProvider.System, NullLogger.Instance);
}
