using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

/// <summary>The system that the plugin's connection calls.</summary>
internal sealed class PointsProgram : IAsyncDisposable
{
    private readonly WebApplication app;

    private PointsProgram(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public static async Task<PointsProgram> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{question}", (string question) => $"asked for {question}");
        await app.StartAsync();
        return new PointsProgram(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
