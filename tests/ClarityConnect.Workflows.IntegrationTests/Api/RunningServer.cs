using System.Net.Http.Headers;
using ClarityConnect.Workflows.Persistence.Security;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>One real server on a free loopback port with a database of its own, for all tests of the API. It starts when the first test asks.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string AdministratorKey = "the-first-key-of-the-tests";

    private readonly Lazy<Task<WebApplication>> _server;
    private readonly TemporaryFolder _plugins = new();

    public RunningServer(PostgresFixture postgres) => _server = new(() => StartAsync(postgres, ("Plugins:Folder", _plugins.Path)));

    /// <summary>The drop-in folder for plugins.</summary>
    public string PluginFolder => _plugins.Path;

    /// <summary>A client of an administrator.</summary>
    public Task<HttpClient> ClientAsync() => ClientWithKeyAsync(AdministratorKey);

    /// <summary>A client that sends this key; none if null.</summary>
    public async Task<HttpClient> ClientWithKeyAsync(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri((await _server.Value).Urls.Single()),
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        return client;
    }

    /// <summary>A client of a new key with this role.</summary>
    public async Task<HttpClient> ClientOfAsync(string role) => await ClientWithKeyAsync(await KeyOfAsync(role));

    /// <summary>A new key with this role.</summary>
    public async Task<string> KeyOfAsync(string role)
    {
        var keys = await ServiceAsync<ApiKeyStore>();
        var (key, _) = await keys.CreateAsync($"test {role}", role, null, TestContext.Current.CancellationToken);
        return key;
    }

    /// <summary>What the browser of a new user with this role has after the sign-in page.</summary>
    public async Task<string> CookieOfAsync(string role)
    {
        await using var scope = (await ServiceAsync<IServiceScopeFactory>()).CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = new IdentityUser($"{role}-{Guid.NewGuid():N}");
        (await users.CreateAsync(user, "a long enough password")).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
        return await SignedInCookie.MakeAsync(scope.ServiceProvider, user);
    }

    public async Task<T> ServiceAsync<T>()
        where T : notnull => (await _server.Value).Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
        {
            await _server.Value.Result.StopAsync();
            await _server.Value.Result.DisposeAsync();
        }

        _plugins.Dispose();
    }

    /// <summary>A server of the caller's own, with further settings.</summary>
    internal static async Task<WebApplication> StartAsync(PostgresFixture postgres, params (string Name, string Value)[] further)
    {
        var settings = ServerSettings.From(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Plugins:Folder"] = "" })
            .AddInMemoryCollection(further.ToDictionary(setting => setting.Name, setting => (string?)setting.Value))
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Clarity:BootstrapApiKey"] = AdministratorKey,
                ["Database:ConnectionString"] = await postgres.CreateDatabaseAsync(),
                ["Logging:LogLevel:Default"] = "None",
                ["Logging:LogLevel:ClarityConnect"] = "None",
            })
            .Build());
        var app = await ServerHost.BuildAsync(settings);
        await app.StartAsync();
        return app;
    }
}
