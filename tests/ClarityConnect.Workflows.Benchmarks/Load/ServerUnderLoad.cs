using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>The real server on a free port with its embedded PostgreSQL, commits durable, in a temporary folder that goes with it.</summary>
internal sealed class ServerUnderLoad : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;
    private int finished;
    private int faulted;

    private ServerUnderLoad(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
        Services.GetRequiredService<InstanceEvents>().Committed += Count;
    }

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    public int Finished => Volatile.Read(ref finished);

    public int Faulted => Volatile.Read(ref faulted);

    public static async Task<ServerUnderLoad> StartAsync()
    {
        // Not CreateTempSubdirectory, whose folder only its owner may pass through: PostgreSQL runs as another user where this runs as root.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"clarity-load-{Guid.NewGuid():N}")).FullName;
        var app = await ServerHost.BuildAsync(Settings(folder, ("Http:AllowPrivateAddresses", "true")));
        await app.StartAsync();
        return new ServerUnderLoad(app, folder);
    }

    /// <summary>The settings of a server on a free port that keeps all that it has in a folder.</summary>
    public static ServerSettings Settings(string folder, params IEnumerable<(string Name, string Value)> more) => ServerSettings.From(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>(more.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Clarity:DataFolder"] = Path.Combine(folder, "data"),
            ["Clarity:BootstrapApiKey"] = Guid.NewGuid().ToString("N"),
            ["Database:SystemFolder"] = Path.Combine(folder, "system"),
            ["Logging:LogLevel:Default"] = "Error",
        })
        .AddEnvironmentVariables("LOAD__")
        .Build());

    public Task<DefinitionVersion> PublishAsync(string json) => SaveAsync(DefinitionDocument.Parse(json));

    /// <summary>Waits until this many instances ended since the start.</summary>
    /// <exception cref="TimeoutException">They did not within two minutes.</exception>
    public async Task DrainAsync(int expected)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Finished + Faulted < expected && await timer.WaitForNextTickAsync())
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(2))
                throw new TimeoutException($"{Finished} instances finished and {Faulted} failed within two minutes, of {expected} that were started.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<DefinitionVersion> SaveAsync(DefinitionDocument document) =>
        (await Services.GetRequiredService<DefinitionPublisher>().SaveAsync(document, publish: true, CancellationToken.None)).Version;

    private void Count(string id, InstanceStatus status)
    {
        if (status == InstanceStatus.Finished)
            Interlocked.Increment(ref finished);
        else if (status == InstanceStatus.Faulted)
            Interlocked.Increment(ref faulted);
    }
}
