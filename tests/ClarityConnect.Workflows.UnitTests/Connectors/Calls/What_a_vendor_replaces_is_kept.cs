using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using ClarityConnect.Workflows.Connectors.Intacct;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Engine;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Testing.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Calls;

public sealed class What_a_vendor_replaces_is_kept : IDisposable
{
    private static readonly IntacctQuery Locations = new("LOCATION", ["LOCATIONID"]);

    private readonly InMemoryConnectionStore store = new();
    private readonly EphemeralDataProtectionProvider protection = new();
    private readonly List<ServiceProvider> servers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refresh_token_that_was_replaced_survives_a_restart()
    {
        await using var vendor = await SimulatorHost.StartAsync(new SimulatorOptions(), TimeProvider.System, Token);
        var before = await StartAsync(vendor);
        var client = await ClientAsync(before);
        await client.QueryAsync(Locations, Token);

        var row = (await store.FindAsync("ledger", Token)).ShouldNotBeNull();
        row.Revision.ShouldBe(1);
        var next = Settings.Read(row, nameof(IntacctConnection.RefreshToken))!.Reveal();
        next.ShouldNotBe(vendor.Options.IntacctRefreshToken);
        row.Settings.ShouldNotContain(next);
        (await ClientAsync(before)).ShouldBeSameAs(client);

        (await (await ClientAsync(Server())).QueryAsync(Locations, Token)).Count.ShouldBe(9);
        vendor.Ledger.Succeeded("intacct-rest", "token").ShouldBe(2);
    }

    [Fact]
    public async Task Nodes_take_over_each_others_refresh_tokens()
    {
        // The tokens end so soon that every call asks for a new one.
        await using var vendor = await SimulatorHost.StartAsync(new SimulatorOptions { IntacctTokenLifetime = TimeSpan.FromSeconds(60) }, TimeProvider.System, Token);
        var nodes = new[] { await ClientAsync(await StartAsync(vendor)), await ClientAsync(Server()) };
        for (var i = 0; i < 6; i++)
            (await nodes[i % 2].QueryAsync(Locations, Token)).Count.ShouldBe(9);
        vendor.Ledger.Succeeded("intacct-rest", "token").ShouldBe(6);
    }

    [Fact]
    public async Task Who_comes_second_with_a_refresh_token_takes_the_next_one()
    {
        var secrets = await SecretsAsync(new JsonObject { ["refreshToken"] = "used" });
        using var wire = new ScriptedHttp();
        wire.Answer("""{"error":"invalid_grant","error_description":"The refresh token is not valid."}""", HttpStatusCode.BadRequest)
            .Answer("""{"access_token":"a","expires_in":3600,"refresh_token":"third"}""").Answer("""{"ia::result":[]}""");
        using var http = new HttpClient(wire);
        var clock = new OtherNode(() => secrets.ReplaceAsync(nameof(IntacctConnection.RefreshToken), new Secret("used"), new Secret("second"), Token));
        var connection = new IntacctConnection
        {
            Api = IntacctApi.Rest, CompanyId = "C", UserId = "U", ClientId = "app", ClientSecret = new Secret("shh"), RefreshToken = new Secret("used"),
        };
        var client = connection.CreateClient(new ConnectionContext("ledger", http, clock, NullLogger.Instance) { Nodes = () => 2, Secrets = secrets });

        (await client.QueryAsync(Locations, Token)).ShouldBeEmpty();

        wire.Requests.Take(2).Select(request => request.Body.Split("refresh_token=")[1]).ShouldBe(["used", "second"]);
        (await secrets.ReadAsync(nameof(IntacctConnection.RefreshToken), Token)).ShouldBe(new Secret("third"));
    }

