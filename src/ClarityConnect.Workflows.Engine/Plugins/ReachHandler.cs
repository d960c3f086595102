using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Lets the calls of a plugin's connection go only to the hosts that its manifest names.</summary>
internal sealed class ReachHandler(PluginManifest plugin, string connection) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri?.IdnHost ?? "";
        if (plugin.Reach.Allows(host))
            return base.SendAsync(request, cancellationToken);
        var allowed = plugin.Reach.Hosts.Count == 0 ? "no host at all" : string.Join(", ", plugin.Reach.Hosts);
        return Task.FromException<HttpResponseMessage>(new ActivityException(
            FailureKind.Misconfigured,
            $"The plugin {plugin.Name} ({plugin.Title}) may not call '{host}', as connection '{connection}' would have it: its {PluginManifest.FileName} names {allowed}. Correct the address in the connection, or ask the plugin's author to name the host."));
    }
}
