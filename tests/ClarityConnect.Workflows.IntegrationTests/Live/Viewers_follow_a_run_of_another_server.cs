using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.IntegrationTests.Server;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Live;

/// <summary>Two server processes on one database: the viewer is connected to the one that does not run the instance.</summary>
public sealed class Viewers_follow_a_run_of_another_server(PostgresFixture postgres) : IDisposable
{
    private const string Key = "a-key-for-two-servers";

    private readonly TemporaryFolder one = new();
    private readonly TemporaryFolder two = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
    }

    [Fact]
    public async Task The_viewer_hears_how_it_began_and_how_it_ended()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var runner = Start(one, database);
        var runnerAddress = await runner.AddressAsync(Token);
        using var viewed = Start(two, database);
        var viewedAddress = await viewed.AddressAsync(Token);
        using var client = Client(runnerAddress);
        await client.PublishAsync(Drawings.Flowchart("elsewhere", Drawings.WriteLine("first", "x"), Drawings.Event("wait", "goes-on"), Drawings.WriteLine("last", "x")));

        const string Instance = "observed-before-it-is-there";
        using var viewer = await HubConnection.OpenAsync(viewedAddress, HubConnection.Key(Key));
        (await viewer.ObserveAsync(Instance)).ShouldBeNull();
        // The server that takes a start leases the instance to itself, so the viewer's server has no part in it.
        await client.PostJsonAsync("/elsa/api/workflow-definitions/elsewhere/dispatch", new JsonObject { ["instanceId"] = Instance });
        await viewer.UntilCompletedAsync(":first");

        await client.PostJsonAsync("/elsa/api/events/goes-on/trigger");
        await viewer.UntilCompletedAsync(":last");
        (await client.FinishedAsync(Instance))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        (await viewed.StopAsync(Token)).ShouldBe(0);
        (await runner.StopAsync(Token)).ShouldBe(0);
    }

    private static ServerProcess Start(TemporaryFolder folder, string database) =>
        ServerProcess.Start(folder.Path, Key, "--Database:ConnectionString", database);

    private static HttpClient Client(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", Key);
        return client;
    }
}
