using ClarityConnect.Workflows.EndToEndTests.Processes;
using ClarityConnect.Workflows.EndToEndTests.Serving;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>A server process with a database that holds a user of each role needed, and a browser.</summary>
public sealed class ServedDesigner : IAsyncLifetime
{
    /// <summary>The password of every user.</summary>
    public const string Password = "a password for browser tests";

    private readonly TemporaryFolder _folder = new();
    private ServerProcess _server = null!;
    private Browser _browser = null!;

    /// <summary>Where administrators drop plugins.</summary>
    public string PluginFolder => Path.Combine(_folder.Path, "plugins");

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        await AddUsersAsync(ct);
        _server = ServerProcess.Start("serve", _folder.Path, ServedApi.Environment);
        _browser = await Browser.StartAsync();
        using var ready = await ServedApi.ReadyAsync(_server, ct);
    }

    /// <summary>The server's API, for an administrator.</summary>
    internal Task<ServedApi> ApiAsync() => ServedApi.ReadyAsync(_server, TestContext.Current.CancellationToken);

    /// <summary>Somebody who has not signed in.</summary>
    public Task<Visit> VisitAsync(bool hasJavaScript = true) => _browser.VisitAsync(_server.Address, hasJavaScript);

    /// <summary>Somebody with a role, "designer" or "viewer", who has signed in on the way to a page.</summary>
    public async Task<Visit> VisitAsync(string user, string path)
    {
        var visit = await VisitAsync();
        await visit.SignInAsync(path, user, Password);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>They are added before the process has the database: pages would have each choose a new password at its first sign-in.</summary>
    private async Task AddUsersAsync(CancellationToken ct)
    {
        var settings = ServerSettings.FromArguments(["--data", _folder.Path, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);
        await using var app = await ServerHost.BuildAsync(settings, null, ct);
        await app.StartAsync(ct);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            foreach (var role in (string[])["Designer", "Viewer"])
                await AddUserAsync(scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>(), role);
        }

        await app.StopAsync(ct);
    }

    private static async Task AddUserAsync(UserManager<IdentityUser> users, string role)
    {
        var user = new IdentityUser(role.ToLowerInvariant());
        (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
    }
}
