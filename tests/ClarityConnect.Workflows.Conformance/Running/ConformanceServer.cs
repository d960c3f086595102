using System.Security.Cryptography;
using ClarityConnect.Workflows.EndToEndTests.Processes;

namespace ClarityConnect.Workflows.Conformance.Running;

/// <summary>The real server on a free port with a data folder of its own, both gone at the end.</summary>
internal sealed class ConformanceServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ServerProcess process;

    private ConformanceServer(TemporaryFolder folder, ServerProcess process, string key)
    {
        this.folder = folder;
        this.process = process;
        Key = key;
    }

    public Uri Address => process.Address;

    public string Key { get; }

    /// <exception cref="InvalidOperationException">The server did not become ready.</exception>
    public static async Task<ConformanceServer> StartAsync(CancellationToken ct)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var folder = new TemporaryFolder();
        var server = new ConformanceServer(
            folder, ServerProcess.Start("serve", folder.Path, new Dictionary<string, string> { ["Clarity__BootstrapApiKey"] = key }), key);
        using var api = new WorkflowApi(server.Address, key);
        var began = TimeProvider.System.GetTimestamp();
        while (!await api.IsReadyAsync(ct))
        {
            if (!await server.process.EndsWithinAsync(TimeSpan.FromMilliseconds(100), ct) && TimeProvider.System.GetElapsedTime(began) < ServerProcess.Patience)
                continue;
            var output = server.process.Output;
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not become ready:\n{output}");
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await process.TerminateAsync(CancellationToken.None);
        await process.EndAsync(CancellationToken.None);
        await process.DisposeAsync();
        folder.Dispose();
    }
}
