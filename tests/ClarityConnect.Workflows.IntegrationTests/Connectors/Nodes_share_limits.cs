using ClarityConnect.Workflows.Engine;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.IntegrationTests.Stores;
using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

/// <summary>Nodes on one PostgreSQL tell the clients of their connections how many they are.</summary>
public sealed class Nodes_share_limits(PostgreSqlTables tables) : IClassFixture<PostgreSqlTables>
{
    private static readonly TimeSpan Lease = new WorkerOptions().NodeLease;

    private readonly ManualTime time = new();
    private readonly EphemeralDataProtectionProvider protection = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_see_each_other_and_one_alone_sees_itself()
    {
        await tables.CreateAsync(time);
        await using var first = Server();
        await using var second = Server();
        await first.GetRequiredService<ConnectionDirectory>().SaveAsync("bank", "shared-account", [], Token);

        await HeartbeatAsync(first);
        var seenByFirst = await NodesSeenAsync(first);
        seenByFirst().ShouldBe(1);

        await HeartbeatAsync(second);
        var seenBySecond = await NodesSeenAsync(second);
        seenBySecond().ShouldBe(2);
        seenByFirst().ShouldBe(1);
        await HeartbeatAsync(first);
        (seenByFirst(), seenBySecond()).ShouldBe((2, 2));

        // The second one gives no more sign of life.
        time.Now += Lease / 2;
        await HeartbeatAsync(first);
        seenByFirst().ShouldBe(2);
        time.Now += Lease / 2;
        await HeartbeatAsync(first);
        seenByFirst().ShouldBe(1);

        // It comes back, finds its lease lost, and registers anew.
        await HeartbeatAsync(second);
        await HeartbeatAsync(first);
        (seenByFirst(), seenBySecond()).ShouldBe((2, 2));
    }

    private static Task HeartbeatAsync(ServiceProvider server) => server.GetRequiredService<NodeLease>().RunOnceAsync(Token);

    private static async Task<Func<int>> NodesSeenAsync(ServiceProvider server) =>
        await server.GetRequiredService<ConnectionDirectory>().GetClientAsync<Func<int>>("bank", Token);

    private ServiceProvider Server() =>
        new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IDataProtectionProvider>(protection)
            .AddLogging()
            .AddClarityPersistence(new DatabaseOptions { ConnectionString = tables.ConnectionString })
            .AddClarityWorkflows([], [typeof(SharedAccount)])
            .BuildServiceProvider();

    /// <summary>An account whose client says how many nodes it is told of.</summary>
    [ConnectionType("shared-account", "Shared account")]
    public sealed class SharedAccount : Connection<Func<int>>
    {
        public override Func<int> CreateClient(ConnectionContext context) => context.Nodes;

        public override Task<ConnectionTest> TestAsync(Func<int> client, CancellationToken cancellationToken) => Task.FromResult(new ConnectionTest(true, ""));
    }
}
