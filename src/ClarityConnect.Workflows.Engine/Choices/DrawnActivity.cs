using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Choices;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Engine.Choices;

/// <summary>An activity in the designer. It notes which inputs a list depends on.</summary>
internal sealed class DrawnActivity(
    IReadOnlyDictionary<string, string> values, PluginManifest? plugin, ConnectionDirectory connections, IServiceProvider provider, CancellationToken cancellationToken) : ChoiceContext
{
    private readonly Dictionary<string, string?> reads = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string?> Reads => reads;

    public override CancellationToken CancellationToken => cancellationToken;

    public override string? Get(string input) => reads[input] = values.GetValueOrDefault(input);

    public override async ValueTask<TClient> GetClientAsync<TClient>(string input = "Connection")
    {
        if (Get(input) is not { Length: > 0 } name)
            throw new ActivityException(FailureKind.Misconfigured, "Choose a connection first; where it is an expression, the list is known only to a run.");
        return await connections.GetClientAsync<TClient>(name, plugin, cancellationToken);
    }

    public override T GetService<T>() => provider.GetRequiredService<T>();
}