    [Fact]
    public async Task What_a_person_entered_meanwhile_stays()
    {
        var secrets = await SecretsAsync(new JsonObject { ["refreshToken"] = "first", ["companyId"] = "C" });
        (await secrets.ReplaceAsync("RefreshToken", new Secret("first"), new Secret("second"), Token)).ShouldBeTrue();

        // A person who changes something else leaves the secret as it is: the mask comes back.
        await SaveAsync(new JsonObject { ["refreshToken"] = Secret.Mask, ["companyId"] = "D" });
        (await secrets.ReplaceAsync("RefreshToken", new Secret("second"), new Secret("third"), Token)).ShouldBeTrue();

        await SaveAsync(new JsonObject { ["refreshToken"] = "by hand" });
        (await secrets.ReplaceAsync("RefreshToken", new Secret("third"), new Secret("fourth"), Token)).ShouldBeFalse();
        (await secrets.ReadAsync("RefreshToken", Token)).ShouldBe(new Secret("by hand"));

        await store.DeleteAsync("ledger", Token);
        (await secrets.ReplaceAsync("RefreshToken", new Secret("by hand"), new Secret("fifth"), Token)).ShouldBeFalse();
        (await secrets.ReadAsync("RefreshToken", Token)).ShouldBeNull();
        (await store.ListAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_of_a_sign_in_code_survives_a_restart()
    {
        var fields = new JsonObject
        {
            ["baseAddress"] = "https://acme.retail.heartland.us/api/", ["clientId"] = "app", ["clientSecret"] = "shh", ["code"] = "c0de", ["redirectAddress"] = "https://clarity.example/back",
        };
        await store.SaveAsync("retail", "heartland-retail", Settings.Protect(typeof(HeartlandRetailConnection), fields, null), DateTimeOffset.UnixEpoch, Token);
        using var wire = new ScriptedHttp();
        wire.Answer("""{"access_token":"from-code"}""").Answer("""{"login":"a"}""").Answer("""{"login":"a"}""");
        using var http = new HttpClient(wire);

        await (await RetailAsync(http)).GetUserNameAsync(Token);
        await (await RetailAsync(http)).GetUserNameAsync(Token);

        wire.Requests.Skip(1).Select(request => request.Message.Headers.Authorization!.Parameter).ShouldBe(["from-code", "from-code"]);
    }

    [Fact]
    public async Task A_sign_in_code_that_another_node_has_used_gives_that_nodes_token()
    {
        await store.SaveAsync("retail", "heartland-retail", "{}", DateTimeOffset.UnixEpoch, Token);
        var secrets = new StoredSecrets("retail", "heartland-retail", store, Settings, NullLogger.Instance);
        using var wire = new ScriptedHttp();
        wire.Answer("""{"error":"invalid_grant","message":"The code has expired"}""", HttpStatusCode.BadRequest).Answer("""{"login":"a"}""");
        using var http = new HttpClient(wire);
        var clock = new OtherNode(() => secrets.ReplaceAsync(nameof(HeartlandRetailConnection.Token), null, new Secret("of the other"), Token));
        var connection = new HeartlandRetailConnection
        {
            BaseAddress = "https://acme.retail.heartland.us/api/", ClientId = "app", ClientSecret = new Secret("shh"), Code = new Secret("c0de"), RedirectAddress = "https://clarity.example/back",
        };

        await connection.CreateClient(new ConnectionContext("retail", http, clock, NullLogger.Instance) { Nodes = () => 2, Secrets = secrets }).GetUserNameAsync(Token);

        wire.Requests[1].Message.Headers.Authorization!.Parameter.ShouldBe("of the other");
    }

    public void Dispose() => servers.ForEach(server => server.Dispose());

    private ConnectionSettings Settings => new(protection);

    private static ValueTask<IntacctClient> ClientAsync(ConnectionDirectory directory) => directory.GetClientAsync<IntacctClient>("ledger", Token);

    private async Task<ConnectionDirectory> StartAsync(SimulatorHost vendor)
    {
        var directory = Server();
        await directory.SaveAsync(
            "ledger",
            "intacct",
            new JsonObject
            {
                ["api"] = "Rest", ["companyId"] = vendor.Options.IntacctCompany, ["userId"] = vendor.Options.IntacctUser, ["restAddress"] = vendor.IntacctRestAddress.AbsoluteUri,
                ["clientId"] = vendor.Options.IntacctClientId, ["clientSecret"] = vendor.Options.IntacctClientSecret, ["refreshToken"] = vendor.Options.IntacctRefreshToken,
                ["allowAnyEndpointHost"] = true, ["allowPrivateAddresses"] = true,
            },
            Token);
        return directory;
    }

    /// <summary>The connections of a server that has just been started, on what the ones before it stored.</summary>
    private ConnectionDirectory Server()
    {
        var services = new ServiceCollection().AddLogging().AddInMemoryStores().AddClarityWorkflows([], [typeof(IntacctConnection)]);
        services.AddSingleton<IDataProtectionProvider>(protection).AddSingleton<IConnectionStore>(store);
        servers.Add(services.BuildServiceProvider());
        return servers[^1].GetRequiredService<ConnectionDirectory>();
    }

    private async Task<StoredSecrets> SecretsAsync(JsonObject fields)
    {
        await SaveAsync(fields);
        return new StoredSecrets("ledger", "intacct", store, Settings, NullLogger.Instance);
    }

    private async Task SaveAsync(JsonObject fields)
    {
        var settings = Settings.Protect(typeof(IntacctConnection), fields, (await store.FindAsync("ledger", Token))?.Settings);
        await store.SaveAsync("ledger", "intacct", settings, DateTimeOffset.UnixEpoch, Token);
    }

    private async Task<HeartlandRetailClient> RetailAsync(HttpClient http)
    {
        var row = (await store.FindAsync("retail", Token)).ShouldNotBeNull();
        var connection = (HeartlandRetailConnection)Settings.Unprotect(typeof(HeartlandRetailConnection), row);
        return connection.CreateClient(new ConnectionContext("retail", http, new JumpingClock(), NullLogger.Instance)
        {
            Secrets = new StoredSecrets(row.Name, row.TypeKey, store, Settings, NullLogger.Instance),
        });
    }

    /// <summary>A clock at whose first wait another node does something; every wait is over at once.</summary>
    private sealed class OtherNode(Func<Task<bool>> deed) : TimeProvider
    {
        private bool isDone;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (!isDone)
                deed().GetAwaiter().GetResult().ShouldBeTrue();
            isDone = true;
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
